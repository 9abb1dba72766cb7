import type { Issue } from "../../errors.ts";
import type { ColumnMapping } from "./column-mapping.ts";
import type { PriceHeader } from "./price-header.ts";
import { type PriceRows, type TablePlace, UnreadCells } from "./price-rows.ts";
import { findNumberStyle, type NumberStyle, readNumber, readPlainNumber } from "./printed-number.ts";

export const NUMBER_ROLES = ["open", "high", "low", "close", "volume", "adjustedClose"] as const;
export type NumberRole = (typeof NUMBER_ROLES)[number];
/** Columns of numbers besides. */
export const OTHER_NUMBER_ROLES = ["dividends", "splits", "turnover"] as const;
type AnyNumberRole = NumberRole | (typeof OTHER_NUMBER_ROLES)[number];

/** Number columns of a price file; a blank cell, and a column that the file does not have, is NaN. */
export interface Priced {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly adjustedClose: Float64Array;
  /** the columns that the file has */
  readonly given: readonly NumberRole[];
  readonly dividends: readonly { readonly day: number; readonly amount: number }[];
  readonly splits: readonly { readonly day: number; readonly ratio: number }[];
  /** money traded, in some unit; NaN where it is not given or not readable */
  readonly turnover: Float64Array;
}

interface Cells {
  readonly priced: Priced;
  readonly style: NumberStyle;
  /** of the file as a whole */
  readonly issues: readonly Issue[];
  /** numbers that cannot be read */
  readonly unread: UnreadCells;
}

const PLAIN_STYLE: NumberStyle = { decimalMark: ".", isGrouped: false };

/** Reads the number columns of the rows, and the dividends and splits among them. */
export function readPriceCells(
  header: PriceHeader,
  rows: PriceRows,
  place: TablePlace,
  mapping: ColumnMapping,
): Cells {
  const { decimalMark } = mapping;
  const first = readAll(
    header,
    rows,
    decimalMark === undefined ? PLAIN_STYLE : { decimalMark, isGrouped: true },
  );
  if (decimalMark !== undefined) return first;
  if (!first.hasMarks) return withoutOpenPoints(first, header, rows, place);
  // Nearly every file has a decimal point and no thousands, so the style is looked for only once a cell needs it.
  const columns = NUMBER_ROLES.flatMap((role) => header.columns.get(role) ?? []);
  const style = findNumberStyle(cellsOf(rows, columns));
  if (typeof style === "object") return readAll(header, rows, style);
  const what =
    style === "contradictory"
      ? "some numbers have a decimal comma, others a decimal point"
      : "every comma in the numbers could be a decimal comma or thousands, e.g. 7,750, and no row decides";
  return { ...first, issues: [{ what, at: place.file, fix: SAY_WHICH_MARK }], unread: new UnreadCells() };
}

const SAY_WHICH_MARK = "say which: --map decimal=point or --map decimal=comma";

/**
 * Between semicolons, which stand where a comma is the decimal mark, `17.350` may be seventeen thousand: refused if
 * every number with a point could be. One such as `17.35`, `0.350` or an ungrouped `17350` shows that none is.
 */
function withoutOpenPoints(cells: Cells, header: PriceHeader, rows: PriceRows, place: TablePlace): Cells {
  if (place.table.delimiter !== ";") return cells;
  const columns = NUMBER_ROLES.flatMap((role) => (role === "volume" ? [] : (header.columns.get(role) ?? [])));
  let example: string | undefined;
  for (const cell of cellsOf(rows, columns)) {
    const text = cell.trim();
    if (/^[1-9]\d{0,2}\.\d{3}$/.test(text)) example ??= text;
    else if (/\d/.test(text) && !/^\d{1,3}$/.test(text)) return cells;
  }
  if (example === undefined) return cells;
  const what = `every point in the prices could be a decimal point or thousands, e.g. ${example}, and no row decides`;
  return { ...cells, issues: [{ what, at: place.file, fix: SAY_WHICH_MARK }], unread: new UnreadCells() };
}

