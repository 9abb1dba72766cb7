import { InputError } from "../../errors.ts";
import { type ColumnMapping, NO_MAPPING } from "./column-mapping.ts";
import { readCsvTable } from "./csv-table.ts";
import { readPlainPrices } from "./plain-prices.ts";
import { readPriceCells } from "./price-cells.ts";
import { assemblePriceCsv, type PriceCsv } from "./price-content.ts";
import { readPriceHeader } from "./price-header.ts";
import { readPriceRows, UnreadCells } from "./price-rows.ts";
import { readPriceText } from "./price-text.ts";

export type { PriceCsv };

export interface PriceCsvOptions {
  /** as it is named in issues */
  readonly file: string;
  /** what the user says of the file */
  readonly mapping?: ColumnMapping;
  /** whether a ticker in the file is the symbol asked for; by default every one is */
  readonly isWanted?: (ticker: string) => boolean;
  /** milliseconds since 1970 -> the date on the exchange's clocks; without it, instants are refused */
  readonly dayOfInstant?: (milliseconds: number) => number;
}

/**
 * Reads a price file of any common shape: columns in any order and in English, Chinese or Japanese, or as
 * `mapping` says; yfinance's three header rows; comma, semicolon, tab or bar between cells; dates and numbers as
 * in printed-date.ts and printed-number.ts. Where day and month, or decimal mark and thousands, could be read in
 * two ways and no row decides, the file is refused until `mapping` does.
 *
 * @throws InputError with every issue found: file, line and text
 * @example decodePriceCsv(new TextEncoder().encode("Date,Close\n2020-01-02,26.5\n"), { file: "a.csv" }).close
 * // => Float64Array [26.5]
 */
export function decodePriceCsv(bytes: Uint8Array, options: PriceCsvOptions): PriceCsv {
  const mapping = options.mapping ?? NO_MAPPING;
  const isWanted = options.isWanted ?? (() => true);
  const headerOptions = { file: options.file, mapping, isWanted };
  const plain = readPlainPrices(bytes, headerOptions);
  if (plain !== undefined) return assemblePriceCsv(plain, mapping);

  const content = readPriceText(bytes, options.file);
  if ("issue" in content) throw new InputError(content.issue);
  const table = readCsvTable(content.text, options.file, mapping);
  if ("issues" in table) throw new InputError(table.issues);
  const header = readPriceHeader(table, headerOptions);
  if ("issues" in header) throw new InputError(header.issues);

  const place = { table, file: options.file };
  const rows = readPriceRows(header, place, { mapping, isWanted, dayOfInstant: options.dayOfInstant });
  const cells = readPriceCells(header, rows, place, mapping);
  const unread = UnreadCells.issuesOf([rows.unread, cells.unread], place);
  const issues = [...rows.issues, ...cells.issues, ...unread];
  if (issues.length > 0) throw new InputError(issues);
  return assemblePriceCsv(
    {
      ...rows,
      priced: cells.priced,
      style: cells.style,
      header,
      rowCount: rows.rows.length,
      firstRow: rows.rows[0]!,
      lastRow: rows.rows.at(-1)!,
      content,
      table,
    },
    mapping,
  );
}
