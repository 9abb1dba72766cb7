import type { CalendarDay } from "../time/calendar-day.ts";
import type { SessionCalendar } from "../time/session-calendar.ts";
import type { Bars } from "./bars.ts";
import type { DataFinding } from "./data-finding.ts";
import type { Instrument } from "./instrument.ts";

/**
 * How prices relate to what was traded: `total-return` scales open, high, low and close for splits and
 * dividends, `split-only` for splits, `none` for neither.
 */
export type Adjustment = "total-return" | "split-only" | "none";

/** A cash dividend in the instrument's currency, on its ex-date. */
export interface Dividend {
  readonly day: CalendarDay;
  readonly amount: number;
}

/** A split on its effective date: `ratio` new shares for one old, 4 for a 4:1 split. */
export interface Split {
  readonly day: CalendarDay;
  readonly ratio: number;
}

/** One instrument's prices from one source, checked and adjusted: what a backtest reads. */
export interface PriceSeries {
  readonly instrument: Instrument;
  readonly bars: Bars;
  /** where the prices come from, as it is printed: `yahoo`, `eastmoney`, `csv:prices/KWEB.csv`, `sample` */
  readonly source: string;
  readonly adjustment: Adjustment;
  /** made by a generator, not by a market */
  readonly synthetic: boolean;
  /** SHA-256 of the columns, hex: names the data in a result */
  readonly sha256: string;
  readonly dividends: readonly Dividend[];
  readonly splits: readonly Split[];
  /** what the quality check found and what was done about it */
  readonly findings: readonly DataFinding[];
}

/** The sessions of a series, on its exchange's clocks. */
export function sessionsOf(series: PriceSeries): SessionCalendar {
  return { exchange: series.instrument.exchange, days: series.bars.days };
}
