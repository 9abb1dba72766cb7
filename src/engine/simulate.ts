import type { PriceSeries } from "../market/price-series.ts";
import type { EntryOrder } from "../strategy/plan-orders.ts";
import type { ResolvedRule } from "../strategy/resolve-strategy.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import { askExit } from "./decisions.ts";
import { enter, fillResting } from "./entries.ts";
import type { ExchangeRates } from "./exchange-rates.ts";
import { closePosition, exitAtClose, exitAtOpen, exitInside, seePrices } from "./exits.ts";
import { payHoldingCosts, restatePosition } from "./holding.ts";
import { Portfolio, type Position } from "./portfolio.ts";
import { sessionSlots } from "./session-slots.ts";
import {
  type OrderOutcome,
  positionValue,
  type QueuedOrder,
  type Simulation,
  type SimulationInput,
  type SimulationState,
  skipOrder,
} from "./simulation.ts";

/**
 * Simulates orders on prices, day by day along the time line.
 *
 * On each day the exchanges' opens and closes are taken in the order of the clock. At an open: dividends and
 * splits of the day, exits, entries. At a close: stops and targets inside the bar, resting limit orders, exits,
 * entries, then marks. A day without positions, resting orders or new orders changes nothing and is skipped.
 *
 * Positions still open at the end are closed at their last close, marked as such.
 */
export function simulate(input: SimulationInput): Simulation {
  const { days } = input.market;
  const equity = new Float64Array(days.length);
  const cash = new Float64Array(days.length);
  const exposure = new Float64Array(days.length);
  const state = startState(input);
  const slotsOn = sessionSlots(input.market);
  const last = days.length - 1;

  for (let index = 0; index <= last; index++) {
    if (state.portfolio.positions.length === 0 && state.resting.length === 0) {
      const next = nextOrderIndex(state, index);
      equity.fill(state.portfolio.cash, index, next);
      cash.fill(state.portfolio.cash, index, next);
      index = next;
      if (index > last) break;
    }
    state.dayIndex = index;
    state.releasedToday = 0;
    const day = days[index] as CalendarDay;
    payHoldingCosts(state, day);
    const dueToday = takeOrders(state, day);
    for (const slot of slotsOn(day)) {
      if (slot.phase === "open") runOpen(state, slot.exchange, dueToday);
      else runClose(state, slot.exchange, dueToday);
    }
    if (index === last) closeEverything(state);
    markDay(state, index, equity, cash, exposure);
  }
  for (const { order } of state.resting)
    skipOrder(state, order, "prices-ended", "the limit order still stood");
  return {
    trades: state.trades,
    outcomes: outcomesOf(state),
    scaled: state.scaled,
    equity,
    cash,
    exposure,
    traded: state.traded,
    interest: state.interest,
  };
}

function startState(input: SimulationInput): SimulationState {
  const { days, series } = input.market;
  const first = days[0] ?? Number.POSITIVE_INFINITY;
  const last = days.at(-1) ?? Number.NEGATIVE_INFINITY;
  const state: SimulationState = {
    input,
    portfolio: new Portfolio(input.config.capital),
    queue: [],
    next: 0,
    resting: [],
    trades: [],
    filled: [],
    skipped: [],
    scaled: [],
    tradeOf: new Map(),
    decisions: new Map(),
    baskets: new Map(),
    traded: 0,
    interest: 0,
    dayIndex: 0,
    releasedToday: 0,
  };
  for (const order of input.orders) {
    const day = (series[order.instrument] as PriceSeries).bars.days[order.session] as CalendarDay;
    if (day < first || day > last) {
      skipOrder(
        state,
        order,
        "outside-span",
        day < first ? "before the run's first day" : "after the run's last day",
      );
      continue;
    }
    state.queue.push({ order, session: order.session, day });
    const key = `${order.rule}/${order.signal}`;
    const basket = state.baskets.get(key);
    if (basket === undefined) state.baskets.set(key, [order]);
    else basket.push(order);
  }
  return state;
}

/** Index of the day on which the next order comes up; one past the end if there is none. */
function nextOrderIndex(state: SimulationState, from: number): number {
  const { days } = state.input.market;
  const next = state.queue[state.next];
  if (next === undefined) return days.length;
  let index = from;
  while ((days[index] as number) < next.day) index++;
  return index;
}

function takeOrders(state: SimulationState, day: CalendarDay): QueuedOrder[] {
  const taken: QueuedOrder[] = [];
  for (let queued = state.queue[state.next]; queued?.day === day; queued = state.queue[state.next]) {
    taken.push(queued);
    state.next++;
  }
  return taken;
}

