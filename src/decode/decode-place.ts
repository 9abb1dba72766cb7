/** Where a value was read, for the `at` line of its issues. */
export interface DecodePlace {
  /** file, flag or other name of the whole, e.g. `signals/2026.json`, `signals/2026.jsonl:4`, `--param` */
  readonly file: string;
  /** path of the value inside the file, e.g. `[3]` or `.signals[3]`; none if it is the whole */
  readonly within?: string;
}

/**
 * `file path`, in the notation of JavaScript.
 *
 * @example formatPlace({ file: "a.json", within: "[3]" }, ["publishedAt", "date"]) // => "a.json [3].publishedAt.date"
 */
export function formatPlace(place: DecodePlace, path: readonly unknown[]): string {
  const inside = ((place.within ?? "") + formatPath(path)).replace(/^\./, "");
  return inside === "" ? place.file : `${place.file} ${inside}`;
}

/** A path in the notation of JavaScript, e.g. `[3].publishedAt.date` or `.a["two words"]`. */
export function formatPath(path: readonly unknown[]): string {
  const steps = path.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    const name = String(key);
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  });
  return steps.join("");
}
