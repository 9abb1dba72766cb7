import type { Trade } from "./trade.ts";

/** What Kelly sizing keeps of a rule's closed trades. */
export interface KellyRecord {
  wins: number;
  losses: number;
  /** sums of the returns after costs, of winners and of the others (the latter as losses, >= 0) */
  won: number;
  lost: number;
}

/** The record of a rule without a closed trade. */
export function emptyKellyRecord(): KellyRecord {
  return { wins: 0, losses: 0, won: 0, lost: 0 };
}

/** Enters a closed trade; one without a profit after costs is a loss. */
export function recordForKelly(record: KellyRecord, trade: Trade): void {
  if (trade.profit > 0) {
    record.wins++;
    record.won += trade.return;
  } else {
    record.losses++;
    record.lost -= trade.return;
  }
}

/**
 * Kelly fraction from closed trades:
 *
 *   f = p - (1 - p) / b,   p the share of winners, b mean win over mean loss   (Kelly 1956)
 *
 * At least 0: a losing record bets nothing. Without a losing trade, or with losses of nothing, 1.
 *
 * @example kellyFraction({ wins: 6, losses: 4, won: 0.6, lost: 0.2 }) // => 0.6 - 0.4 / 2
 */
export function kellyFraction(record: KellyRecord): number {
  if (record.wins === 0) return 0;
  if (record.losses === 0 || record.lost === 0) return 1;
  const winRate = record.wins / (record.wins + record.losses);
  const payoff = record.won / record.wins / (record.lost / record.losses);
  return Math.max(0, winRate - (1 - winRate) / payoff);
}
