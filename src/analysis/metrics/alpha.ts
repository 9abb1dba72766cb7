import { mean } from "../../statistics/moments.ts";
import { beta } from "./beta.ts";
import {
  type Metric,
  type MetricDefinition,
  type MetricOptions,
  measured,
  sessionsPerYearOf,
  unmeasured,
} from "./metric.ts";

export const definition: MetricDefinition<"benchmark"> = {
  key: "alpha",
  id: "alpha.compounded",
  name: "Alpha",
  formula: "(1 + mean(r - rf - beta (b - rf)))^N - 1",
  source: "empyrical alpha",
  unit: "return",
  annualised: true,
  riskFree: true,
  from: "benchmark",
  measure: ({ returns, benchmark }, options) => alpha(returns, benchmark, options),
};

/**
 * Alpha, annualised by compounding: (1 + mean(r - rf - beta (b - rf)))^N - 1. quantstats multiplies the mean by N
 * instead.
 *
 * @param returns n >= 2 simple returns of the strategy
 * @param benchmark n simple returns of the benchmark on the same sessions
 * @returns a fraction per year
 * @throws RangeError for lengths that differ, or a return that is not finite
 * @example alpha([0.03, -0.01, 0.05], [0.01, -0.01, 0.02], { sessionsPerYear: 1 }).value // the OLS intercept
 */
export function alpha(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  options: MetricOptions = {},
): Metric {
  const slope = beta(returns, benchmark);
  if (slope.value === null) return unmeasured(definition, slope.reason, options);
  const riskFree = options.riskFree ?? 0;
  const perSession = mean(returns) - riskFree - slope.value * (mean(benchmark) - riskFree);
  if (perSession < -1) return unmeasured(definition, "alpha per session is below -1", options);
  return measured(definition, (1 + perSession) ** sessionsPerYearOf(options) - 1, options);
}
