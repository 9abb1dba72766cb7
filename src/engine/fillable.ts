import { BarMark, type Bars, isFillable } from "../market/bars.ts";

/**
 * Whether a buy (or sell) may fill on a bar. A placeholder, unfinished or inconsistent bar fills nothing; a bar that
 * stood at its daily limit the whole session fills only the side that trades against the crowd, and neither side if
 * the direction of the limit is not known.
 */
export function canFill(bars: Bars, index: number, isBuy: boolean): boolean {
  if (!isFillable(bars, index)) return false;
  if ((bars.marks[index]! & BarMark.limitLocked) === 0) return true;
  const change = bars.close[index]! - (bars.close[index - 1] ?? Number.NaN);
  return isBuy ? change < 0 : change > 0;
}

/** Whether a bar traded at all, if only on one side: a stop that it touches is triggered, though it may not fill. */
export function hasTraded(bars: Bars, index: number): boolean {
  return isFillable(bars, index);
}

/** The lowest price a long (highest a short) could have stood at on a bar: the close where the bar has no range. */
export function worstPrice(bars: Bars, index: number, side: 1 | -1): number {
  const price = (side > 0 ? bars.low[index] : bars.high[index])!;
  return Number.isNaN(price) ? bars.close[index]! : price;
}

/** The highest price a long (lowest a short) could have stood at on a bar. */
export function bestPrice(bars: Bars, index: number, side: 1 | -1): number {
  return worstPrice(bars, index, side > 0 ? -1 : 1);
}
