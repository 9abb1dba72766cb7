import { simpleRegression } from "../../statistics/simple-regression.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";
import { assertPairs } from "./paired-returns.ts";

export const definition: MetricDefinition<"benchmark"> = {
  key: "beta",
  id: "beta.ols",
  name: "Beta",
  formula: "cov(r, b) / var(b), same ddof",
  source: "empyrical beta",
  unit: "ratio",
  from: "benchmark",
  measure: ({ returns, benchmark }) => beta(returns, benchmark),
};

/**
 * Beta: the covariance of the returns with the benchmark's over the variance of the benchmark's, same ddof in both. Mixing
 * ddof 1 above and 0 below inflates it by n / (n - 1).
 *
 * @param returns n >= 2 simple returns of the strategy
 * @param benchmark n simple returns of the benchmark on the same sessions
 * @returns undefined when the benchmark does not vary
 * @throws RangeError for lengths that differ, or a return that is not finite
 * @example beta([0.02, -0.02, 0.04], [0.01, -0.01, 0.02]).value // => 2 to rounding
 */
export function beta(returns: ArrayLike<number>, benchmark: ArrayLike<number>): Metric {
  assertPairs(returns, benchmark);
  if (returns.length < 2) return unmeasured(definition, "fewer than 2 returns");
  const line = simpleRegression(returns, benchmark);
  if (line === null) return unmeasured(definition, "the benchmark's returns do not vary");
  return measured(definition, line.slope);
}
