import { assertFinite } from "../../statistics/finite-values.ts";
import { quantile } from "../../statistics/quantile.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "valueAtRisk",
  id: "value-at-risk.historical.p5",
  name: "Value at risk, 5%",
  formula: "5th percentile of r, linear interpolation",
  source: "empyrical value_at_risk",
  unit: "return",
  from: "returns",
  measure: (returns) => valueAtRisk(returns),
};

/**
 * Historical value at risk: the 5th percentile of the session returns, interpolated linearly. Negative for a loss.
 * quantstats prints the percentile of a fitted normal distribution.
 *
 * @param returns n >= 1 simple returns, one a session
 * @param level share of the worst sessions; 0.05 unless given
 * @throws RangeError for a return that is not finite or a level outside [0, 1]
 * @example valueAtRisk([-0.03, 0, 0.01], 0.25).value // => -0.015
 */
export function valueAtRisk(returns: ArrayLike<number>, level = 0.05): Metric {
  assertFinite(returns, "return");
  const identity = { id: `value-at-risk.historical.p${Number((100 * level).toPrecision(12))}` };
  if (returns.length === 0) return unmeasured(identity, "no returns");
  return measured(identity, quantile(returns, level));
}
