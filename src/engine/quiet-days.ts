import type { CalendarDay } from "../time/calendar-day.ts";
import { payHoldingCosts } from "./holding-costs.ts";
import { moveTrailingStop } from "./mark-position.ts";
import type { Position } from "./portfolio.ts";
import type { SimulationState } from "./simulation.ts";
import { type DailyColumns, markDay } from "./valuation.ts";

/**
 * Runs the days from `from` on that bring nothing but marks: no order comes up, and every bar of every position is
 * quiet. Nine days of ten are so; what else a day may bring is asked of the others only.
 *
 * @returns time-line index of the first day that is not quiet; the length of the time line if there is none
 */
export function runQuietDays(state: SimulationState, columns: DailyColumns, from: number): number {
  const { days } = state.input.market;
  const nextOrderDay = state.queue.nextDay;
  const { positions } = state.portfolio;
  let index = from;
  for (; index < days.length; index++) {
    const day = days[index] as CalendarDay;
    if (day >= nextOrderDay || !areQuiet(positions, index)) break;
    state.dayIndex = index;
    state.releasedToday = 0;
    payHoldingCosts(state, day);
    for (let one = 0; one < positions.length; one++) {
      const position = positions[one] as Position;
      const session = position.barOn[index] as number;
      if (session >= 0) markQuietly(position, session);
    }
    markDay(state, columns);
  }
  return index;
}

function areQuiet(positions: readonly Position[], index: number): boolean {
  for (let one = 0; one < positions.length; one++) {
    const position = positions[one] as Position;
    const session = position.barOn[index] as number;
    if (session >= 0 && !isQuietBar(position, session)) return false;
  }
  return true;
}

/**
 * Whether a bar can bring a position nothing but a mark: it is not the instrument's last, no exit is due, no split or
 * dividend may take effect, it fills both sides, and all its prices lie inside stop and target. A missing value makes
 * it not quiet.
 */
export function isQuietBar(position: Position, session: number): boolean {
  if (!position.canBeQuiet || session === position.lastBar) return false;
  if (session >= position.dueSession || session >= position.earlySession) return false;
  const { bars, side } = position;
  if (bars.marks[session] !== 0) return false;
  const open = side * (bars.open[session] as number);
  const worst = side * ((side > 0 ? bars.low[session] : bars.high[session]) as number);
  const best = side * ((side > 0 ? bars.high[session] : bars.low[session]) as number);
  if (!(worst <= open && open <= best)) return false;
  return (
    !(worst <= side * position.stop) &&
    !(worst <= side * position.trailingStop) &&
    !(best > side * position.target)
  );
}

/** What markPosition does on a bar that has all its prices and was not entered on. */
export function markQuietly(position: Position, session: number): void {
  const { bars } = position;
  const close = bars.close[session] as number;
  const low = bars.low[session] as number;
  const high = bars.high[session] as number;
  position.mark = close;
  position.markedSession = session;
  if (Number.isNaN(position.firstClose)) position.firstClose = close;
  if (low < position.lowest) position.lowest = low;
  if (high > position.highest) position.highest = high;
  if (!Number.isNaN(position.trailingStop)) moveTrailingStop(position);
}
