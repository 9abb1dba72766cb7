/** Values longer than this are cut in a `what`. */
const MOST_CHARACTERS = 60;

/** A value as it is quoted in a message: JSON, cut to a line. */
export function quoteValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 4)}..."` : text;
}
