import { standardDeviation } from "../../statistics/moments.ts";
import {
  type Metric,
  type MetricDefinition,
  type MetricOptions,
  measured,
  sessionsPerYearOf,
  unmeasured,
} from "./metric.ts";
import { activeReturns } from "./paired-returns.ts";

export const definition: MetricDefinition<"benchmark"> = {
  key: "trackingError",
  id: "tracking-error.ddof1",
  name: "Tracking error",
  formula: "sd(r - b, ddof 1) sqrt(N)",
  source: "Grinold and Kahn 1999",
  unit: "fraction",
  annualised: true,
  from: "benchmark",
  measure: ({ returns, benchmark }, options) => trackingError(returns, benchmark, options),
};

/**
 * Tracking error, annualised: the sample deviation of the return above the benchmark's, times sqrt(N).
 *
 * @param returns n >= 2 simple returns of the strategy
 * @param benchmark n simple returns of the benchmark on the same sessions
 * @throws RangeError for lengths that differ, or a return that is not finite
 * @example trackingError([0.02, 0], [0.01, 0.01], { sessionsPerYear: 2 }).value // => 0.02 to rounding
 */
export function trackingError(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  options: MetricOptions = {},
): Metric {
  const active = activeReturns(returns, benchmark);
  if (active.length < 2) return unmeasured(definition, "fewer than 2 returns", options);
  const sessionsPerYear = sessionsPerYearOf(options);
  return measured(definition, standardDeviation(active) * Math.sqrt(sessionsPerYear), options);
}
