import { assertFinite } from "../../statistics/finite-values.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"trades"> = {
  key: "winRate",
  id: "win-rate.profit-after-costs",
  name: "Win rate",
  formula: "trades with profit after costs > 0 / trades",
  source: "backtesting.py Win Rate",
  unit: "fraction",
  from: "trades",
  measure: ({ profits }) => winRate(profits),
};

/**
 * Share of closed trades whose profit after costs is above 0. A trade that comes out even is no win, and counts in the
 * divisor. quantstats prints the share of sessions with a gain, leaving out the flat ones.
 *
 * @param profits money after costs, one a closed trade
 * @returns a fraction in [0, 1]
 * @throws RangeError for a profit that is not finite
 * @example winRate([10, -5, 0, 2]).value // => 0.5
 */
export function winRate(profits: ArrayLike<number>): Metric {
  assertFinite(profits, "profit");
  if (profits.length === 0) return unmeasured(definition, "no closed trades");
  let wins = 0;
  for (let i = 0; i < profits.length; i++) if (profits[i]! > 0) wins++;
  return measured(definition, wins / profits.length);
}