function runOpen(state: SimulationState, exchange: string, dueToday: readonly QueuedOrder[]): void {
  for (const position of [...state.portfolio.positions]) {
    const session = barToday(state, position.instrument, exchange);
    if (session < 0) continue;
    restatePosition(state, position, session);
    exitAtOpen(state, position, session);
  }
  enterAll(state, exchange, "open", dueToday);
}

function runClose(state: SimulationState, exchange: string, dueToday: readonly QueuedOrder[]): void {
  for (const position of [...state.portfolio.positions]) {
    const session = barToday(state, position.instrument, exchange);
    if (session >= 0) exitInside(state, position, session);
  }
  if (state.resting.length > 0) {
    for (const instrument of new Set(state.resting.map((resting) => resting.order.instrument))) {
      const session = barToday(state, instrument, exchange);
      if (session >= 0) fillResting(state, instrument, session);
    }
  }
  for (const position of [...state.portfolio.positions]) {
    const session = barToday(state, position.instrument, exchange);
    if (session >= 0) exitAtClose(state, position, session);
  }
  enterAll(state, exchange, "close", dueToday);
  for (const position of state.portfolio.positions) {
    const session = barToday(state, position.instrument, exchange);
    if (session >= 0) markPosition(state, position, session);
  }
}

function enterAll(
  state: SimulationState,
  exchange: string,
  phase: string,
  dueToday: readonly QueuedOrder[],
): void {
  for (const queued of dueToday) {
    const { order } = queued;
    const { instrument } = state.input.market.series[order.instrument] as PriceSeries;
    if (order.phase === phase && instrument.exchange === exchange) enter(state, queued);
  }
}

/** Bar index of an instrument today if it belongs to the exchange and has a bar, else -1. */
function barToday(state: SimulationState, instrument: number, exchange: string): number {
  const { series, barOn } = state.input.market;
  if ((series[instrument] as PriceSeries).instrument.exchange !== exchange) return -1;
  return (barOn[instrument] as Int32Array)[state.dayIndex] as number;
}

/** At a close: the mark, the range seen, the trailing stop for the next bar, and the exit callback. */
function markPosition(state: SimulationState, position: Position, session: number): void {
  const { bars } = state.input.market.series[position.instrument] as PriceSeries;
  const rule = state.input.rules[position.rule] as ResolvedRule;
  const close = bars.close[session] as number;
  position.mark = close;
  if (Number.isNaN(position.firstClose)) position.firstClose = close;
  const isEnteredAtThisClose = position.entry.session === session && position.entry.phase === "close";
  if (!isEnteredAtThisClose) seePrices(position, bars, session);
  if (rule.exit.trailingStop !== undefined) {
    // The level moves after the bar: within it, whether the high came before the low is not known.
    const best = position.side > 0 ? position.highest : position.lowest;
    position.trailingStop = best * (1 - position.side * rule.exit.trailingStop);
  }
  if (
    rule.exit.when !== undefined &&
    position.earlySession > session + 1 &&
    askExit(state, position, session)
  ) {
    position.earlySession = session + 1;
    position.earlyReason = "callback";
  }
}

/** Ends what is still open at the last close of each instrument. */
function closeEverything(state: SimulationState): void {
  for (const position of [...state.portfolio.positions]) {
    const { days } = (state.input.market.series[position.instrument] as PriceSeries).bars;
    const today = state.input.market.days[state.dayIndex] as CalendarDay;
    let session = days.length - 1;
    while ((days[session] as number) > today) session--;
    closePosition(state, position, session, "close", position.mark, "end-of-data");
  }
}

function markDay(
  state: SimulationState,
  index: number,
  equity: Float64Array,
  cash: Float64Array,
  exposure: Float64Array,
): void {
  let net = 0;
  let gross = state.releasedToday;
  for (const position of state.portfolio.positions) {
    const rate = (state.input.rates[position.instrument] as ExchangeRates).upTo[index] as number;
    const value = positionValue(position, rate);
    net += position.side * value;
    gross += value;
  }
  cash[index] = state.portfolio.cash;
  equity[index] = state.portfolio.cash + net;
  exposure[index] = gross === 0 ? 0 : gross / (equity[index] as number);
}

function outcomesOf(state: SimulationState): OrderOutcome[] {
  const byOrder = new Map<EntryOrder, OrderOutcome>();
  for (const { order, position, extended } of state.filled) {
    byOrder.set(order, { order, trade: state.tradeOf.get(position) as number, extended });
  }
  for (const skipped of state.skipped) byOrder.set(skipped.order, skipped);
  return state.input.orders.map((order) => byOrder.get(order) as OrderOutcome);
}
