import { formatCount } from "../decode/format-count.ts";
import type { SensitivityRow } from "../result/sensitivity-schema.ts";
import { formatPValue } from "./format-p-value.ts";
import { formatDecimal, formatOptional, formatSignedPercent } from "./format-values.ts";

/** The cells of a case that was run: its label, then trades, bursts, mean trade, total, Sharpe, drawdown and p. */
export function sensitivityCells(row: SensitivityRow): readonly string[] {
  return [
    row.label,
    formatOptional(row.trades, formatCount),
    formatOptional(row.bursts, formatCount),
    formatOptional(row.meanTradeReturn, (value) => formatSignedPercent(value, 2)),
    formatOptional(row.totalReturn, (value) => formatSignedPercent(value)),
    formatOptional(row.sharpeRatio, (value) => formatDecimal(value)),
    formatOptional(row.maxDrawdown, (value) => formatSignedPercent(value)),
    formatOptional(row.p, formatPValue),
  ];
}

/** What of the conclusion turns in a case; null if it holds. */
export function sayTurn({ flips }: SensitivityRow): string | null {
  if (flips === null) return null;
  return flips === "sign" ? "sign turns" : "significance turns";
}
