import type { PriceSeries } from "../../market/price-series.ts";
import type { CalendarDay } from "../../time/calendar-day.ts";
import { EXCHANGES, sessionHours } from "../../time/exchange.ts";
import { closeInstant } from "../../time/session-calendar.ts";
import { instantAt } from "../../time/zoned-time.ts";

/** Closes further apart than this are not the same day's news: Shanghai and Hong Kong are an hour apart, New York twelve. */
const MOST_MINUTES_APART = 90;

/**
 * Why a benchmark cannot be put beside an instrument day by day, or null if it can: their closes must be at most 90
 * minutes apart. Hong Kong's close comes twelve hours before New York's of the same date; regressing one on the other
 * takes tomorrow's news for today's, or yesterday's, and the abnormal return of day 0 is then the market's own move.
 *
 * @param on any day on which both trade
 */
export function clockDifference(
  instrument: PriceSeries,
  benchmark: PriceSeries,
  on: CalendarDay,
): string | null {
  const ours = instrument.instrument.exchange;
  const theirs = benchmark.instrument.exchange;
  const close = (exchange: typeof ours) =>
    instantAt(on, sessionHours(exchange, on).close, EXCHANGES[exchange].zone);
  const minutes = Math.abs(close(ours) - close(theirs)) / 60_000;
  if (minutes <= MOST_MINUTES_APART) return null;
  return `${benchmark.instrument.symbol} closes ${(minutes / 60).toFixed(1)} hours from ${instrument.instrument.symbol}: their daily returns are not of the same day`;
}

/**
 * The return over each session of an instrument of a benchmark on another clock, as it could be known at the
 * instrument's close: from the benchmark's last close before the close of the session before to its last one before this
 * session's. For Hong Kong beside New York that is New York's session of the day before.
 *
 * Of Dimson's (1979) terms for prices that are not of the same instant, it is the lagged one. There is no lead: what New
 * York did in the twelve hours after Hong Kong's close answers the signal, too, and would take its effect away.
 *
 * NaN where the benchmark had no close in between (its holiday).
 */
export function alignedBenchmarkReturns(series: PriceSeries, benchmark: PriceSeries): Float64Array {
  const { days } = series.bars;
  const { days: benchmarkDays, close } = benchmark.bars;
  const own = { exchange: series.instrument.exchange, days };
  const other = { exchange: benchmark.instrument.exchange, days: benchmarkDays };
  const returns = new Float64Array(days.length).fill(Number.NaN);
  let last = -1;
  for (let t = 0; t < days.length; t++) {
    const instant = closeInstant(own, t);
    const before = last;
    while (last + 1 < benchmarkDays.length && closeInstant(other, last + 1) < instant) last++;
    if (t > 0 && before >= 0 && last > before) returns[t] = close[last]! / close[before]! - 1;
  }
  return returns;
}

/** Simple returns of closes, NaN on the first bar. */
export function closeReturns(series: PriceSeries): Float64Array {
  const { close } = series.bars;
  const returns = new Float64Array(close.length);
  for (let t = 0; t < close.length; t++) returns[t] = close[t]! / (close[t - 1] ?? Number.NaN) - 1;
  return returns;
}

/**
 * The benchmark's return over each session of an instrument: from its close on the day of the instrument's previous bar
 * to its close on the day of this one. NaN where it has no bar on either day, so that a holiday of one of the two makes
 * an incomplete pair and not a return of two days against one of one.
 */
export function benchmarkReturns(series: PriceSeries, benchmark: PriceSeries): Float64Array {
  const { days } = series.bars;
  const { days: benchmarkDays, close } = benchmark.bars;
  const returns = new Float64Array(days.length).fill(Number.NaN);
  let bar = 0;
  let before = Number.NaN;
  for (let t = 0; t < days.length; t++) {
    while (bar < benchmarkDays.length && benchmarkDays[bar]! < days[t]!) bar++;
    const level = benchmarkDays[bar] === days[t] ? close[bar]! : Number.NaN;
    returns[t] = level / before - 1;
    before = level;
  }
  return returns;
}
