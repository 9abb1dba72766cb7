import { type ResultTable, rowsOf, type TableValue } from "./result-tables.ts";

/**
 * A table as CSV by RFC 4180, with line feeds: header first, text quoted where it must be, nothing for a value that is
 * not there, numbers in full.
 *
 * Text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets a `'` before it: a spreadsheet would take
 * it for a formula and run it, and titles come from outside.
 *
 * @example renderCsv({ name: "trades", columns: { id: ["t1"], return: [0.05] } }) // => "id,return\nt1,0.05\n"
 */
export function renderCsv(table: ResultTable): string {
  return rowsOf(table)
    .map((row) => `${row.map(cellText).join(",")}\n`)
    .join("");
}

function cellText(value: TableValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
