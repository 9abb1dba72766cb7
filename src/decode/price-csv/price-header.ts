import type { Issue } from "../../errors.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { ColumnMapping } from "./column-mapping.ts";
import { type ColumnRole, plainName, rankOfName, roleOfColumn } from "./column-names.ts";
import { type ColumnUnit, columnUnit } from "./column-unit.ts";
import { type CsvTable, cut } from "./csv-table.ts";
import type { PriceDialect } from "./price-dialect.ts";
import { looksLikeDate } from "./printed-date.ts";

/** What the rows above the data say: which column is what, and whose prices they are. */
export interface PriceHeader {
  readonly shape: PriceDialect["shape"];
  /** rows before the first of data */
  readonly rows: number;
  readonly columns: ReadonlyMap<ColumnRole, number>;
  /** the file's own names of all its columns */
  readonly names: readonly string[];
  /** tickers that a header row names */
  readonly tickers: readonly string[];
  /** units that the names of columns say */
  readonly units: ReadonlyMap<ColumnRole, ColumnUnit>;
}

export interface HeaderOptions {
  readonly file: string;
  readonly mapping: ColumnMapping;
  /** whether a ticker in the file is the symbol asked for */
  readonly isWanted: (ticker: string) => boolean;
}

type Found = PriceHeader | { readonly issues: readonly Issue[] };

/** Finds header rows and the role of each column; every issue is collected. */
export function readPriceHeader(table: CsvTable, options: HeaderOptions): Found {
  const tickerRows = findTickerRows(table);
  if (tickerRows !== undefined) return readTickerHeader(tickerRows, options);
  const first = table.rows[0]!;
  const hasHeader = !first.some(looksLikeDate);
  const names = hasHeader ? first.map((name) => name.trim()) : first.map((_, index) => `column ${index + 1}`);
  const issues: Issue[] = [];
  if (!hasHeader && options.mapping.columns.date === undefined) {
    const example = "date=1,open=2,high=3,low=4,close=5,volume=6";
    const what = `there is no header, the first row is data: ${cut(first.join(table.delimiter))}`;
    return {
      issues: [
        {
          what,
          at: `${options.file}:${table.firstLine}`,
          fix: `add a header, or number the columns: --map ${example}`,
        },
      ],
    };
  }
  const at = `${options.file}:${table.firstLine}`;
  const columns = assignRoles(names, options, at, issues);
  if (!columns.has("date") && isIndexOfDates(table, names)) columns.set("date", 0);
  issues.push(...findMissing(columns, names, at));
  if (issues.length > 0) return { issues };
  const shape = hasHeader ? (isYfinanceHistory(names) ? "yfinance-history" : "plain") : "no-header";
  const units = unitsOf(columns, names);
  return { shape, rows: hasHeader ? 1 : 0, columns, names, tickers: [], units };
}

/** pandas writes an index without a name: a first column of dates under an empty cell. */
function isIndexOfDates(table: CsvTable, names: readonly string[]): boolean {
  return names[0] === "" && looksLikeDate(table.rows[1]?.[0] ?? "");
}

function unitsOf(
  columns: ReadonlyMap<ColumnRole, number>,
  names: readonly string[],
): ReadonlyMap<ColumnRole, ColumnUnit> {
  return new Map(
    [...columns].flatMap(([role, index]) => {
      const unit = columnUnit(names[index]!);
      return unit === undefined ? [] : [[role, unit] as const];
    }),
  );
}

/** yfinance's download(): a row of prices, a row of tickers, and a row that has but the name of the date. */
function findTickerRows(
  table: CsvTable,
): { fields: readonly string[]; tickers: readonly string[] } | undefined {
  const [one, two, three] = table.rows;
  if (one === undefined || two === undefined || three === undefined) return undefined;
  const isDateRow = /^date(time)?$/i.test(three[0] ?? "") && three.slice(1).every((cell) => cell === "");
  if (!isDateRow) return undefined;
  return one[0] === "Ticker" ? { fields: two, tickers: one } : { fields: one, tickers: two };
}

