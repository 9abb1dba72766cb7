import { annualVolatility } from "./annual-volatility.ts";
import { maxDrawdown } from "./max-drawdown.ts";
import type { Metric, MetricOptions } from "./metric.ts";
import { sharpeRatio } from "./sharpe-ratio.ts";

/**
 * Sharpe ratio of the `window` returns up to and including each session, by the definition of `sharpeRatio`.
 *
 * Every window is computed afresh: running sums gather rounding, and after a quiet year would show a ratio where there
 * is no variation left.
 *
 * @param returns n simple returns, one a session
 * @param window sessions, >= 2
 * @returns n entries, null until the window is full and where the ratio is undefined
 * @throws RangeError for a window that is not a whole number >= 2, or a return that is not finite
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function rollingSharpe(
  returns: ArrayLike<number>,
  window: number,
  options: MetricOptions = {},
): (number | null)[] {
  return roll(returns, window, window, (values) => sharpeRatio(values, options));
}

/**
 * Annual volatility of the `window` returns up to and including each session; as `rollingSharpe`.
 *
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function rollingVolatility(
  returns: ArrayLike<number>,
  window: number,
  options: MetricOptions = {},
): (number | null)[] {
  return roll(returns, window, window, (values) => annualVolatility(values, options));
}

/**
 * Maximum drawdown within the last `window` sessions, the level before them included as a first peak.
 *
 * @param levels account value at t0 and at each close; length n + 1, all above 0
 * @param window sessions, >= 2
 * @returns n + 1 entries, one a level, null until the window is full
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function rollingMaxDrawdown(levels: ArrayLike<number>, window: number): (number | null)[] {
  return roll(levels, window, window + 1, maxDrawdown);
}

function roll(
  values: ArrayLike<number>,
  window: number,
  needed: number,
  measure: (values: Float64Array) => Metric,
): (number | null)[] {
  if (!Number.isInteger(window) || window < 2)
    throw new RangeError(`a window is a whole number >= 2, got ${window}`);
  const column = Float64Array.from(values);
  return Array.from(column, (_, t) =>
    t + 1 < needed ? null : measure(column.subarray(t + 1 - needed, t + 1)).value,
  );
}
