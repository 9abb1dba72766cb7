import { assertFinite } from "../../statistics/finite-values.ts";
import { mean } from "../../statistics/moments.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"trades"> = {
  key: "expectancy",
  id: "expectancy.money",
  name: "Expectancy",
  formula: "mean profit after costs per trade",
  source: "backtesting.py Expectancy, in money instead of returns",
  unit: "money",
  from: "trades",
  measure: ({ profits }) => expectancy(profits),
};

/**
 * Expectancy: the mean profit of a closed trade after costs, in money.
 *
 * @param profits money after costs, one a closed trade
 * @throws RangeError for a profit that is not finite
 * @example expectancy([10, -4]).value // => 3
 */
export function expectancy(profits: ArrayLike<number>): Metric {
  assertFinite(profits, "profit");
  if (profits.length === 0) return unmeasured(definition, "no closed trades");
  return measured(definition, mean(profits));
}
