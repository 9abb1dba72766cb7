import type { Position } from "./portfolio.ts";

/**
 * Takes in the range of the quiet bars that a position was marked on since it was last looked at, and moves its
 * trailing stop: see quiet-days.ts.
 */
export function catchUp(position: Position): void {
  const { bars, markedSession, seenSession } = position;
  if (seenSession >= markedSession) return;
  const { low: lows, high: highs } = bars;
  let { lowest, highest } = position;
  for (let session = seenSession + 1; session <= markedSession; session++) {
    const low = lows[session] as number;
    const high = highs[session] as number;
    if (low < lowest) lowest = low;
    if (high > highest) highest = high;
  }
  position.lowest = lowest;
  position.highest = highest;
  position.seenSession = markedSession;
  if (!Number.isNaN(position.trailingStop)) moveTrailingStop(position);
}

/** The level moves after the bar: within it, whether the high came before the low is not known. */
export function moveTrailingStop(position: Position): void {
  const best = position.side > 0 ? position.highest : position.lowest;
  position.trailingStop = best * (1 - position.side * (position.terms.exit.trailingStop as number));
}
