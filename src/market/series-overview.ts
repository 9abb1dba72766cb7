import { formatCalendarDay } from "../time/calendar-day.ts";
import type { PriceSeries } from "./price-series.ts";

/** One line of `edict prices list`. */
export interface SeriesOverview {
  readonly symbol: string;
  /** first and last session, `YYYY-MM-DD`; null if there is none */
  readonly from: string | null;
  readonly to: string | null;
  readonly sessions: number;
  readonly source: string;
  readonly adjustment: string;
  readonly synthetic: boolean;
  /** how many findings left values out or marked them, and how many only name something */
  readonly actedOn: number;
  readonly kept: number;
}

/** A series in one line: span, source, and how much was found. */
export function overviewOf(series: PriceSeries): SeriesOverview {
  const { days } = series.bars;
  const kept = series.findings.filter((finding) => finding.action === "kept").length;
  const dayAt = (index: number) => {
    const day = days.at(index);
    return day === undefined ? null : formatCalendarDay(day);
  };
  return {
    symbol: series.instrument.symbol,
    from: dayAt(0),
    to: dayAt(-1),
    sessions: days.length,
    source: series.source,
    adjustment: series.adjustment,
    synthetic: series.synthetic,
    actedOn: series.findings.length - kept,
    kept,
  };
}
