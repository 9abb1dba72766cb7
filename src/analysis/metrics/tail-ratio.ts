import { assertFinite } from "../../statistics/finite-values.ts";
import { quantileOfSorted } from "../../statistics/quantile.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "tailRatio",
  id: "tail-ratio.p95-p5",
  name: "Tail ratio",
  formula: "|95th percentile of r| / |5th percentile of r|",
  source: "empyrical tail_ratio",
  unit: "ratio",
  from: "returns",
  measure: tailRatio,
};

/**
 * Tail ratio: the size of the 95th percentile of the returns over the size of the 5th, linear interpolation. 0.5 says
 * that bad sessions are twice as large as good ones.
 *
 * @param returns n >= 1 simple returns, one a session
 * @returns undefined when the 5th percentile is 0, as for a strategy that is mostly out of the market
 * @throws RangeError for a return that is not finite
 * @example tailRatio([-0.02, 0.01]).value // => 0.0085 / 0.0185
 */
export function tailRatio(returns: ArrayLike<number>): Metric {
  assertFinite(returns, "return");
  if (returns.length === 0) return unmeasured(definition, "no returns");
  const sorted = Float64Array.from(returns).sort();
  const low = Math.abs(quantileOfSorted(sorted, 0.05));
  if (low === 0) return unmeasured(definition, "the 5th percentile of the returns is 0");
  return measured(definition, Math.abs(quantileOfSorted(sorted, 0.95)) / low);
}
