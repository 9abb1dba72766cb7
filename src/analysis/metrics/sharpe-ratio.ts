import { assertFinite } from "../../statistics/finite-values.ts";
import { isConstant, mean, standardDeviation } from "../../statistics/moments.ts";
import {
  type Metric,
  type MetricDefinition,
  type MetricOptions,
  measured,
  RETURN_RESOLUTION,
  sessionsPerYearOf,
  unmeasured,
} from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "sharpeRatio",
  id: "sharpe.arithmetic.ddof1",
  name: "Sharpe ratio",
  formula: "mean(r - rf) / sd(r, ddof 1) sqrt(N)",
  source: "Sharpe 1994; empyrical sharpe_ratio",
  unit: "ratio",
  annualised: true,
  riskFree: true,
  from: "returns",
  measure: sharpeRatio,
};

/**
 * Sharpe ratio, annualised: mean(r - rf) / sd(r) sqrt(N), arithmetic mean, ddof 1.
 *
 * Others differ: pybroker divides by the population deviation, vectorbt takes sqrt(365), backtesting.py divides the
 * compounded annual return by its own volatility.
 *
 * @param returns n >= 2 simple returns, one a session
 * @returns undefined (never infinite) when the returns do not vary
 * @throws RangeError for a return that is not finite
 * @example sharpeRatio([0.01, 0.03], { sessionsPerYear: 2 }).value // => 2 to rounding
 */
export function sharpeRatio(returns: ArrayLike<number>, options: MetricOptions = {}): Metric {
  const perSession = sessionSharpe(returns, options.riskFree);
  if (typeof perSession === "string") return unmeasured(definition, perSession, options);
  return measured(definition, perSession * Math.sqrt(sessionsPerYearOf(options)), options);
}

/**
 * Sharpe ratio per session, not annualised: the form that the probabilistic Sharpe ratio and its kin take.
 *
 * @param riskFree simple return per session, 0 unless given
 * @returns the ratio, or the reason why there is none
 * @throws RangeError for a return that is not finite
 */
export function sessionSharpe(returns: ArrayLike<number>, riskFree = 0): number | string {
  assertFinite(returns, "return");
  if (returns.length < 2) return "fewer than 2 returns";
  if (isConstant(returns, RETURN_RESOLUTION)) return "the returns do not vary";
  return (mean(returns) - riskFree) / standardDeviation(returns);
}
