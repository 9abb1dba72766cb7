import type { Issue } from "../../errors.ts";
import { formatCounted } from "../format-count.ts";
import type { ColumnMapping } from "./column-mapping.ts";
import { type CsvTable, cut, lineOfRow } from "./csv-table.ts";
import type { PriceHeader } from "./price-header.ts";
import { type DateOrder, findDateOrder, readPrintedDate } from "./printed-date.ts";
import { isBlank } from "./printed-number.ts";

/** Where a table was read, for the lines of its issues. */
export interface TablePlace {
  readonly table: CsvTable;
  readonly file: string;
}

/** The rows of data with their days. */
export interface PriceRows {
  readonly rows: readonly (readonly string[])[];
  /** index of each row in the table, for its line */
  readonly tableRows: Int32Array;
  readonly days: Int32Array;
  readonly dateOrder: DateOrder | undefined;
  readonly symbolsNamed: readonly string[];
  readonly emptyRows: number;
  readonly rowsOfOthers: number;
  /** of the file as a whole */
  readonly issues: readonly Issue[];
  /** dates that cannot be read */
  readonly unread: UnreadCells;
}

interface RowOptions {
  readonly mapping: ColumnMapping;
  readonly isWanted: (ticker: string) => boolean;
  readonly dayOfInstant: ((milliseconds: number) => number) | undefined;
}

/** More issues than this from one file are counted, not listed. */
const MOST_ISSUES = 100;

/** Picks the rows of data, of the wanted symbol if a column names several, and reads their dates. */
export function readPriceRows(header: PriceHeader, place: TablePlace, options: RowOptions): PriceRows {
  const all = place.table.rows;
  const dateColumn = header.columns.get("date")!;
  const symbolColumn = header.columns.get("symbol");
  const symbols = symbolColumn === undefined ? header.tickers : distinct(all, header.rows, symbolColumn);
  const isMixed = symbolColumn !== undefined && symbols.length > 1;

  const rows: (readonly string[])[] = [];
  const tableRows: number[] = [];
  let emptyRows = 0;
  let rowsOfOthers = 0;
  for (let index = header.rows; index < all.length; index++) {
    const row = all[index]!;
    if (row[dateColumn] === "" && row.every((cell) => isBlank(cell))) emptyRows += 1;
    else if (isMixed && !options.isWanted(withoutApostrophe(row[symbolColumn]!))) rowsOfOthers += 1;
    else {
      rows.push(row);
      tableRows.push(index);
    }
  }
  const issues: Issue[] = [];
  const symbolsNamed = isMixed ? symbols.filter(options.isWanted) : symbols;
  if (rows.length === 0) issues.push(noRows(place.file, isMixed ? symbols : []));
  const currencies = currenciesOf(rows, header.columns.get("currency"));
  if (currencies.length > 1) issues.push(twoCurrencies(currencies, place.file));
  const order = findOrder(rows, dateColumn, options.mapping, place.file);
  const days = new Int32Array(rows.length);
  const unread = new UnreadCells();
  if (typeof order === "object") issues.push(order.issue);
  else {
    for (let index = 0; index < rows.length; index++) {
      const cell = rows[index]![dateColumn]!;
      const day = readPrintedDate(cell, order, options.dayOfInstant);
      if (Number.isNaN(day)) unread.add(tableRows[index]!, `"${cell}" is not a date`, fixOfDate(cell));
      else days[index] = day;
    }
  }
  return {
    rows,
    tableRows: Int32Array.from(tableRows),
    days,
    dateOrder: typeof order === "object" ? undefined : order,
    symbolsNamed,
    emptyRows,
    rowsOfOthers,
    issues,
    unread,
  };
}

function currenciesOf(rows: readonly (readonly string[])[], column: number | undefined): readonly string[] {
  if (column === undefined) return [];
  return [...new Set(rows.map((row) => row[column]!.trim()))].filter((code) => code !== "");
}

