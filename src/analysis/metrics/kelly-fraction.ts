import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";
import { payoffRatio } from "./payoff-ratio.ts";
import { winRate } from "./win-rate.ts";

export const definition: MetricDefinition<"trades"> = {
  key: "kellyFraction",
  id: "kelly.win-rate-and-payoff.money",
  name: "Kelly fraction",
  formula: "W - (1 - W) / payoff, W the win rate",
  source: "Kelly 1956; backtesting.py Kelly Criterion",
  unit: "fraction",
  from: "trades",
  measure: ({ profits }) => kellyFraction(profits),
};

/**
 * Kelly fraction for bets with two outcomes: W - (1 - W) / payoff. Negative says not to bet. It takes W and the payoff as
 * known; from forty trades they are not, so it is a description and no advice on size.
 *
 * @param profits money after costs, one a closed trade
 * @returns undefined without a winner or without a loser
 * @throws RangeError for a profit that is not finite
 * @example kellyFraction([2, -1]).value // => 0.25
 */
export function kellyFraction(profits: ArrayLike<number>): Metric {
  const payoff = payoffRatio(profits);
  if (payoff.value === null) return unmeasured(definition, payoff.reason);
  const share = winRate(profits).value!;
  return measured(definition, share - (1 - share) / payoff.value);
}
