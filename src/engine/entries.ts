import { indicatorColumns } from "../market/indicator-series.ts";
import { isTradable } from "../market/instrument.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { EntryOrder } from "../strategy/plan-orders.ts";
import type { ResolvedRule } from "../strategy/resolve-strategy.ts";
import type { AtrMultiple } from "../strategy/rule.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import { askWhere } from "./decisions.ts";
import { closePosition } from "./exits.ts";
import { affordableQuantity, costsOf } from "./fill-costs.ts";
import { canFill } from "./fillable.ts";
import type { Position } from "./portfolio.ts";
import {
  equityNow,
  grossValueNow,
  type QueuedOrder,
  rateBefore,
  type SimulationState,
  skipOrder,
} from "./simulation.ts";
import { wantedAmount } from "./sizing.ts";
import type { EntryReason, Fill } from "./trade.ts";

const DEFAULT_ATR_PERIOD = 14;

/**
 * An order whose fill opportunity has come: ask, look at what is held, then fill, place in the book, put off or
 * skip with the reason.
 */
export function enter(state: SimulationState, queued: QueuedOrder): void {
  const { order, session } = queued;
  const rule = state.input.rules[order.rule] as ResolvedRule;
  const { bars } = seriesOf(state, order);
  const price = (order.phase === "open" ? bars.open[session] : bars.close[session]) as number;
  if (Number.isNaN(price) || !canFill(bars, session, order.side > 0)) return putOff(state, queued, rule);

  const answer = askWhere(state, order, session);
  if ("reason" in answer) return skipOrder(state, order, answer.reason, answer.detail);
  const closeBefore = bars.close[session - 1] ?? Number.NaN;
  const gap = order.side * (price / closeBefore - 1);
  if (rule.entry.onlyIfGapBelow !== undefined && gap >= rule.entry.onlyIfGapBelow) {
    return skipOrder(state, order, "gap-too-wide", `the open had moved ${(gap * 100).toFixed(2)}%`);
  }
  if (rule.entry.limit !== undefined) {
    const limit = closeBefore * (1 - order.side * rule.entry.limit.below);
    if (Number.isNaN(limit))
      return skipOrder(state, order, "warm-up", "there is no close to set the limit from");
    const resting = { order, limit, lastSession: session + (rule.entry.limit.sessions ?? 1) - 1 };
    // An open beyond the limit fills there: a resting order gets the better price.
    if (order.side * (price - limit) < 0) return fill(state, order, session, order.phase, price, "limit");
    state.resting.push(resting);
    return;
  }
  fill(state, order, session, order.phase, price, order.phase);
}

/** Tries again on the next bar, or gives up, as the rule says. */
function putOff(state: SimulationState, queued: QueuedOrder, rule: ResolvedRule): void {
  const { order } = queued;
  if (rule.entry.ifBlocked === "lapse") {
    return skipOrder(state, order, "not-fillable", "the bar is a placeholder, halted or locked at its limit");
  }
  const { bars } = seriesOf(state, order);
  const session = queued.session + 1;
  const day = bars.days[session];
  if (day === undefined) return skipOrder(state, order, "prices-ended", "no later bar could fill it");
  let index = state.next;
  while (index < state.queue.length && (state.queue[index] as QueuedOrder).day < day) index++;
  state.queue.splice(index, 0, { order, session, day });
}

/** Fills a resting limit order if the bar trades through it; drops it when its time is over. */
export function fillResting(state: SimulationState, instrument: number, session: number): void {
  const { bars } = state.input.market.series[instrument] as PriceSeries;
  for (const resting of [...state.resting]) {
    const { order, limit, lastSession } = resting;
    if (order.instrument !== instrument || session > lastSession) continue;
    const best = (order.side > 0 ? bars.low[session] : bars.high[session]) as number;
    const open = bars.open[session] as number;
    const isThrough = order.side * (best - limit) < 0 && canFill(bars, session, order.side > 0);
    if (isThrough) {
      state.resting.splice(state.resting.indexOf(resting), 1);
      const isOpenBetter = order.side * (open - limit) < 0;
      fill(state, order, session, isOpenBetter ? "open" : "intraday", isOpenBetter ? open : limit, "limit");
    } else if (session >= lastSession) {
      state.resting.splice(state.resting.indexOf(resting), 1);
      skipOrder(
        state,
        order,
        "limit-not-reached",
        `the limit ${limit.toPrecision(6)} was not traded through`,
      );
    }
  }
}

