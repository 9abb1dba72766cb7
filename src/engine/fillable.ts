import { BarMark, type Bars, isFillable } from "../market/bars.ts";

/**
 * Whether a buy (or sell) may fill on a bar. A placeholder or unfinished bar fills nothing; a bar that stood at
 * its daily limit the whole session fills only the side that trades against the crowd.
 */
export function canFill(bars: Bars, index: number, isBuy: boolean): boolean {
  if (!isFillable(bars, index)) return false;
  if (((bars.marks[index] as number) & BarMark.limitLocked) === 0) return true;
  const isLockedUp = (bars.close[index] as number) > (bars.close[index - 1] as number);
  return isBuy ? !isLockedUp : isLockedUp;
}
