import type { CalendarDay } from "../time/calendar-day.ts";
import type { DataFinding } from "./data-finding.ts";
import type { Currency } from "./instrument.ts";
import type { Dividend, Split } from "./price-series.ts";

/**
 * How open, high, low and close of a source relate to what was traded on the day:
 *
 * - `raw`: as traded; a 2:1 split halves the price from one row to the next
 * - `split-adjusted`: restated for every split to date, not for dividends (Yahoo's open, high, low, close)
 * - `fully-adjusted`: restated for splits and dividends (yfinance with `auto_adjust`, which drops `Adj Close`)
 * - `unknown`: the source does not say and its columns do not show it
 */
export type PriceBasis = "raw" | "split-adjusted" | "fully-adjusted" | "unknown";

/** The number columns a source may have. `adjustedClose` is close restated for splits and dividends. */
export const PRICE_COLUMNS = ["open", "high", "low", "close", "volume", "adjustedClose"] as const;
export type PriceColumn = (typeof PRICE_COLUMNS)[number];

/**
 * The rows of a source as columns, in the order of the source: they may be unsorted, repeat a day, and hold
 * days that were no session. All arrays have the same length. A value that the source left out (an empty cell,
 * a null, a column that does not exist) is NaN; a wholly blank row stays in, as NaN, so that the quality check
 * can count and name it.
 */
export interface RawColumns {
  /** the session's date on the exchange's clocks */
  readonly days: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly adjustedClose: Float64Array;
}

/** What any feed or file gives for one symbol, before anything is checked, sorted, left out or adjusted. */
export interface RawSeries {
  /** the symbol that was asked for */
  readonly symbol: string;
  /** as it is printed and stored in results: `yahoo`, `eastmoney`, `csv:prices/KWEB.csv`, `sample` */
  readonly source: string;
  /** as the source says; `null` if it does not */
  readonly currency: Currency | null;
  readonly columns: RawColumns;
  /** the columns that the source has at all, in the order of {@link PRICE_COLUMNS}; the others are all NaN */
  readonly columnsGiven: readonly PriceColumn[];
  readonly basis: PriceBasis;
  /** in the instrument's currency, per share on the basis of `close` (`raw`: per share as of the ex-date) */
  readonly dividends: readonly Dividend[];
  /** every split the source knows, also those after the last row, since `split-adjusted` prices carry them */
  readonly splits: readonly Split[];
  /** made by a generator, not by a market */
  readonly synthetic: boolean;
  /** the session that was not over when the rows were fetched; `null` if there was none or it is not known */
  readonly unfinishedDay: CalendarDay | null;
  /** symbols that the content itself names, as written there (a `Ticker` row, a `Symbol` column); often none */
  readonly symbolsNamed: readonly string[];
  /** what the source did on its own before handing over, e.g. a store that replaced a restated history */
  readonly findings: readonly DataFinding[];
}

/** Whether a source has a column. */
export function hasColumn(raw: RawSeries, column: PriceColumn): boolean {
  return raw.columnsGiven.includes(column);
}

/** Columns for `length` rows, all values NaN and all days 0: for a feed to fill. */
export function emptyRawColumns(length: number): RawColumns {
  const blank = () => new Float64Array(length).fill(Number.NaN);
  return {
    days: new Int32Array(length),
    open: blank(),
    high: blank(),
    low: blank(),
    close: blank(),
    volume: blank(),
    adjustedClose: blank(),
  };
}

/** The rows at the given places, in their order. */
export function pickRows(columns: RawColumns, rows: readonly number[]): RawColumns {
  const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  return {
    days: Int32Array.from(rows, (row) => columns.days[row]!),
    open: pick(columns.open),
    high: pick(columns.high),
    low: pick(columns.low),
    close: pick(columns.close),
    volume: pick(columns.volume),
    adjustedClose: pick(columns.adjustedClose),
  };
}
