import { payHoldingCosts } from "./holding-costs.ts";
import type { Position } from "./portfolio.ts";
import type { SimulationState } from "./simulation.ts";
import type { DailyColumns } from "./simulation-memory.ts";
import { markDay } from "./valuation.ts";

/**
 * Days that bring a position nothing but a mark are found in one walk along its own bars, when the last day that
 * brought more has closed. A book of many positions would otherwise fetch each bar's five columns from memory on its
 * day, among those of all the others. The walk decides nothing: each bar is what the day itself would have found, and
 * on the first that is not quiet everything is asked on that day.
 *
 * What is seen of quiet bars, the range and the trailing stop, is taken in when it is next needed: see catch-up.ts.
 */

/** Walks end here, so that a position that closes early has not cost more than this. */
const LONGEST_WALK = 64;

/**
 * The first day after `index` on which a position's bar may bring it more than a mark. A bar is quiet if it is not the
 * instrument's last, no exit is due, no split or dividend may take effect, it fills both sides, and its open and its range
 * lie inside stop and target: the open by itself, since it is filled before the range is known. A missing price makes it
 * not quiet. Prices that no level asks for are not fetched.
 *
 * @returns an index of the time line; -1 if no day is quiet
 */
export function endOfQuiet(position: Position, index: number): number {
  if (!position.canBeQuiet) return -1;
  const { bars, barOn, side, stop, target, trailingStop } = position;
  const { open: opens, marks } = bars;
  const [worsts, bests] = side > 0 ? [bars.low, bars.high] : [bars.high, bars.low];
  const firstDue = Math.min(position.dueSession, position.earlySession, position.lastBar);
  const trail = position.terms.exit.trailingStop ?? Number.NaN;
  // Prices times side: the stop is below them, the target above.
  let floor = Math.max(orNone(side * stop), orNone(side * trailingStop));
  const ceiling = -orNone(-side * target);
  const isStopped = floor > Number.NEGATIVE_INFINITY;
  const isTargeted = ceiling < Number.POSITIVE_INFINITY;
  const hasLevel = isStopped || isTargeted;
  const isTrailing = !Number.isNaN(trailingStop);
  let extreme = side > 0 ? position.highest : position.lowest;
  const end = Math.min(barOn.length, index + LONGEST_WALK);
  let day = index + 1;
  for (; day < end; day++) {
    const session = barOn[day]!;
    if (session < 0) continue;
    if (session >= firstDue || marks[session] !== 0) break;
    if (hasLevel) {
      const open = side * opens[session]!;
      if (!(open > floor && open < ceiling)) break;
      if (isStopped && !(side * worsts[session]! > floor)) break;
      if (isTargeted && !(side * bests[session]! < ceiling)) break;
    }
    if (!isTrailing) continue;
    const best = bests[session]!;
    if (Number.isNaN(best)) break;
    if (side * best > side * extreme) {
      extreme = best;
      floor = Math.max(floor, side * extreme * (1 - side * trail));
    }
  }
  return day;
}

/** A level that is not set lies below all prices. */
function orNone(level: number): number {
  return Number.isNaN(level) ? Number.NEGATIVE_INFINITY : level;
}

/** The mark of a quiet bar. */
export function markQuietly(position: Position, session: number): void {
  position.mark = position.bars.close[session]!;
  position.markedSession = session;
}

/**
 * Runs the days from `from` on that bring nothing but marks: no order comes up, and every bar of every position is
 * quiet. Nine days of ten are so in a book of few positions; what else a day may bring is asked of the others only.
 *
 * @returns time-line index of the first day that is not quiet; the length of the time line if there is none
 */
export function runQuietDays(state: SimulationState, columns: DailyColumns, from: number): number {
  const { days } = state.input.market;
  const nextOrderDay = state.queue.nextDay;
  const { positions } = state.portfolio;
  let end = days.length;
  for (const position of positions) if (position.quietUntil < end) end = position.quietUntil;
  let index = from;
  while (index < end) {
    const day = days[index]!;
    if (day >= nextOrderDay) break;
    state.dayIndex = index;
    state.releasedToday = 0;
    payHoldingCosts(state, day);
    for (let one = 0; one < positions.length; one++) {
      const position = positions[one]!;
      const session = position.barOn[index]!;
      if (session >= 0) markQuietly(position, session);
    }
    const isMarginCalled = markDay(state, columns);
    index++;
    if (isMarginCalled) break;
  }
  return index;
}
