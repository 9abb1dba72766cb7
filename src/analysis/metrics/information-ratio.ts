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
import { activeReturns } from "./paired-returns.ts";

export const definition: MetricDefinition<"benchmark"> = {
  key: "informationRatio",
  id: "information-ratio.arithmetic.ddof1",
  name: "Information ratio",
  formula: "mean(r - b) / sd(r - b, ddof 1) sqrt(N)",
  source: "Grinold and Kahn 1999; empyrical excess_sharpe, which is not annualised",
  unit: "ratio",
  annualised: true,
  from: "benchmark",
  measure: ({ returns, benchmark }, options) => informationRatio(returns, benchmark, options),
};

/**
 * Information ratio, annualised: mean(r - b) / sd(r - b) sqrt(N). empyrical's excess_sharpe and quantstats'
 * information_ratio print the same ratio per session: with `sessionsPerYear: 1` this is theirs.
 *
 * @param returns n >= 2 simple returns of the strategy
 * @param benchmark n simple returns of the benchmark on the same sessions
 * @returns undefined when the returns above the benchmark do not vary
 * @throws RangeError for lengths that differ, or a return that is not finite
 * @example informationRatio([0.02, 0.04], [0.01, 0.01], { sessionsPerYear: 2 }).value // => 2 to rounding
 */
export function informationRatio(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  options: MetricOptions = {},
): Metric {
  const active = activeReturns(returns, benchmark);
  if (active.length < 2) return unmeasured(definition, "fewer than 2 returns", options);
  if (isConstant(active, RETURN_RESOLUTION))
    return unmeasured(definition, "the returns above the benchmark's do not vary", options);
  const perSession = mean(active) / standardDeviation(active);
  return measured(definition, perSession * Math.sqrt(sessionsPerYearOf(options)), options);
}
