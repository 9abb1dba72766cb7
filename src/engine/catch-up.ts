import type { Bars } from "../market/bars.ts";
import { bestPrice, worstPrice } from "./fillable.ts";
import type { Position } from "./portfolio.ts";

/**
 * The range of prices that a position has stood at is worked out when it is asked for: by a trailing stop at each close,
 * by a split, else by who reads the trade. A run of tens of thousands of trades whose equity alone is asked for does not
 * fetch a bar's high and low from memory for it.
 */

/** Lowest price of the bars after one, through another, and of `lowest`. */
export function lowestThrough(bars: Bars, after: number, through: number, lowest: number): number {
  let least = lowest;
  for (let session = after + 1; session <= through; session++) {
    const price = worstPrice(bars, session, 1);
    if (price < least) least = price;
  }
  return least;
}

/** Highest price of the bars after one, through another, and of `highest`. */
export function highestThrough(bars: Bars, after: number, through: number, highest: number): number {
  let most = highest;
  for (let session = after + 1; session <= through; session++) {
    const price = bestPrice(bars, session, 1);
    if (price > most) most = price;
  }
  return most;
}

/** Takes in the range of the bars that a position has been marked on and that were not taken in yet. */
export function takeInRange(position: Position): void {
  const { bars, markedSession, seenSession } = position;
  if (seenSession >= markedSession) return;
  position.lowest = lowestThrough(bars, seenSession, markedSession, position.lowest);
  position.highest = highestThrough(bars, seenSession, markedSession, position.highest);
  position.seenSession = markedSession;
}

/** Moves a trailing stop by the quiet bars since it was last moved: see quiet-days.ts. */
export function catchUp(position: Position): void {
  if (Number.isNaN(position.trailingStop) || position.seenSession >= position.markedSession) return;
  takeInRange(position);
  moveTrailingStop(position);
}

/** The level moves after the bar: within it, whether the high came before the low is not known. */
export function moveTrailingStop(position: Position): void {
  const best = position.side > 0 ? position.highest : position.lowest;
  position.trailingStop = best * (1 - position.side * position.terms.exit.trailingStop!);
}
