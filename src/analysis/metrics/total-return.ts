import { assertFinite } from "../../statistics/finite-values.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"equity"> = {
  key: "totalReturn",
  id: "total-return",
  name: "Total return",
  formula: "E(T) / E(0) - 1",
  source: "empyrical cum_returns_final",
  unit: "return",
  from: "equity",
  measure: ({ levels }) => totalReturn(levels),
};

/**
 * Total return: E(T) / E(0) - 1.
 *
 * Takes levels, and only levels: other packages guess from the scale of a series whether it holds prices or returns.
 *
 * @param levels account value at t0 and at each close, oldest first; length >= 1
 * @returns a fraction; below -1 when more than everything is lost
 * @throws RangeError for a level that is not finite
 * @example totalReturn([100, 120, 90]).value // => -0.1 to rounding
 */
export function totalReturn(levels: ArrayLike<number>): Metric {
  assertFinite(levels, "level");
  if (levels.length === 0) return unmeasured(definition, "no levels");
  if (levels[0]! <= 0) return unmeasured(definition, "the first level is not above 0");
  return measured(definition, levels[levels.length - 1]! / levels[0]! - 1);
}
