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
