import { type CalendarDay, calendarDay } from "../../time/calendar-day.ts";
import { addMark, BarMark } from "../bars.ts";
import type { QualityCheck } from "./quality-check.ts";
import { percent, price } from "./quality-notes.ts";

/** Growth boards moved from 10% to 20% on this day. */
const CHINEXT_REFORM = calendarDay(2020, 8, 24)!;
/** Rounding of prices by sources that adjust them. */
const SLACK = 1e-3;

/**
 * Marks mainland bars that stood at the daily price limit from open to close: nobody could buy at the upper limit
 * or sell at the lower one.
 *
 * A bar is locked if it has a single price (high = low) at the limit's distance from the close before: 10%; 20% for
 * ChiNext (300, 301) since 2020-08-24, the STAR board (688, 689) and its funds (588); 5% for shares under special
 * treatment, which the price alone shows. The limit is rounded to a tick, 0.01 or for funds 0.001.
 */
export function markLimitLocked({ columns, instrument, marks, notes }: QualityCheck): void {
  const { days, high, low, close, volume } = columns;
  const isMainland = instrument.exchange === "SSE" || instrument.exchange === "SZSE";
  if (!isMainland || instrument.type === "index") return;
  const tick = instrument.type === "etf" ? 0.001 : 0.01;
  for (let index = 1; index < days.length; index++) {
    const last = close[index]!;
    const before = close[index - 1]!;
    if (volume[index] === 0 || !(high[index]! - low[index]! <= last * 1e-9)) continue;
    const move = last / before - 1;
    const limit = limitOf(instrument.symbol, days[index]!, Math.abs(move));
    if (Math.abs(Math.abs(move) - limit) > tick / 2 / before + SLACK) continue;
    addMark(marks, index, BarMark.limitLocked);
    const side = move > 0 ? "nothing can be bought" : "nothing can be sold";
    notes.add("limit-locked", days[index]!, `one price ${price(last)}, ${percent(move)}: ${side}`, "marked");
  }
}

function limitOf(symbol: string, day: CalendarDay, move: number): number {
  const isGrowth = /^(688|689|588)/.test(symbol) || (/^30[01]/.test(symbol) && day >= CHINEXT_REFORM);
  if (isGrowth) return 0.2;
  return move < 0.075 ? 0.05 : 0.1;
}
