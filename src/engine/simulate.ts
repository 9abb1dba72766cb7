import type { EntryOrder } from "../strategy/entry-order.ts";
import type { UnplannedSignal } from "../strategy/order-plan.ts";
import { firstDayFrom } from "../time/first-day-from.ts";
import { bookDaysOf } from "./booked-days.ts";
import { catchUp } from "./catch-up.ts";
import { restatePosition } from "./corporate-actions.ts";
import { enter } from "./entries.ts";
import { exitAtClose, exitAtOpen, exitInside } from "./exits.ts";
import { payHoldingCosts } from "./holding-costs.ts";
import { askToLeave, markPosition } from "./mark-position.ts";
import { keepBookSeen } from "./market-sight.ts";
import type { WorkingOrder } from "./order-queue.ts";
import type { Position } from "./portfolio.ts";
import { endOfQuiet, markQuietly, runQuietDays } from "./quiet-days.ts";
import { fillRestingAtOpen, fillRestingInside } from "./resting-orders.ts";
import { SessionDoor } from "./session-door.ts";
import { type SessionSlot, sessionSlots } from "./session-slots.ts";
import {
  type OrderOutcome,
  orderOf,
  type Simulation,
  type SimulationInput,
  type SimulationState,
} from "./simulation.ts";
import { type DailyColumns, SimulationMemory } from "./simulation-memory.ts";
import { startSimulation } from "./start-simulation.ts";
import type { Trade } from "./trade.ts";
import type { TradeLedger } from "./trade-ledger.ts";
import { markDay, valueBook } from "./valuation.ts";

/**
 * Simulates orders on prices, day by day along the time line.
 *
 * On each day borrow and interest are paid first. Then the exchanges' opens and closes are taken in the order of the
 * clock. At an open: `onSession`, splits and dividends, exits, resting limit orders, entries. At a close: stops and
 * targets inside the bar, resting limit orders, exits, entries, marks. Last the book is valued, and its margin
 * checked. A day without positions, debts, resting orders or new orders changes nothing and is skipped.
 *
 * A position still open on the last bar of its instrument is closed at that bar's close, marked as such.
 *
 * @param memory to write to, for a time line as long, for who needs each run only until the next; what an earlier run
 *   wrote there is lost, and asking that run for its trades then throws
 */