function readAll(
  header: PriceHeader,
  rows: PriceRows,
  style: NumberStyle,
): Cells & { readonly hasMarks: boolean } {
  const unread = new UnreadCells();
  let hasMarks = false;
  const onUnreadable = (row: number, role: string, cell: string) => {
    hasMarks ||= /\d[,'’\s]\d|\d\.\d{3}\.\d/.test(cell);
    unread.add(rows.tableRows[row]!, `"${cell}" is not a number, in the column ${role}`, fixOf(role));
  };
  const known = new Map<AnyNumberRole, Float64Array>();
  const read = (role: AnyNumberRole): Float64Array => {
    const column = header.columns.get(role);
    // Turnover is no price: what cannot be read of it is as if it were not there.
    const onOdd = role === "turnover" ? () => undefined : onUnreadable;
    const values =
      known.get(role) ?? (column === undefined ? blank(rows) : readColumn(rows, column, role, style, onOdd));
    known.set(role, values);
    return values;
  };
  const priced = arrangePrices(header, rows.days, read);
  refuseNegativeEvents(header, rows, read, unread);
  return { priced, style, issues: [], unread, hasMarks };
}

/**
 * Puts columns of numbers under their names. A file whose only close is an adjusted one has that as its close.
 *
 * @param read gives the numbers of a role, NaN throughout if there is no such column; asked once for each role
 */
export function arrangePrices(
  header: PriceHeader,
  days: Int32Array,
  read: (role: AnyNumberRole) => Float64Array,
): Priced {
  const hasClose = header.columns.has("close");
  const close = read("close");
  const adjustedClose = read("adjustedClose");
  return {
    open: read("open"),
    high: read("high"),
    low: read("low"),
    close: hasClose ? close : adjustedClose,
    volume: read("volume"),
    adjustedClose: hasClose ? adjustedClose : close,
    given: NUMBER_ROLES.filter((role) => {
      if (role === "close") return true;
      return header.columns.has(role) && (role !== "adjustedClose" || hasClose);
    }),
    dividends: [...events(days, read("dividends"), 0)].map(([day, amount]) => ({ day, amount })),
    splits: [...events(days, read("splits"), 1)].map(([day, ratio]) => ({ day, ratio })),
    turnover: read("turnover"),
  };
}

/** Zero says that there is no event; less than zero says nothing. */
function refuseNegativeEvents(
  header: PriceHeader,
  rows: PriceRows,
  read: (role: AnyNumberRole) => Float64Array,
  unread: UnreadCells,
): void {
  for (const role of ["dividends", "splits"] as const) {
    if (!header.columns.has(role)) continue;
    read(role).forEach((value, index) => {
      if (value < 0) {
        const what = `${value} cannot be in the column ${role}`;
        unread.add(rows.tableRows[index]!, what, "leave the cell empty, or correct it");
      }
    });
  }
}

function blank(rows: PriceRows): Float64Array {
  return new Float64Array(rows.rows.length).fill(Number.NaN);
}

/** Days with an event: dividends are 0 and splits 0 or 1 on all other days. */
function* events(
  days: Int32Array,
  values: Float64Array,
  none: number,
): Generator<[day: number, value: number]> {
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value > 0 && value !== none) yield [days[index]!, value];
  }
}

function readColumn(
  rows: PriceRows,
  column: number,
  role: string,
  style: NumberStyle,
  onUnreadable: (row: number, role: string, cell: string) => void,
): Float64Array {
  const values = new Float64Array(rows.rows.length);
  const isPlain = style.decimalMark === ".";
  for (let index = 0; index < values.length; index++) {
    const cell = rows.rows[index]![column]!;
    const plain = isPlain ? readPlainNumber(cell) : Number.NaN;
    const value = Number.isNaN(plain) && cell !== "" ? readOddCell(cell, role, style) : plain;
    if (value === undefined) onUnreadable(index, role, cell);
    values[index] = value ?? Number.NaN;
  }
  return values;
}

function readOddCell(cell: string, role: string, style: NumberStyle): number | undefined {
  if (role === "splits") {
    // Yahoo's own page writes a split as 3:1, others as 3/1.
    const match = /^\s*(\d+(?:\.\d+)?)\s*[:/]\s*(\d+(?:\.\d+)?)\s*$/.exec(cell);
    if (match !== null && Number(match[2]) > 0) return Number(match[1]) / Number(match[2]);
  }
  return readNumber(cell, style, role === "volume" || role === "turnover");
}

function* cellsOf(rows: PriceRows, columns: readonly number[]): Generator<string> {
  for (const row of rows.rows) for (const column of columns) yield row[column]!;
}

function fixOf(role: string): string {
  return role === "volume"
    ? "write a count, e.g. 1200000 or 1.2M, or leave the cell empty"
    : "write a plain number, e.g. 26.5, or leave the cell empty";
}
