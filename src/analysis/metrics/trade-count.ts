import { type Metric, type MetricDefinition, measured } from "./metric.ts";

export const definition: MetricDefinition<"trades"> = {
  key: "tradeCount",
  id: "trades.closed",
  name: "Trades",
  formula: "closed round trips",
  source: "backtesting.py # Trades",
  unit: "count",
  from: "trades",
  measure: ({ profits }) => tradeCount(profits),
};

/**
 * Number of closed round trips. Positions still open at the end are marked to market and counted apart.
 *
 * @param trades any column of the closed trades
 * @example tradeCount([12, -3]).value // => 2
 */
export function tradeCount(trades: ArrayLike<number>): Metric {
  return measured(definition, trades.length);
}
