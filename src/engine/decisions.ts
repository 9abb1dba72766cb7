import { InputError } from "../errors.ts";
import { IndicatorView, IndicatorWarmUp } from "../market/indicator-view.ts";
import { InstrumentView } from "../market/instrument-view.ts";
import type { Market } from "../market/market.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { DecisionContext } from "../strategy/decision-context.ts";
import type { EntryOrder } from "../strategy/plan-orders.ts";
import type { ResolvedRule } from "../strategy/resolve-strategy.ts";
import type { HoldingContext } from "../strategy/rule.ts";
import {
  closeInstant,
  firstCloseAfter,
  openInstant,
  type SessionCalendar,
} from "../time/session-calendar.ts";
import type { Instant } from "../time/zoned-time.ts";
import type { Position } from "./portfolio.ts";
import { equityNow, type SimulationInput, type SimulationState, type WhereAnswer } from "./simulation.ts";

/**
 * What a callback sees just before `instant`: bars that had closed, signals that were known, and the book at its
 * last marks.
 */
export function contextBefore(
  state: SimulationState,
  signal: PolicySignal,
  instrument: number,
  instant: Instant,
): DecisionContext {
  const { input } = state;
  const seriesOf = (symbol: string) => {
    const index = input.market.indexOf.get(symbol);
    if (index === undefined) {
      const known = [...input.market.indexOf.keys()].join(", ");
      throw new InputError({ what: `no prices of ${symbol} here`, fix: `a callback may ask for ${known}` });
    }
    return index;
  };
  const view = (index: number) =>
    new InstrumentView(seriesAt(input.market, index), closedBefore(input.market, index, instant));
  const indicators = (index: number) =>
    new IndicatorView(seriesAt(input.market, index), closedBefore(input.market, index, instant));
  return {
    signal,
    get signals() {
      return input.signals.filter(
        (other, index) => other === signal || (input.known[index] as Instant) < instant,
      );
    },
    prices: view(instrument),
    pricesOf: (symbol) => view(seriesOf(symbol)),
    indicators: indicators(instrument),
    indicatorsOf: (symbol) => indicators(seriesOf(symbol)),
    get equity() {
      return equityNow(state);
    },
    get positions() {
      return state.portfolio.positions.map((position) => ({
        symbol: seriesAt(input.market, position.instrument).instrument.symbol,
        side: position.side > 0 ? ("long" as const) : ("short" as const),
        quantity: position.quantity,
      }));
    },
  };
}

/** Number of bars of an instrument that had closed strictly before an instant. */
function closedBefore(market: Market, instrument: number, instant: Instant): number {
  return firstCloseAfter(market.calendars[instrument] as SessionCalendar, instant - 1);
}

function seriesAt(market: Market, index: number): PriceSeries {
  return market.series[index] as PriceSeries;
}

/** Asks a rule's `where` once for each signal, at the fill opportunity of its first leg. */
export function askWhere(state: SimulationState, order: EntryOrder, session: number): WhereAnswer {
  const rule = state.input.rules[order.rule] as ResolvedRule;
  if (rule.where === null) return ALLOWED;
  const key = `${order.rule}/${order.signal}`;
  let answer = state.decisions.get(key);
  if (answer === undefined) {
    answer = callWhere(state, rule, order, session);
    state.decisions.set(key, answer);
  }
  return answer;
}

const ALLOWED: WhereAnswer = { allowed: true };

function callWhere(
  state: SimulationState,
  rule: ResolvedRule,
  order: EntryOrder,
  session: number,
): WhereAnswer {
  const calendar = state.input.market.calendars[order.instrument] as SessionCalendar;
  const instant = order.phase === "open" ? openInstant(calendar, session) : closeInstant(calendar, session);
  const signal = state.input.signals[order.signal] as PolicySignal;
  const context = contextBefore(state, signal, order.instrument, instant);
  try {
    const answer: unknown = (rule.where as (context: DecisionContext) => unknown)(context);
    if (answer === true) return ALLOWED;
    if (answer === false) return { reason: "declined", detail: "where() returned false" };
    throw new InputError({
      what: `where() returned ${answer === null ? "null" : typeof answer} instead of true or false`,
      at: `${rule.name}, signal ${signal.id}`,
      fix: "return a comparison, e.g. indicators.rsi(14) < 80",
    });
  } catch (error) {
    if (error instanceof IndicatorWarmUp) return { reason: "warm-up", detail: error.message };
    throw asInputError(error, "where()", `${rule.name}, signal ${signal.id}`);
  }
}

/** Asks `exit.when` at the close of bar `session`: the view holds that bar and nothing later. */
export function askExit(state: SimulationState, position: Position, session: number): boolean {
  const rule = state.input.rules[position.rule] as ResolvedRule;
  if (rule.exit.when === undefined) return false;
  const { input } = state;
  const calendar = input.market.calendars[position.instrument] as SessionCalendar;
  const signal = input.signals[position.signals[0] as number] as PolicySignal;
  const context = contextBefore(state, signal, position.instrument, closeInstant(calendar, session) + 1);
  const close = seriesAt(input.market, position.instrument).bars.close[session] as number;
  const holding: HoldingContext["holding"] = {
    symbol: seriesAt(input.market, position.instrument).instrument.symbol,
    side: position.side > 0 ? "long" : "short",
    entryPrice: position.basis,
    sessionsHeld: session - position.entry.session + 1,
    openReturn: position.side * (close / position.basis - 1),
  };
  try {
    return (
      rule.exit.when(
        Object.defineProperties({ holding }, Object.getOwnPropertyDescriptors(context)) as HoldingContext,
      ) === true
    );
  } catch (error) {
    if (error instanceof IndicatorWarmUp) return false;
    throw asInputError(error, "exit.when()", `${rule.name}, signal ${signal.id}`);
  }
}

function asInputError(error: unknown, callback: string, at: string): InputError {
  if (error instanceof InputError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new InputError({
    what: `${callback} threw: ${message}`,
    at,
    fix: "mend the callback in the strategy file",
  });
}

/** Whether any callback of the strategy looks at signals or prices: such a strategy cannot be simulated by formula. */
export function hasCallbacks(input: Pick<SimulationInput, "rules">): boolean {
  return input.rules.some((rule) => rule.where !== null || rule.exit.when !== undefined);
}
