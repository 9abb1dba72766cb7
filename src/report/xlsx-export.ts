import type { ResultDocument } from "../result/result-schema.ts";
import { type ResultTable, resultTables, rowsOf } from "./result-tables.ts";

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
 * spreadsheet takes for formulas; fractions stay fractions.
 */
export function renderWorkbook(result: ResultDocument, library: SpreadsheetLibrary): Uint8Array {
  const { utils } = library;
  const book = utils.book_new();
  for (const table of resultTables(result))
    utils.book_append_sheet(book, sheetOf(table, library), table.name);
  return library.write(book, { type: "buffer", bookType: "xlsx", compression: true });
}

function sheetOf(table: ResultTable, { utils }: SpreadsheetLibrary): unknown {
  return utils.aoa_to_sheet(rowsOf(table));
}
