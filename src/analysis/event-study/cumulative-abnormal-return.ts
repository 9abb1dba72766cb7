import { type AbnormalReturns, assertRange, type DayRange, wholeWindow } from "./abnormal-returns.ts";

/** A cumulative abnormal return and the days that are in it. */
export interface CumulativeAbnormalReturn {
  /** CAR(i), Σ AR(i,t) over the complete days of the range. */
  readonly value: number;
  /** L(i), complete days in the range. */
  readonly days: number;
  /** Var(CAR(i)) / s(i)² with the error of the estimated parameters. */
  readonly varianceFactor: number;
  /** SCAR(i) = CAR(i) / sqrt(Var(CAR(i))). */
  readonly standardized: number;
}

/**
 * Cumulative abnormal return of one event over a range of days, with its forecast variance
 *
 *   Var(CAR) = s² · 1'(I + X*(X'X)⁻¹X*')1 = s² (L + |Σ u(t)|²)
 *
 * which is s² (L + L²/M + (Σ (Rm(t) - mean Rm))² / Sxx) for the market model and s² (L + L²/M) for mean-adjusted
 * returns. The daily C(i,t) must not be summed: the parameters' error is the same on every day, so it adds up as L², not
 * as L (for M = 30 and L = 11 that makes 15.0 out of 11.4).
 *
 * A missing day is left out of the sum and of the variance.
 *
 * @param range first and last day, both included; the whole event window unless given
 * @returns null when no day of the range is complete
 * @throws RangeError for a range outside the event window
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function cumulativeAbnormalReturn(
  event: AbnormalReturns,
  range: DayRange = wholeWindow(event),
): CumulativeAbnormalReturn | null {
  assertRange(event, range);
  const k = event.parameters;
  let value = 0;
  let days = 0;
  for (let t = range.first; t <= range.last; t++) {
    const abnormal = event.window[t]!;
    if (Number.isNaN(abnormal)) continue;
    value += abnormal;
    days++;
  }
  if (days === 0) return null;
  let varianceFactor = days;
  for (let j = 0; j < k; j++) {
    let loading = 0;
    for (let t = range.first; t <= range.last; t++) {
      if (!Number.isNaN(event.window[t]!)) loading += event.loadings[t * k + j]!;
    }
    varianceFactor += loading * loading;
  }
  const standardized = value / (event.residualDeviation * Math.sqrt(varianceFactor));
  return { value, days, varianceFactor, standardized };
}

/**
 * Abnormal returns cumulated from the first day of a range up to each of its days.
 *
 * @returns one column a day of the range with one value an event; NaN for an event without a complete day so far
 * @throws RangeError for a range outside an event's window
 */
export function cumulatedByDay(events: readonly AbnormalReturns[], range: DayRange): Float64Array[] {
  for (const event of events) assertRange(event, range);
  const columns: Float64Array[] = [];
  let before = new Float64Array(events.length).fill(Number.NaN);
  for (let t = range.first; t <= range.last; t++) {
    const column = new Float64Array(events.length);
    for (let i = 0; i < column.length; i++) {
      const abnormal = events[i]!.window[t]!;
      if (Number.isNaN(abnormal)) column[i] = before[i]!;
      else column[i] = Number.isNaN(before[i]!) ? abnormal : before[i]! + abnormal;
    }
    columns.push(column);
    before = column;
  }
  return columns;
}
