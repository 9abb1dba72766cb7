import { isUntilPassed } from "../strategy/first-session.ts";
import { bookDaysOf } from "./booked-days.ts";
import { closeBefore, hasActions } from "./corporate-actions.ts";
import { isLater, writeDueExit, writeLevels } from "./exit-plan.ts";
import { closePosition } from "./exits.ts";
import type { WorkingOrder } from "./order-queue.ts";
import type { DueExit, Position, Writable } from "./portfolio.ts";
import { positionSize } from "./position-size.ts";
import { rateBefore, type SimulationState, skipOrder } from "./simulation.ts";
import type { EntryReason, Fill } from "./trade.ts";
import { addValue } from "./valuation.ts";

type Phase = Fill<EntryReason>["phase"];

/**
 * Fills an order: meets what is held already, sizes it and opens the position.
 *
 * @returns the position, or null if the order was skipped or only extended another position
 */
export function fill(
  state: SimulationState,
  working: WorkingOrder,
  session: number,
  phase: Phase,
  price: number,
  reason: EntryReason,
): Position | null {
  const { occasion, leg } = working;
  if (occasion.untilSession !== null && isUntilPassed(occasion.untilSession, session, occasion.phase)) {
    skipOrder(state, working, "until-passed", "it could not be filled before its exit day");
    return null;
  }
  if (!state.input.fillCosts[leg.instrument]!.areKnown(session)) {
    skipOrder(state, working, "warm-up", "market impact needs 20 sessions with volume before it");
    return null;
  }
  if (!clearOpposite(state, working, session, phase, price)) return null;
  if (!clearOverlap(state, working, session, phase, price)) return null;
  const { levels } = state;
  const unknown = writeLevels(levels, state, working, session, price);
  if (unknown !== null) {
    skipOrder(state, working, "warm-up", unknown);
    return null;
  }
  const quantity = positionSize(state, working, session, price);
  if (quantity === null) return null;
  const position = makePosition(state, working, session, phase, price, reason, quantity);
  state.portfolio.open(position);
  bookDaysOf(state, position.instrument);
  addValue(state, position);
  state.traded += position.entryValue;
  return position;
}

function makePosition(
  state: SimulationState,
  working: WorkingOrder,
  session: number,
  phase: Phase,
  price: number,
  reason: EntryReason,
  quantity: number,
): Writable<Position> {
  const { input, levels } = state;
  const { occasion, leg, ticket } = working;
  const { instrument } = leg;
  const series = input.market.series[instrument]!;
  const exchangeRate = rateBefore(input, instrument, state.dayIndex);
  const position = state.portfolio.blank();
  position.rule = occasion.rule;
  position.terms = occasion.terms;
  position.instrument = instrument;
  position.series = series;
  position.bars = series.bars;
  position.barOn = input.market.barOn[instrument]!;
  position.lastBar = input.market.lastBar[instrument]!;
  position.rates = input.rates[instrument]!;
  position.side = leg.side;
  position.entrySession = session;
  position.entryPhase = phase;
  position.entryPrice = price;
  position.entryRate = exchangeRate;
  position.entryReason = reason;
  position.entryValue = quantity * price * exchangeRate;
  position.entryQuantity = quantity;
  position.quantity = quantity;
  position.basis = price;
  position.closeBefore = closeBefore(series, session);
  position.ticket = ticket;
  position.extendedBy = null;
  position.costs = input.fillCosts[instrument]!.of(session, leg.side > 0, quantity, price) * exchangeRate;
  position.income = 0;
  position.mark = price;
  position.markedSession = -1;
  position.firstClose = Number.NaN;
  position.lowest = price;
  position.highest = price;
  writeDueExit(position, state, working, session, phase);
  position.stop = levels.stop;
  position.target = levels.target;
  position.trailingStop = levels.trailingStop;
  position.borrowPaidTo = input.market.days[state.dayIndex]!;
  position.canBeQuiet = occasion.terms.exit.when === undefined && !hasActions(series);
  position.quietUntil = -1;
  // Of the entry's own bar an entry at the close has seen nothing, and of an entry inside it seeBar() knows what.
  position.seenSession = phase === "open" ? session - 1 : session;
  return position;
}

/** Deals with positions on the other side of the instrument; false if the order ends here. */
function clearOpposite(
  state: SimulationState,
  working: WorkingOrder,
  session: number,
  phase: Phase,
  price: number,
): boolean {
  const { occasion, leg } = working;
  const held = state.portfolio.positionsIn(leg.instrument);
  if (held.length === 0) return true;
  const opposite = held.filter((position) => position.side !== leg.side);
  if (opposite.length === 0) return true;
  const { onOpposite } = occasion.terms;
  if (onOpposite === "ignore") {
    skipOrder(state, working, "opposite-held", `onOpposite is "ignore"`);
    return false;
  }
  for (const position of opposite) closePosition(state, position, session, phase, price, "opposite-signal");
  if (onOpposite === "flip") return true;
  skipOrder(state, working, "closed-opposite", `onOpposite is "exit"`);
  return false;
}

/** Deals with positions the same rule holds in the instrument; false if the order ends here. */
function clearOverlap(
  state: SimulationState,
  working: WorkingOrder,
  session: number,
  phase: Phase,
  price: number,
): boolean {
  const { occasion, leg } = working;
  const inInstrument = state.portfolio.positionsIn(leg.instrument);
  if (inInstrument.length === 0) return true;
  const held = inInstrument.filter((position) => position.rule === occasion.rule);
  const last = held.at(-1);
  if (last === undefined) return true;
  switch (occasion.terms.overlap) {
    case "ignore":
      skipOrder(state, working, "already-held", `overlap is "ignore"`);
      return false;
    case "extend":
      writeDueExit(state.extension, state, working, session, phase);
      extend(last, working, state.extension);
      return false;
    case "replace":
      for (const position of held) closePosition(state, position, session, phase, price, "replaced");
      return true;
    case "stack":
      if (held.length < occasion.terms.maxStack) return true;
      skipOrder(state, working, "stack-full", `maxStack is ${occasion.terms.maxStack}`);
      return false;
  }
}

function extend(position: Position, working: WorkingOrder, due: DueExit): void {
  if (isLater(due, position)) {
    position.dueSession = due.dueSession;
    position.duePhase = due.duePhase;
    position.dueReason = due.dueReason;
  }
  if (position.extendedBy === null) position.extendedBy = [working.ticket];
  else position.extendedBy.push(working.ticket);
}
