import { assertFinite } from "../../statistics/finite-values.ts";
import { isConstant, mean, standardDeviation } from "../../statistics/moments.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"trades"> = {
  key: "systemQualityNumber",
  id: "system-quality-number.money.ddof1",
  name: "System quality number",
  formula: "sqrt(n) mean(profit) / sd(profit, ddof 1)",
  source: "Tharp 2008; backtesting.py SQN",
  unit: "ratio",
  from: "trades",
  measure: ({ profits }) => systemQualityNumber(profits),
};

/**
 * System quality number: sqrt(n) times the mean over the sample deviation of the trades' profits. It is the naive
 * t-statistic of the mean trade, and as blind to bursts as that is.
 *
 * @param profits money after costs, one a closed trade
 * @returns undefined for fewer than 2 trades, or when all made the same
 * @throws RangeError for a profit that is not finite
 * @example systemQualityNumber([2, -1]).value // => (Math.sqrt(2) * 0.5) / Math.sqrt(4.5)
 */
export function systemQualityNumber(profits: ArrayLike<number>): Metric {
  assertFinite(profits, "profit");
  if (profits.length < 2) return unmeasured(definition, "fewer than 2 closed trades");
  if (isConstant(profits)) return unmeasured(definition, "all trades made the same");
  return measured(definition, (Math.sqrt(profits.length) * mean(profits)) / standardDeviation(profits));
}
