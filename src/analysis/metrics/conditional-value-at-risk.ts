import { assertFinite } from "../../statistics/finite-values.ts";
import { mean } from "../../statistics/moments.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "conditionalValueAtRisk",
  id: "conditional-value-at-risk.historical.p5",
  name: "Conditional value at risk, 5%",
  formula: "mean of the worst floor((n - 1) 0.05) + 1 returns",
  source: "empyrical conditional_value_at_risk",
  unit: "return",
  from: "returns",
  measure: (returns) => conditionalValueAtRisk(returns),
};

/**
 * Historical conditional value at risk (expected shortfall): the mean of the worst floor((n - 1) level) + 1 returns.
 *
 * @param returns n >= 1 simple returns, one a session
 * @param level share of the worst sessions; 0.05 unless given
 * @throws RangeError for a return that is not finite or a level outside [0, 1]
 * @example conditionalValueAtRisk([-0.03, -0.01, 0.02], 0.5).value // => -0.02
 */
export function conditionalValueAtRisk(returns: ArrayLike<number>, level = 0.05): Metric {
  assertFinite(returns, "return");
  if (!(level >= 0 && level <= 1)) throw new RangeError(`a level lies in [0, 1], got ${level}`);
  const identity = { id: `conditional-value-at-risk.historical.p${Number((100 * level).toPrecision(12))}` };
  if (returns.length === 0) return unmeasured(identity, "no returns");
  const sorted = Float64Array.from(returns).sort();
  return measured(identity, mean(sorted.subarray(0, Math.floor((returns.length - 1) * level) + 1)));
}