function twoCurrencies(currencies: readonly string[], file: string): Issue {
  const what = `the rows are in ${currencies.join(" and ")}, and prices of one series are in one currency`;
  return { what, at: file, fix: "give a file of rows in one currency" };
}

interface UnreadCell {
  readonly tableRow: number;
  readonly what: string;
  readonly fix: string;
}

/** Cells that cannot be read: the first ones by row are kept, the others counted. */
export class UnreadCells {
  #count = 0;
  #first: UnreadCell[] = [];

  add(tableRow: number, what: string, fix: string): void {
    this.#count += 1;
    this.#first.push({ tableRow, what, fix });
    // Columns are read one after the other: a later one may have cells in earlier rows.
    if (this.#first.length === 2 * MOST_ISSUES) this.#first = firstByRow(this.#first);
  }

  /** The cells of several parts of a file as issues with their lines, by line; what exceeds a readable number is counted. */
  static issuesOf(parts: readonly UnreadCells[], { table, file }: TablePlace): Issue[] {
    const listed = firstByRow(parts.flatMap((part) => part.#first));
    const more = parts.reduce((sum, part) => sum + part.#count, 0) - listed.length;
    const issues: Issue[] = listed.map(({ tableRow, what, fix }) => {
      const { line, text } = lineOfRow(table, tableRow);
      return { what: `${what}, in the row ${cut(text)}`, at: `${file}:${line}`, fix };
    });
    return more === 0
      ? issues
      : [...issues, { what: `${formatCounted(more, "more cell")} like these cannot be read`, at: file }];
  }
}

function firstByRow(cells: readonly UnreadCell[]): UnreadCell[] {
  return [...cells].sort((a, b) => a.tableRow - b.tableRow).slice(0, MOST_ISSUES);
}

function distinct(rows: CsvTable["rows"], from: number, column: number): readonly string[] {
  const found = new Set<string>();
  let previous: string | undefined;
  for (let index = from; index < rows.length; index++) {
    const cell = rows[index]![column]!;
    if (cell === previous) continue;
    previous = cell;
    if (cell.trim() !== "") found.add(withoutApostrophe(cell));
  }
  return [...found];
}

/** `'600519`: the mark by which a spreadsheet keeps digits as text. */
function withoutApostrophe(cell: string): string {
  return cell.trim().replace(/^'/, "");
}

/** `03/04/2020` needs to be told which number is the day: by the user, or by another row such as `31/01/2020`. */
function findOrder(
  rows: readonly (readonly string[])[],
  column: number,
  mapping: ColumnMapping,
  file: string,
): DateOrder | undefined | { readonly issue: Issue } {
  if (mapping.dates !== undefined) return mapping.dates;
  const first = rows[0]?.[column];
  if (first === undefined || findDateOrder([first]) === "none-needed") return undefined;
  const order = findDateOrder(rows.map((row) => row[column]!));
  if (order === "day-first" || order === "month-first") return order;
  const what =
    order === "contradictory"
      ? "some dates can only be day-first, others only month-first"
      : `"${first}" could be day-first or month-first, and no row of the file decides`;
  return { issue: { what, at: file, fix: "say which: --map dates=day-first or --map dates=month-first" } };
}

function noRows(file: string, symbols: readonly string[]): Issue {
  if (symbols.length === 0)
    return { what: "the file has a header, but no rows", at: file, fix: "give a file with rows" };
  const listed =
    symbols.length > 8
      ? `${symbols.slice(0, 8).join(", ")} and ${symbols.length - 8} more`
      : symbols.join(", ");
  return {
    what: `the file holds ${listed}, none of which is the symbol asked for`,
    at: file,
    fix: "ask for one of these",
  };
}

function fixOfDate(cell: string): string {
  const text = cell.trim();
  if (/^\d{5}(?:\.\d+)?$/.test(text))
    return "it is a spreadsheet's number of a day: format the column as a date before saving";
  if (/^\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2}$/.test(text))
    return "write the year with four digits, best as YYYY-MM-DD";
  return "write it as YYYY-MM-DD, e.g. 2026-02-27";
}
