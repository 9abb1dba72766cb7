import type { CalendarDay } from "../time/calendar-day.ts";
import { restatePosition } from "./corporate-actions.ts";
import { enter } from "./entries.ts";
import { exitAtClose, exitAtOpen, exitInside } from "./exits.ts";
import { payHoldingCosts } from "./holding-costs.ts";
import { askToLeave, markPosition } from "./mark-position.ts";
import { keepBookSeen } from "./market-sight.ts";
import { nextOrderIndex, takeDue } from "./order-queue.ts";
import type { Position } from "./portfolio.ts";
import { isQuietBar, markQuietly, runQuietDays } from "./quiet-days.ts";
import { fillRestingAtOpen, fillRestingInside } from "./resting-orders.ts";
import { SessionDoor } from "./session-door.ts";
import { type SessionSlot, sessionSlots } from "./session-slots.ts";
import type {
  OrderOutcome,
  Simulation,
  SimulationInput,
  SimulationState,
  WorkingOrder,
} from "./simulation.ts";
import { startSimulation } from "./start-simulation.ts";
import { type DailyColumns, markDay, valueBook } from "./valuation.ts";

/**
 * Simulates orders on prices, day by day along the time line.
 *
 * On each day borrow and interest are paid first. Then the exchanges' opens and closes are taken in the order of the
 * clock. At an open: `onSession`, splits and dividends, exits, resting limit orders, entries. At a close: stops and
 * targets inside the bar, resting limit orders, exits, entries, marks. Last the book is valued, and its margin
 * checked. A day without positions, debts, resting orders or new orders changes nothing and is skipped.
 *
 * A position still open on the last bar of its instrument is closed at that bar's close, marked as such.
 */
export function simulate(input: SimulationInput): Simulation {
  const { days } = input.market;
  const columns = dailyColumns(days.length);
  const state = startSimulation(input);
  const door = input.onSession === null ? null : new SessionDoor(state, input.onSession);
  const slotsOn = sessionSlots(input.market);

  for (let index = 0; index < days.length; index++) {
    if (door === null && isIdle(state)) {
      const next = nextOrderIndex(state, index);
      columns.equity.fill(state.portfolio.cash, index, next);
      columns.cash.fill(state.portfolio.cash, index, next);
      if (next === days.length) break;
      index = next;
    } else if (door === null && state.resting.length === 0) {
      index = runQuietDays(state, columns, index);
      if (index === days.length) break;
    }
    state.dayIndex = index;
    state.releasedToday = 0;
    const day = days[index] as CalendarDay;
    payHoldingCosts(state, day);
    takeDue(state, day);
    for (const slot of slotsOn(index)) {
      if (slot.phase === "open") runOpen(state, slot, door);
      else runClose(state, slot);
    }
    markDay(state, columns);
  }
  return {
    trades: state.trades,
    outcomes: state.outcomes as readonly OrderOutcome[],
    untaken: door?.untaken() ?? [],
    scaled: state.scaled,
    unanswered: state.unanswered,
    ...columns,
    traded: state.traded,
    interest: state.interest,
  };
}

/** Three columns in one piece of memory: a sweep asks for them a hundred thousand times. */
function dailyColumns(length: number): DailyColumns {
  const memory = new Float64Array(3 * length);
  return {
    equity: memory.subarray(0, length),
    cash: memory.subarray(length, 2 * length),
    exposure: memory.subarray(2 * length),
  };
}

function isIdle({ portfolio, resting }: SimulationState): boolean {
  return portfolio.positions.length === 0 && resting.length === 0 && portfolio.cash >= 0;
}

function runOpen(state: SimulationState, slot: SessionSlot, door: SessionDoor | null): void {
  door?.ask(slot);
  const { positions } = state.portfolio;
  for (const position of positions) {
    const session = barInSlot(state, slot, position);
    if (session >= 0) restatePosition(state, position, session);
  }
  if (isAsked(state, slot)) keepBookSeen(state);
  for (let index = 0; index < positions.length; ) {
    const position = positions[index] as Position;
    const session = barInSlot(state, slot, position);
    if (session >= 0) {
      if (isQuietBar(state, position, session)) position.quietSession = session;
      else exitAtOpen(state, position, session);
    }
    if (positions[index] === position) index++;
  }
  if (state.due.length === 0 && state.resting.length === 0) return;
  valueBook(state);
  if (state.resting.length > 0) fillRestingAtOpen(state, slot);
  enterAll(state, slot);
}

function runClose(state: SimulationState, slot: SessionSlot): void {
  const { positions } = state.portfolio;
  for (let index = 0; index < positions.length; ) {
    const position = positions[index] as Position;
    const session = barInSlot(state, slot, position);
    if (session >= 0 && session !== position.quietSession) exitInside(state, position, session);
    if (positions[index] === position) index++;
  }
  if (state.resting.length > 0) {
    valueBook(state);
    fillRestingInside(state, slot);
  }
  if (isAsked(state, slot)) keepBookSeen(state);
  for (let index = 0; index < positions.length; ) {
    const position = positions[index] as Position;
    const session = barInSlot(state, slot, position);
    if (session >= 0 && session !== position.quietSession) exitAtClose(state, position, session);
    if (positions[index] === position) index++;
  }
  if (state.due.length > 0) {
    valueBook(state);
    enterAll(state, slot);
  }
  for (const position of positions) {
    const session = barInSlot(state, slot, position);
    if (session < 0) continue;
    if (session === position.quietSession) markQuietly(position, session);
    else markPosition(position, session);
  }
  // Asked after all marks of this close, so that each sees the whole book at it.
  for (const position of positions) {
    if (position.terms.exit.when === undefined) continue;
    const session = barInSlot(state, slot, position);
    if (session >= 0) askToLeave(state, position, session);
  }
}

/** Bar of a position's instrument today if it trades in the slot and has a bar, else -1. */
function barInSlot(state: SimulationState, slot: SessionSlot, position: Position): number {
  return slot.includes[position.instrument] === 1 ? (position.barOn[state.dayIndex] as number) : -1;
}

function enterAll(state: SimulationState, slot: SessionSlot): void {
  for (const working of state.due) if (isDueIn(slot, working)) enter(state, working);
  state.bookSeen = null;
}

function isDueIn(slot: SessionSlot, { order }: WorkingOrder): boolean {
  return order.phase === slot.phase && slot.includes[order.instrument] === 1;
}

/** Whether the orders of an open or close ask a callback. */
function isAsked(state: SimulationState, slot: SessionSlot): boolean {
  return state.due.some((working) => working.order.terms.where !== null && isDueIn(slot, working));
}
