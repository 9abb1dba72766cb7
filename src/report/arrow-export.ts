import { bool, type DataType, dateDay, float64, tableFromArrays, tableToIPC, utf8 } from "@uwdata/flechette";
import type { ResultTable, TableValue } from "./result-tables.ts";

/** Columns of calendar days; they become Arrow dates. */
const DATE_COLUMNS = new Set(["date", "entrySession", "exitSession", "session", "publishedDate"]);

/**
 * A table as an Arrow IPC file, which pandas, polars, DuckDB and arquero read with their types: days are dates, numbers
 * doubles, nulls nulls.
 *
 * @example writeFileSync("equity.arrow", renderArrow(equityTable(result)))
 */
export function renderArrow(table: ResultTable): Uint8Array {
  const columns = Object.entries(table.columns);
  const types = columns.map(([name, values]) => [name, typeOf(name, values)] as const);
  const arrays = columns.map(([name, values]) => [
    name,
    DATE_COLUMNS.has(name)
      ? values.map((value) => (value === null ? null : new Date(`${String(value)}T00:00:00Z`)))
      : values,
  ]);
  const arrow = tableFromArrays(Object.fromEntries(arrays), {
    types: Object.fromEntries(types),
  });
  return tableToIPC(arrow, { format: "file" }) as Uint8Array;
}

function typeOf(name: string, values: readonly TableValue[]): DataType {
  if (DATE_COLUMNS.has(name)) return dateDay();
  const isOf = (kind: string) => values.every((value) => value === null || typeof value === kind);
  // A column without any value is one of numbers, as an absent benchmark is.
  if (isOf("number")) return float64();
  return isOf("boolean") ? bool() : utf8();
}
