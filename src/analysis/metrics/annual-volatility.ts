import { assertFinite } from "../../statistics/finite-values.ts";
import { standardDeviation } from "../../statistics/moments.ts";
import {
  type Metric,
  type MetricDefinition,
  type MetricOptions,
  measured,
  sessionsPerYearOf,
  unmeasured,
} from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "annualVolatility",
  id: "volatility.ddof1",
  name: "Annual volatility",
  formula: "sd(r, ddof 1) sqrt(N)",
  source: "empyrical annual_volatility; quantstats volatility",
  unit: "fraction",
  annualised: true,
  from: "returns",
  measure: annualVolatility,
};

/**
 * Annual volatility: the sample deviation of the returns times sqrt(N).
 *
 * N counts sessions. sqrt(365) on bars of trading days, as one package has it, overstates by a fifth.
 * backtesting.py prints another quantity under this name, the volatility of the compounded annual return.
 *
 * @param returns n >= 2 simple returns, one a session
 * @returns a fraction per square root of a year
 * @throws RangeError for a return that is not finite
 * @example annualVolatility([0.01, -0.01], { sessionsPerYear: 2 }).value // => 0.02 to rounding
 */
export function annualVolatility(returns: ArrayLike<number>, options: MetricOptions = {}): Metric {
  assertFinite(returns, "return");
  if (returns.length < 2) return unmeasured(definition, "fewer than 2 returns", options);
  const sessionsPerYear = sessionsPerYearOf(options);
  return measured(definition, standardDeviation(returns) * Math.sqrt(sessionsPerYear), options);
}
