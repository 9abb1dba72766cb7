import type { ResultDocument } from "../result/result-schema.ts";
import { parseCalendarDay } from "../time/calendar-day.ts";
import { type ResultTable, resultTables, rowsOf, type TableValue } from "./result-tables.ts";

/** The part of SheetJS that a workbook is made with; it comes with danfojs-node and is not installed without it. */
export interface SpreadsheetLibrary {
  readonly utils: {
    readonly book_new: () => unknown;
    readonly aoa_to_sheet: (rows: readonly (readonly unknown[])[]) => unknown;
    readonly book_append_sheet: (book: unknown, sheet: unknown, name: string) => void;
  };
  readonly write: (
    book: unknown,
    options: { type: "buffer"; bookType: "xlsx"; compression: true },
  ) => Uint8Array;
}

/**
 * A result as an Excel workbook: a sheet each for trades, signals, equity and metrics. Texts are text cells, which no
 * spreadsheet takes for formulas; fractions stay fractions; a column of days holds dates.
 */
export function renderWorkbook(result: ResultDocument, library: SpreadsheetLibrary): Uint8Array {
  const { utils } = library;
  const book = utils.book_new();
  for (const table of resultTables(result))
    utils.book_append_sheet(book, sheetOf(table, library), table.name);
  return library.write(book, { type: "buffer", bookType: "xlsx", compression: true });
}

function sheetOf(table: ResultTable, { utils }: SpreadsheetLibrary): unknown {
  const isDays = Object.values(table.columns).map(holdsDays);
  const [names, ...rows] = rowsOf(table);
  return utils.aoa_to_sheet([
    names as readonly string[],
    ...rows.map((row) => row.map((value, column) => (isDays[column] ? dateCell(value) : value))),
  ]);
}

/** Whether a column holds calendar days and nothing else. */
function holdsDays(values: readonly TableValue[]): boolean {
  const known = values.filter((value) => value !== null);
  return (
    known.length > 0 &&
    known.every((value) => typeof value === "string" && parseCalendarDay(value) !== undefined)
  );
}

/** Days from 1899-12-30, which spreadsheets count dates from, to 1970-01-01. */
const SPREADSHEET_EPOCH = 25_569;

/** A day as a spreadsheet's date: a number, of which the format says that it is one. */
function dateCell(value: TableValue): unknown {
  if (value === null) return null;
  return { t: "n", v: parseCalendarDay(String(value))! + SPREADSHEET_EPOCH, z: "yyyy-mm-dd" };
}
