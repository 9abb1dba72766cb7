import { assertFinite } from "../../statistics/finite-values.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"trades"> = {
  key: "profitFactor",
  id: "profit-factor.money",
  name: "Profit factor",
  formula: "Σ profit of the winners / |Σ profit of the losers|",
  source: "backtesting.py Profit Factor, in money instead of returns",
  unit: "ratio",
  from: "trades",
  measure: ({ profits }) => profitFactor(profits),
};

/**
 * Profit factor: what the winners made over what the losers lost, in money.
 *
 * @param profits money after costs, one a closed trade
 * @returns undefined without a loser; 0 when every trade lost or came out even
 * @throws RangeError for a profit that is not finite
 * @example profitFactor([10, 20, -5]).value // => 6
 */
export function profitFactor(profits: ArrayLike<number>): Metric {
  assertFinite(profits, "profit");
  let gains = 0;
  let losses = 0;
  for (let i = 0; i < profits.length; i++) {
    if (profits[i]! > 0) gains += profits[i]!;
    else losses -= profits[i]!;
  }
  if (losses === 0) return unmeasured(definition, "no losing trade");
  return measured(definition, gains / losses);
}