function readTickerHeader(
  { fields, tickers }: { fields: readonly string[]; tickers: readonly string[] },
  options: HeaderOptions,
): Found {
  const distinct = [...new Set(tickers.slice(1).filter((ticker) => ticker !== ""))];
  const wanted = distinct.length > 1 ? distinct.filter(options.isWanted) : distinct;
  if (wanted.length !== 1) {
    const what = `the file holds ${distinct.join(", ")}, ${wanted.length === 0 ? "none" : "several"} of which is the symbol asked for`;
    const fix = "name the file after the symbol it holds, or ask for one of these";
    return { issues: [{ what, at: `${options.file}:2`, fix }] };
  }
  const ticker = wanted[0]!;
  const columns = new Map<ColumnRole, number>([["date", 0]]);
  fields.forEach((field, index) => {
    const role = roleOfColumn(field);
    if (index > 0 && tickers[index] === ticker && role !== undefined) columns.set(role, index);
  });
  const names = fields.map((field, index) => (index === 0 ? "Date" : `${field} ${tickers[index]}`.trim()));
  const issues = findMissing(columns, names, `${options.file}:1`);
  if (issues.length > 0) return { issues };
  // A file of several tickers that holds the wanted one is read as a file of that one alone.
  return { shape: "yfinance-download", rows: 3, columns, names, tickers: [ticker], units: new Map() };
}

function assignRoles(
  names: readonly string[],
  options: HeaderOptions,
  at: string,
  issues: Issue[],
): Map<ColumnRole, number> {
  const columns = new Map<ColumnRole, number>();
  const taken = new Set<number>();
  for (const [role, name] of Object.entries(options.mapping.columns) as [ColumnRole, string][]) {
    const index = findMapped(names, name);
    if (index < 0) issues.push(unknownColumn(role, name, names, at));
    else {
      columns.set(role, index);
      taken.add(index);
    }
  }
  const candidates = new Map<ColumnRole, number[]>();
  names.forEach((name, index) => {
    const role = roleOfColumn(name);
    if (role === undefined || taken.has(index) || columns.has(role)) return;
    candidates.set(role, [...(candidates.get(role) ?? []), index]);
  });
  for (const [role, indices] of candidates) {
    const [best, ...others] = indices.sort(
      (a, b) => rankOfName(role, names[a]!) - rankOfName(role, names[b]!),
    ) as [number, ...number[]];
    // A date may stand beside a time of day, and turnover is but a witness; two closes cannot both be the close.
    if (others.length > 0 && role !== "date" && role !== "turnover")
      issues.push(twoColumns(role, indices, names, at));
    columns.set(role, best);
  }
  return columns;
}

function findMapped(names: readonly string[], wanted: string): number {
  const exact = names.indexOf(wanted);
  if (exact >= 0) return exact;
  const plain = names.findIndex((name) => plainName(name) === plainName(wanted));
  if (plain >= 0) return plain;
  const number = /^\d+$/.test(wanted) ? Number(wanted) - 1 : -1;
  return number < names.length ? number : -1;
}

function findMissing(
  columns: ReadonlyMap<ColumnRole, number>,
  names: readonly string[],
  at: string,
): readonly Issue[] {
  const has = `its columns are ${names.map((name) => (name === "" ? "(no name)" : name)).join(", ")}`;
  const issues: Issue[] = [];
  if (!columns.has("date")) {
    issues.push({
      what: `no column holds the date; ${has}`,
      at,
      fix: "say which, by name or number: --map date=<column>",
    });
  }
  if (!columns.has("close") && !columns.has("adjustedClose")) {
    issues.push({
      what: `no column holds the close; ${has}`,
      at,
      fix: "say which, by name or number: --map close=<column>",
    });
  }
  return issues;
}

function unknownColumn(role: ColumnRole, name: string, names: readonly string[], at: string): Issue {
  const fix = didYouMean(name, names, `name one of ${names.join(", ")}`);
  return { what: `--map ${role}=${name}: there is no column "${name}"`, at, fix };
}

function twoColumns(
  role: ColumnRole,
  indices: readonly number[],
  names: readonly string[],
  at: string,
): Issue {
  const written = indices.map((index) => names[index]);
  const first = indices[0]!;
  // Columns of one name are told apart by their numbers.
  const wanted = new Set(written).size === written.length ? names[first] : first + 1;
  return {
    what: `${written.join(" and ")} could each be the ${role}`,
    at,
    fix: `say which: --map ${role}=${wanted}`,
  };
}

/** Ticker.history() writes both event columns, and `Adj Close` only when it did not adjust. */
function isYfinanceHistory(names: readonly string[]): boolean {
  return names.includes("Dividends") && names.includes("Stock Splits");
}
