import { formatCount } from "../decode/format-count.ts";
import type { VariantColumn } from "../search/variant-row.ts";
import { formatDecimal, formatPercent, formatSignedPercent, UNDEFINED_TEXT } from "./format-values.ts";

/** What a search maximised, in words. */
export const OBJECTIVE_NAMES: Readonly<Record<VariantColumn, string>> = {
  totalReturn: "total return",
  meanTradeReturn: "mean trade",
  sharpeRatio: "Sharpe ratio",
  maxDrawdown: "deepest drawdown",
  winRate: "win rate",
  tradeCount: "number of trades",
};

/** An objective's value as people read it. */
export function formatObjective(objective: VariantColumn, value: number | null): string {
  if (value === null) return UNDEFINED_TEXT;
  if (objective === "sharpeRatio") return formatDecimal(value);
  if (objective === "tradeCount") return formatCount(value);
  return objective === "winRate" ? formatPercent(value) : formatSignedPercent(value, 2);
}
