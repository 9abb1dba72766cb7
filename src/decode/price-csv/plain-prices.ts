import { Buffer, isUtf8 } from "node:buffer";
import type { ColumnRole } from "./column-names.ts";
import { readCsvTable } from "./csv-table.ts";
import { readPlainRows } from "./plain-rows.ts";
import { arrangePrices, NUMBER_ROLES, OTHER_NUMBER_ROLES } from "./price-cells.ts";
import type { ReadPrices } from "./price-content.ts";
import { type HeaderOptions, type PriceHeader, readPriceHeader } from "./price-header.ts";

/** Enough for three header rows and a row of data. */
const HEAD_LINES = 4;
const LINE_FEED = 10;

/**
 * The fast lane of {@link decodePriceCsv}, which most files take: the header is read as always, the rows in one
 * pass over the bytes.
 *
 * @returns `undefined` if anything is unusual or wrong; the general reader gives the same values, or the reason
 */
export function readPlainPrices(bytes: Uint8Array, options: HeaderOptions): ReadPrices | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = lineStarts(view, HEAD_LINES);
  const head = view.toString("utf8", 0, starts.at(-1));
  if (starts.length <= 1 || head.includes('"') || !isUtf8(view)) return undefined;
  const hasByteOrderMark = head.startsWith("\ufeff");
  const table = readCsvTable(hasByteOrderMark ? head.slice(1) : head, options.file, options.mapping);
  if ("issues" in table || table.lineBreak === "CR" || table.firstLine > 1 || table.notes.length > 0)
    return undefined;
  const header = readPriceHeader(table, options);
  if ("issues" in header || options.mapping.decimalMark === ",") return undefined;
  const firstRow = table.rows[header.rows];
  const start = starts[header.rows];
  // Between semicolons a point may be one of thousands, which only all rows together tell.
  if (table.delimiter === ";") return undefined;
  // Where an empty line stands in the head, rows and lines do not go together.
  if (firstRow === undefined || start === undefined || table.rows.length !== starts.length - 1)
    return undefined;

  const roles = [...NUMBER_ROLES, ...OTHER_NUMBER_ROLES] as const;
  const numberRoles = roles.filter((role) => header.columns.has(role));
  const plain = readPlainRows(view, {
    start,
    width: firstRow.length,
    delimiter: table.delimiter,
    date: header.columns.get("date")!,
    numbers: numberRoles.map((role) => header.columns.get(role)!),
    constants: columnsOf(header, ["symbol", "currency"]),
  });
  if (plain === undefined) return undefined;
  const columns = new Map(numberRoles.map((role, slot) => [role, plain.numbers[slot]!]));
  // Negative events are refused row by row by the general reader.
  if ((["dividends", "splits"] as const).some((role) => columns.get(role)?.some((value) => value < 0)))
    return undefined;
  const blank = () => new Float64Array(plain.days.length).fill(Number.NaN);
  const symbol = firstRow[header.columns.get("symbol") ?? -1]?.trim().replace(/^'/, "");
  return {
    days: plain.days,
    priced: arrangePrices(header, plain.days, (role) => columns.get(role) ?? blank()),
    header,
    symbolsNamed: symbol === undefined || symbol === "" ? header.tickers : [symbol],
    style: { decimalMark: ".", isGrouped: false },
    dateOrder: undefined,
    rowCount: plain.days.length,
    emptyRows: 0,
    rowsOfOthers: 0,
    firstRow,
    lastRow: lastLine(view).split(table.delimiter),
    content: { encoding: "utf-8", hasByteOrderMark },
    table,
  };
}

function columnsOf(header: PriceHeader, roles: readonly ColumnRole[]): readonly number[] {
  return roles.flatMap((role) => header.columns.get(role) ?? []);
}

/** Where the first lines start, and where the last of them ends. */
function lineStarts(view: Buffer, lines: number): readonly number[] {
  const starts = [0];
  while (starts.length <= lines) {
    const end = view.indexOf(LINE_FEED, starts.at(-1));
    if (end < 0) break;
    starts.push(end + 1);
  }
  const last = starts.at(-1)!;
  // A file of few lines may end without a line break.
  if (starts.length <= lines && last < view.length) starts.push(view.length);
  return starts;
}

function lastLine(view: Buffer): string {
  let end = view.length;
  while (end > 0 && (view[end - 1]! === LINE_FEED || view[end - 1] === 13)) end -= 1;
  return view.toString("utf8", view.lastIndexOf(LINE_FEED, end - 1) + 1, end);
}