/** Meets what is held already, sizes the order and opens the position. */
function fill(
  state: SimulationState,
  order: EntryOrder,
  session: number,
  phase: Fill<EntryReason>["phase"],
  price: number,
  reason: EntryReason,
): void {
  if (!clearOpposite(state, order, session, phase, price)) return;
  if (!clearOverlap(state, order, session, phase, price)) return;
  const levels = exitLevels(state, order, session, price);
  if (typeof levels === "string") return skipOrder(state, order, "warm-up", levels);
  const quantity = sizedQuantity(state, order, session, price);
  if (quantity === null) return;

  const rate = rateBefore(state.input, order.instrument, state.dayIndex);
  const { bars } = seriesOf(state, order);
  const entryValue = quantity * price * rate;
  const position: Position = {
    rule: order.rule,
    instrument: order.instrument,
    side: order.side,
    entry: { session, phase, price, exchangeRate: rate, reason },
    entryValue,
    entryQuantity: quantity,
    quantity,
    basis: price,
    closeBefore: bars.close[session - 1] ?? Number.NaN,
    signals: [order.signal],
    costs: costsOf(state.input, order.instrument, session, order.side > 0, quantity, price) * rate,
    income: 0,
    mark: price,
    firstClose: Number.NaN,
    lowest: price,
    highest: price,
    ...dueExit(state, order, session),
    ...levels,
    borrowPaidTo: bars.days[session] as CalendarDay,
  };
  state.portfolio.open(position);
  state.traded += entryValue;
  state.filled.push({ order, position, extended: false });
}

/** Deals with positions on the other side of the instrument; false if the order ends here. */
function clearOpposite(
  state: SimulationState,
  order: EntryOrder,
  session: number,
  phase: Fill<EntryReason>["phase"],
  price: number,
): boolean {
  const opposite = state.portfolio.positions.filter(
    (position) => position.instrument === order.instrument && position.side !== order.side,
  );
  if (opposite.length === 0) return true;
  const { onOpposite } = state.input.rules[order.rule] as ResolvedRule;
  if (onOpposite === "ignore") {
    skipOrder(state, order, "opposite-held", `onOpposite is "ignore"`);
    return false;
  }
  for (const position of opposite) closePosition(state, position, session, phase, price, "opposite-signal");
  if (onOpposite === "flip") return true;
  skipOrder(state, order, "closed-opposite", `onOpposite is "exit"`);
  return false;
}

/** Deals with positions the same rule holds in the instrument; false if the order ends here. */
function clearOverlap(
  state: SimulationState,
  order: EntryOrder,
  session: number,
  phase: Fill<EntryReason>["phase"],
  price: number,
): boolean {
  const held = state.portfolio.positions.filter(
    (position) => position.rule === order.rule && position.instrument === order.instrument,
  );
  const last = held.at(-1);
  if (last === undefined) return true;
  const rule = state.input.rules[order.rule] as ResolvedRule;
  switch (rule.overlap) {
    case "ignore":
      skipOrder(state, order, "already-held", `overlap is "ignore"`);
      return false;
    case "extend":
      extend(state, last, order, session);
      return false;
    case "replace":
      for (const position of held) closePosition(state, position, session, phase, price, "replaced");
      return true;
    case "stack":
      if (held.length < rule.maxStack) return true;
      skipOrder(state, order, "stack-full", `maxStack is ${rule.maxStack}`);
      return false;
  }
}

function extend(state: SimulationState, position: Position, order: EntryOrder, session: number): void {
  const due = dueExit(state, order, session);
  if (due.dueSession > position.dueSession) {
    position.dueSession = due.dueSession;
    position.duePhase = due.duePhase;
    position.dueReason = due.dueReason;
  }
  position.signals = [...position.signals, order.signal];
  state.filled.push({ order, position, extended: true });
}