export function simulate(
  input: SimulationInput,
  memory: SimulationMemory = new SimulationMemory(input.market.days.length),
): Simulation {
  const { days } = input.market;
  const { columns } = memory;
  const state = startSimulation(input, memory);
  // Days without a position write no exposure.
  if (memory.runs > 1) columns.exposure.fill(0);
  const door = input.onSession === null ? null : new SessionDoor(state, input.onSession);
  const slotsOn = sessionSlots(input.market);

  for (let index = 0; index < days.length; index++) {
    if (door === null && isIdle(state)) {
      const next = Math.max(index, firstDayFrom(days, state.queue.nextDay));
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
    const day = days[index]!;
    state.due = state.queue.take(day, state.due);
    if (state.bookedOn !== null) for (const { leg } of state.due) bookDaysOf(state, leg.instrument);
    payHoldingCosts(state, day);
    for (const slot of slotsOn(index)) {
      if (slot.phase === "open") runOpen(state, slot, door);
      else runClose(state, slot);
    }
    markDay(state, columns);
  }
  return simulationOf(state, columns, door?.untaken() ?? []);
}

/** Trades and outcomes are made when they are first read: what repeats a run thousands of times asks for the equity. */
function simulationOf(
  state: SimulationState,
  columns: DailyColumns,
  untaken: readonly UnplannedSignal[],
): Simulation {
  const { input, placed, skipped, ledger, scaled, unanswered, traded, interest } = state;
  const order = (ticket: number) => orderOf({ input, placed }, ticket);
  const count = input.orders.length + placed.length;
  let trades: readonly Trade[] | null = null;
  let outcomes: readonly OrderOutcome[] | null = null;
  return {
    get trades() {
      trades ??= ledger.read(order);
      return trades;
    },
    get outcomes() {
      outcomes ??= outcomesOf(ledger, skipped, order, count);
      return outcomes;
    },
    untaken,
    scaled,
    unanswered,
    ...columns,
    traded,
    interest,
  };
}

/** What became of each order, by ticket. */
function outcomesOf(
  ledger: TradeLedger,
  skipped: SimulationState["skipped"],
  orderOfTicket: (ticket: number) => EntryOrder,
  count: number,
): readonly OrderOutcome[] {
  const outcomes = Array.from({ length: count }, (_, ticket): OrderOutcome | undefined => {
    const why = skipped.get(ticket);
    return why && { order: orderOfTicket(ticket), ...why };
  });
  for (let trade = 0; trade < ledger.length; trade++) {
    for (const [place, ticket] of ledger.ticketsOf(trade).entries()) {
      outcomes[ticket] = { order: orderOfTicket(ticket), trade, extended: place > 0 };
    }
  }
  return outcomes as readonly OrderOutcome[];
}

function isIdle({ portfolio, resting }: SimulationState): boolean {
  return portfolio.positions.length === 0 && resting.length === 0 && portfolio.cash >= 0;
}

function runOpen(state: SimulationState, slot: SessionSlot, door: SessionDoor | null): void {
  door?.ask(slot);
  const { positions } = state.portfolio;
  if (state.hasActions) {
    for (const position of positions) {
      const session = barOfPosition(state, slot, position);
      if (session >= 0) restatePosition(state, position, session);
    }
  }
  if (isAsked(state, slot)) keepBookSeen(state);
  for (const position of positions) {
    if (position.quietUntil > state.dayIndex) continue;
    const session = barOfPosition(state, slot, position);
    if (session < 0) continue;
    catchUp(position);
    exitAtOpen(state, position, session);
  }
  if (state.due.length === 0 && state.resting.length === 0) return;
  valueBook(state);
  if (state.resting.length > 0) fillRestingAtOpen(state, slot);
  enterAll(state, slot);
}

function runClose(state: SimulationState, slot: SessionSlot): void {
  const { portfolio } = state;
  for (const position of portfolio.positions) {
    if (position.quietUntil > state.dayIndex) continue;
    const session = barOfPosition(state, slot, position);
    if (session < 0) continue;
    catchUp(position);
    exitInside(state, position, session);
  }
  if (state.resting.length > 0) {
    valueBook(state);
    fillRestingInside(state, slot);
  }
  if (isAsked(state, slot)) keepBookSeen(state);
  for (const position of portfolio.positions) {
    if (position.quietUntil > state.dayIndex) continue;
    const session = barOfPosition(state, slot, position);
    if (session >= 0) exitAtClose(state, position, session);
  }
  if (state.due.length > 0) {
    valueBook(state);
    enterAll(state, slot);
  }
  const { positions } = portfolio;
  for (const position of positions) {
    const session = barOfPosition(state, slot, position);
    if (session < 0) continue;
    if (position.quietUntil > state.dayIndex) {
      markQuietly(position, session);
    } else {
      markPosition(position, session);
      position.quietUntil = endOfQuiet(position, state.dayIndex);
    }
  }
  if (!state.asksExits) return;
  // Asked after all marks of this close, so that each sees the whole book at it.
  for (const position of positions) {
    if (position.canBeQuiet || position.terms.exit.when === undefined) continue;
    const session = barOfPosition(state, slot, position);
    if (session >= 0) askToLeave(state, position, session);
  }
}

/** Bar of a position's instrument today if it trades in the slot and has a bar, else -1. */
function barOfPosition(state: SimulationState, slot: SessionSlot, position: Position): number {
  return slot.includes[position.instrument] === 1 ? position.barOn[state.dayIndex]! : -1;
}

function enterAll(state: SimulationState, slot: SessionSlot): void {
  for (const working of state.due) if (isDueIn(slot, working)) enter(state, working);
  state.bookSeen = null;
}

function isDueIn(slot: SessionSlot, { occasion, leg }: WorkingOrder): boolean {
  return occasion.phase === slot.phase && slot.includes[leg.instrument] === 1;
}

/** Whether the orders of an open or close ask a callback. */
function isAsked(state: SimulationState, slot: SessionSlot): boolean {
  return state.due.some((working) => working.occasion.terms.where !== null && isDueIn(slot, working));
}
