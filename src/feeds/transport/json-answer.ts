/** An answer's text as JSON; undefined if it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a text that begins as JSON does not end as JSON: it was cut off on the way. */
export function isCutOffJson(text: string): boolean {
  const start = text.trimStart();
  if (start === "") return true;
  if (!start.startsWith("{")) return false;
  return parseJson(start) === undefined;
}
