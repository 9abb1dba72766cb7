import type { PriceSeries } from "../market/price-series.ts";
import { isUntilPassed } from "../strategy/first-session.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import { closeBefore } from "./corporate-actions.ts";
import type { ExchangeRates } from "./exchange-rates.ts";
import { type DueExit, dueExit, type ExitLevels, exitLevels, isLater } from "./exit-plan.ts";
import { closePosition } from "./exits.ts";
import { areCostsKnown, costsOf } from "./fill-costs.ts";
import type { Position } from "./portfolio.ts";
import { positionSize } from "./position-size.ts";
import { rateBefore, type SimulationState, skipOrder, type WorkingOrder } from "./simulation.ts";
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
  const { order } = working;
  if (order.untilSession !== null && isUntilPassed(order.untilSession, session, order.phase)) {
    skipOrder(state, working, "until-passed", "it could not be filled before its exit day");
    return null;
  }
  if (!areCostsKnown(state.input, order.instrument, session)) {
    skipOrder(state, working, "warm-up", "market impact needs 20 sessions with volume before it");
    return null;
  }
  if (!clearOpposite(state, working, session, phase, price)) return null;
  if (!clearOverlap(state, working, session, phase, price)) return null;
  const levels = exitLevels(state, order, session, price);
  if (typeof levels === "string") {
    skipOrder(state, working, "warm-up", levels);
    return null;
  }
  const quantity = positionSize(state, working, session, price);
  if (quantity === null) return null;
  const entry = {
    session,
    phase,
    price,
    exchangeRate: rateBefore(state.input, order.instrument, state.dayIndex),
    reason,
  };
  const position = makePosition(state, working, entry, quantity, levels);
  state.portfolio.open(position);
  addValue(state, position);
  state.traded += position.entryValue;
  return position;
}

function makePosition(
  state: SimulationState,
  { order, ticket }: WorkingOrder,
  entry: Fill<EntryReason>,
  quantity: number,
  levels: ExitLevels,
): Position {
  const { session, price, exchangeRate } = entry;
  const series = state.input.market.series[order.instrument] as PriceSeries;
  const costs = costsOf(state.input, order.instrument, session, order.side > 0, quantity, price);
  const due = dueExit(state, order, session, entry.phase);
  return {
    rule: order.rule,
    terms: order.terms,
    instrument: order.instrument,
    series,
    barOn: state.input.market.barOn[order.instrument] as Int32Array,
    rates: state.input.rates[order.instrument] as ExchangeRates,
    side: order.side,
    entry,
    entryValue: quantity * price * exchangeRate,
    entryQuantity: quantity,
    quantity,
    basis: price,
    closeBefore: closeBefore(series, session),
    tickets: [ticket],
    costs: costs * exchangeRate,
    income: 0,
    mark: price,
    markedSession: -1,
    firstClose: Number.NaN,
    lowest: price,
    highest: price,
    dueSession: due.dueSession,
    duePhase: due.duePhase,
    dueReason: due.dueReason,
    earlySession: due.earlySession,
    earlyReason: due.earlyReason,
    stop: levels.stop,
    target: levels.target,
    trailingStop: levels.trailingStop,
    borrowPaidTo: series.bars.days[session] as CalendarDay,
    quietSession: -1,
    isOpen: true,
  };
}

/** Deals with positions on the other side of the instrument; false if the order ends here. */
function clearOpposite(
  state: SimulationState,
  working: WorkingOrder,
  session: number,
  phase: Phase,
  price: number,
): boolean {
  const { order } = working;
  const held = state.portfolio.positionsIn(order.instrument);
  if (held.length === 0) return true;
  const opposite = held.filter((position) => position.side !== order.side);
  if (opposite.length === 0) return true;
  const { onOpposite } = order.terms;
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
  const { order } = working;
  const inInstrument = state.portfolio.positionsIn(order.instrument);
  if (inInstrument.length === 0) return true;
  const held = inInstrument.filter((position) => position.rule === order.rule);
  const last = held.at(-1);
  if (last === undefined) return true;
  switch (order.terms.overlap) {
    case "ignore":
      skipOrder(state, working, "already-held", `overlap is "ignore"`);
      return false;
    case "extend":
      extend(last, working, dueExit(state, order, session, phase));
      return false;
    case "replace":
      for (const position of held) closePosition(state, position, session, phase, price, "replaced");
      return true;
    case "stack":
      if (held.length < order.terms.maxStack) return true;
      skipOrder(state, working, "stack-full", `maxStack is ${order.terms.maxStack}`);
      return false;
  }
}

function extend(position: Position, working: WorkingOrder, due: DueExit): void {
  if (isLater(due, position)) {
    position.dueSession = due.dueSession;
    position.duePhase = due.duePhase;
    position.dueReason = due.dueReason;
  }
  position.tickets.push(working.ticket);
}