/** When a position entered on bar `session` has to leave, whatever the prices do. */
function dueExit(
  state: SimulationState,
  order: EntryOrder,
  session: number,
): Pick<Position, "dueSession" | "duePhase" | "dueReason" | "earlySession" | "earlyReason"> {
  const { exit } = state.input.rules[order.rule] as ResolvedRule;
  const held = exit.afterSessions ?? Number.POSITIVE_INFINITY;
  const after = exit.at === "open" ? session + held : session + held - 1;
  const isUntilFirst = order.untilSession !== null && order.untilSession <= after;
  const exitSessions = (state.input.exitSessions[order.rule] as readonly Int32Array[])[order.instrument];
  return {
    dueSession: isUntilFirst ? (order.untilSession as number) : after,
    duePhase: isUntilFirst ? "close" : exit.at,
    dueReason: isUntilFirst ? "until" : "after-sessions",
    earlySession: exitSessions?.find((bar) => bar > session) ?? Number.POSITIVE_INFINITY,
    earlyReason: "signal",
  };
}

type Levels = Pick<Position, "stop" | "target" | "trailingStop">;

/** Stop and target levels; of a fixed and an ATR one the nearer holds. A text says why ATR is not known. */
function exitLevels(
  state: SimulationState,
  order: EntryOrder,
  session: number,
  price: number,
): Levels | string {
  const { exit } = state.input.rules[order.rule] as ResolvedRule;
  const { side } = order;
  const away = (multiple: AtrMultiple | undefined): number | undefined => {
    if (multiple === undefined) return undefined;
    const atr = indicatorColumns(seriesOf(state, order), "atr", [
      multiple.period ?? DEFAULT_ATR_PERIOD,
    ]).value;
    return multiple.multiple * (atr?.[session - 1] ?? Number.NaN);
  };
  const stopDistances = [exit.stopLoss === undefined ? undefined : price * exit.stopLoss, away(exit.stopAtr)];
  const targetDistances = [exit.target === undefined ? undefined : price * exit.target, away(exit.targetAtr)];
  if ([...stopDistances, ...targetDistances].some(Number.isNaN))
    return "the average true range has too few bars";
  return {
    stop: price - side * nearest(stopDistances),
    target: price + side * nearest(targetDistances),
    trailingStop: exit.trailingStop === undefined ? Number.NaN : price * (1 - side * exit.trailingStop),
  };
}

function nearest(distances: readonly (number | undefined)[]): number {
  const given = distances.filter((distance) => distance !== undefined);
  return given.length === 0 ? Number.NaN : Math.min(...given);
}

/** Shares to trade: what the rule wants, cut to what the book can afford and to whole lots; null if skipped. */
function sizedQuantity(
  state: SimulationState,
  order: EntryOrder,
  session: number,
  price: number,
): number | null {
  const wanted = wantedAmount(state, order, session);
  if ("detail" in wanted) {
    skipOrder(state, order, "warm-up", wanted.detail);
    return null;
  }
  const { config } = state.input;
  const buyingPower = config.leverage * equityNow(state) - grossValueNow(state);
  const isScaled = wanted.amount > buyingPower * (1 + 1e-9);
  const budget = isScaled ? buyingPower : wanted.amount;
  if (!(budget > 0)) {
    skipOrder(
      state,
      order,
      "no-cash",
      isScaled ? "other positions use all of it" : "the sizing came to nothing",
    );
    return null;
  }
  const rate = rateBefore(state.input, order.instrument, state.dayIndex);
  const exact = affordableQuantity(
    state.input,
    order.instrument,
    session,
    order.side > 0,
    budget / rate,
    price,
  );
  const quantity = wholeLots(state, order, exact);
  if (!(quantity > 0)) {
    skipOrder(state, order, "below-one-lot", `${exact.toPrecision(4)} shares`);
    return null;
  }
  if (isScaled) state.scaled.push({ order, wanted: wanted.amount, given: budget });
  return quantity;
}

/** An unknown lot means whole shares; an index has neither. */
function wholeLots(state: SimulationState, order: EntryOrder, quantity: number): number {
  const { instrument } = seriesOf(state, order);
  if (!state.input.config.wholeLots || !isTradable(instrument)) return quantity;
  const lot = instrument.lot ?? 1;
  // A quantity that is whole but for rounding in the last place must not lose a lot.
  return Math.floor(quantity / lot + 1e-9) * lot;
}

function seriesOf(state: SimulationState, order: EntryOrder): PriceSeries {
  return state.input.market.series[order.instrument] as PriceSeries;
}
