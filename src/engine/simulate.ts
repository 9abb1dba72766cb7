import type { PriceSeries } from "../market/price-series.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import { restatePosition } from "./corporate-actions.ts";
import { askExit } from "./decisions.ts";
import { enter } from "./entries.ts";
import { exitAtClose, exitAtOpen, exitInside, seeBar } from "./exits.ts";
import { payHoldingCosts } from "./holding-costs.ts";
import { nextOrderIndex, takeDue } from "./order-queue.ts";
import type { Position } from "./portfolio.ts";
import { fillRestingAtOpen, fillRestingInside } from "./resting-orders.ts";
import { SessionDoor } from "./session-door.ts";
import { barInSlot, type SessionSlot, sessionSlots } from "./session-slots.ts";
import type { Simulation, SimulationInput, SimulationState } from "./simulation.ts";
import { outcomesOf, startSimulation } from "./start-simulation.ts";
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
 */
export function simulate(input: SimulationInput): Simulation {
  const { days } = input.market;
  const columns = {
    equity: new Float64Array(days.length),
    cash: new Float64Array(days.length),
    exposure: new Float64Array(days.length),
  };
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
    outcomes: outcomesOf(state),
    untaken: door?.untaken() ?? [],
    scaled: state.scaled,
    unanswered: state.unanswered,
    ...columns,
    traded: state.traded,
    interest: state.interest,
  };
}

function isIdle({ portfolio, resting }: SimulationState): boolean {
  return portfolio.positions.length === 0 && resting.length === 0 && portfolio.cash >= 0;
}

function runOpen(state: SimulationState, slot: SessionSlot, door: SessionDoor | null): void {
  door?.ask(slot);
  eachHeld(state, slot, (position, session) => {
    restatePosition(state, position, session);
    exitAtOpen(state, position, session);
  });
  if (state.resting.length > 0 || state.due.length > 0) valueBook(state);
  if (state.resting.length > 0) fillRestingAtOpen(state, slot);
  enterAll(state, slot);
}

function runClose(state: SimulationState, slot: SessionSlot): void {
  eachHeld(state, slot, (position, session) => exitInside(state, position, session));
  if (state.resting.length > 0) {
    valueBook(state);
    fillRestingInside(state, slot);
  }
  eachHeld(state, slot, (position, session) => exitAtClose(state, position, session));
  if (state.due.length > 0) valueBook(state);
  enterAll(state, slot);
  eachHeld(state, slot, (position, session) => markPosition(state, position, session));
}

/** Visits the positions whose instruments have a bar in the slot; a visit may close the position it is given. */
function eachHeld(
  state: SimulationState,
  slot: SessionSlot,
  visit: (position: Position, session: number) => void,
): void {
  const { positions } = state.portfolio;
  const { market } = state.input;
  for (let index = 0; index < positions.length; ) {
    const position = positions[index] as Position;
    const session = barInSlot(market, slot, position.instrument, state.dayIndex);
    if (session >= 0) visit(position, session);
    if (positions[index] === position) index++;
  }
}

function enterAll(state: SimulationState, slot: SessionSlot): void {
  for (const working of state.due) {
    const { phase, instrument } = working.order;
    if (phase === slot.phase && slot.includes[instrument] === 1) enter(state, working);
  }
}

/** At a close: the mark, the range seen, the trailing stop for the next bar, and the exit callback. */
function markPosition(state: SimulationState, position: Position, session: number): void {
  const { bars } = state.input.market.series[position.instrument] as PriceSeries;
  const { exit } = position.terms;
  const close = bars.close[session] as number;
  position.mark = close;
  position.markedSession = session;
  if (Number.isNaN(position.firstClose)) position.firstClose = close;
  const isEnteredAtThisClose = position.entry.session === session && position.entry.phase === "close";
  if (!isEnteredAtThisClose) seeBar(position, bars, session);
  if (exit.trailingStop !== undefined) {
    // The level moves after the bar: within it, whether the high came before the low is not known.
    const best = position.side > 0 ? position.highest : position.lowest;
    position.trailingStop = best * (1 - position.side * exit.trailingStop);
  }
  if (exit.when !== undefined && position.earlySession > session + 1 && askExit(state, position, session)) {
    position.earlySession = session + 1;
    position.earlyReason = "callback";
  }
}
