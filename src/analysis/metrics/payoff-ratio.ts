import { assertFinite } from "../../statistics/finite-values.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"trades"> = {
  key: "payoffRatio",
  id: "payoff.money",
  name: "Payoff ratio",
  formula: "mean profit of the winners / |mean profit of the losers|",
  source: "quantstats payoff_ratio, on trades instead of sessions",
  unit: "ratio",
  from: "trades",
  measure: ({ profits }) => payoffRatio(profits),
};

/**
 * Payoff ratio: the mean win over the mean loss, in money, so that profit factor = payoff × wins / losses.
 *
 * @param profits money after costs, one a closed trade
 * @returns undefined without a winner or without a loser
 * @throws RangeError for a profit that is not finite
 * @example payoffRatio([10, 20, -5]).value // => 3
 */
export function payoffRatio(profits: ArrayLike<number>): Metric {
  assertFinite(profits, "profit");
  let gains = 0;
  let losses = 0;
  let winners = 0;
  let losers = 0;
  for (let i = 0; i < profits.length; i++) {
    const profit = profits[i]!;
    if (profit > 0) {
      gains += profit;
      winners++;
    } else if (profit < 0) {
      losses -= profit;
      losers++;
    }
  }
  if (winners === 0) return unmeasured(definition, "no winning trade");
  if (losers === 0) return unmeasured(definition, "no losing trade");
  return measured(definition, gains / winners / (losses / losers));
}
