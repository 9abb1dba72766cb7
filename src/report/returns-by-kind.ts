import { groupBy } from "../result/group-by.ts";
import type { ResultDocument, ResultTrade } from "../result/result-schema.ts";
import { mean } from "../statistics/moments.ts";
import { median } from "../statistics/quantile.ts";

/** The trades that signals of one kind opened. */
export interface KindReturns {
  readonly kind: string;
  readonly trades: readonly ResultTrade[];
  readonly mean: number;
  readonly median: number;
  /** share of trades that returned more than 0 after costs */
  readonly winRate: number;
  /** money after costs, in the book's currency */
  readonly profit: number;
}

/**
 * Trades by the kind of the signal that opened them, the kind with the most trades first (ties by name). Returns are
 * after costs.
 *
 * @example returnsByKind(result)[0].kind // gives "leadership-meeting"
 */
export function returnsByKind(result: ResultDocument): KindReturns[] {
  const kinds = new Map(result.signals.map((signal) => [signal.id, signal.kind]));
  return [...groupBy(result.trades, (trade) => kinds.get(trade.signalId) as string)]
    .map(([kind, trades]) => {
      const returns = trades.map((trade) => trade.return);
      return {
        kind,
        trades,
        mean: mean(returns),
        median: median(returns),
        winRate: returns.filter((value) => value > 0).length / returns.length,
        profit: trades.reduce((sum, trade) => sum + trade.profit, 0),
      };
    })
    .sort((a, b) => b.trades.length - a.trades.length || (a.kind < b.kind ? -1 : 1));
}
