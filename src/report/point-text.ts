/**
 * A point of a search in words.
 *
 * @example pointText({ hold: 10, stopLoss: 0.08 }) // => "hold 10, stopLoss 0.08"
 */
export function pointText(params: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${labelText(value)}`)
    .join(", ");
}

/** A parameter's value as an axis and a table name it. */
export function labelText(label: string | number | boolean | undefined): string {
  return typeof label === "number" ? String(Number(label.toPrecision(4))) : String(label);
}
