import { pearsonCorrelation } from "../../statistics/correlation.ts";
import { isConstant } from "../../statistics/moments.ts";
import { type Metric, type MetricDefinition, measured, RETURN_RESOLUTION, unmeasured } from "./metric.ts";
import { assertPairs } from "./paired-returns.ts";

export const definition: MetricDefinition<"benchmark"> = {
  key: "benchmarkCorrelation",
  id: "correlation.pearson",
  name: "Correlation with the benchmark",
  formula: "cov(r, b) / (sd(r) sd(b))",
  source: "Pearson 1895",
  unit: "ratio",
  from: "benchmark",
  measure: ({ returns, benchmark }) => benchmarkCorrelation(returns, benchmark),
};

/**
 * Pearson correlation of the session returns with the benchmark's.
 *
 * @param returns n >= 2 simple returns of the strategy
 * @param benchmark n simple returns of the benchmark on the same sessions
 * @returns undefined when either side does not vary
 * @throws RangeError for lengths that differ, or a return that is not finite
 * @example benchmarkCorrelation([0.01, 0.02], [0.03, 0.01]).value // => -1
 */
export function benchmarkCorrelation(returns: ArrayLike<number>, benchmark: ArrayLike<number>): Metric {
  assertPairs(returns, benchmark);
  if (returns.length < 2) return unmeasured(definition, "fewer than 2 returns");
  if (isConstant(returns, RETURN_RESOLUTION)) return unmeasured(definition, "the returns do not vary");
  if (isConstant(benchmark, RETURN_RESOLUTION))
    return unmeasured(definition, "the benchmark's returns do not vary");
  return measured(definition, pearsonCorrelation(returns, benchmark));
}
