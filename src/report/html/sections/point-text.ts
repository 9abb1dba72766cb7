import type { VariantColumn } from "../../../search/variant-row.ts";
import { labelText } from "../charts/heat-map-chart.ts";

/** What a search maximised, in words. */
export const OBJECTIVE_NAMES: Readonly<Record<VariantColumn, string>> = {
  totalReturn: "total return",
  meanTradeReturn: "mean trade",
  sharpeRatio: "Sharpe ratio",
  maxDrawdown: "deepest drawdown",
  winRate: "win rate",
  tradeCount: "number of trades",
};

/**
 * A point of a search in words.
 *
 * @example pointText({ hold: 10, stopLoss: 0.08 }) // => "hold 10, stopLoss 0.08"
 */
export function pointText(params: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${labelText(value)}`)
    .join(", ");
}
