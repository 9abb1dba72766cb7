import { InputError } from "../errors.ts";
import { IndicatorWarmUp } from "../market/indicator-view.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { DecisionContext, HoldingContext } from "../strategy/decision-context.ts";
import type { EntryOrder } from "../strategy/entry-order.ts";
import { beforeTheAct } from "../strategy/scheduled-act.ts";
import { closeInstant, openInstant } from "../time/session-calendar.ts";
import type { Instant } from "../time/zoned-time.ts";
import {
  extendSight,
  heldPosition,
  indicatorsBefore,
  openerOf,
  pricesBefore,
  sightBefore,
  signalBefore,
} from "./market-sight.ts";
import type { Position } from "./portfolio.ts";
import { orderOf, type SimulationInput, type SimulationState, type WhereAnswer } from "./simulation.ts";

/** Asks a rule's `where` once for each signal, at the fill opportunity of its first leg. */
export function askWhere(state: SimulationState, order: EntryOrder, session: number): WhereAnswer {
  if (order.occasion.terms.where === null) return null;
  const key = `${order.occasion.rule}/${order.occasion.signal}`;
  let answer = state.decisions.get(key);
  if (answer === undefined) {
    answer = callWhere(state, order, session);
    state.decisions.set(key, answer);
  }
  return answer;
}

function callWhere(state: SimulationState, order: EntryOrder, session: number): WhereAnswer {
  const calendar = state.input.market.calendars[order.leg.instrument]!;
  const instant =
    order.occasion.phase === "open" ? openInstant(calendar, session) : closeInstant(calendar, session);
  const whole = state.input.signals[order.occasion.signal]!;
  const isBeforeTheAct = order.occasion.terms.entry.sessionsBefore !== undefined;
  const signal = isBeforeTheAct ? beforeTheAct(whole) : signalBefore(state.input, whole, instant);
  const at = `${order.occasion.terms.name}, signal ${whole.id}`;
  const context = contextBefore(state, signal, order.leg.instrument, instant);
  try {
    const answer = checkAnswer(order.occasion.terms.where?.(context), "where()", at);
    return answer ? null : { reason: "declined", detail: "where() returned false" };
  } catch (error) {
    if (error instanceof IndicatorWarmUp) return { reason: "warm-up", detail: error.message };
    throw asInputError(error, "where()", at);
  }
}

function contextBefore(
  state: SimulationState,
  signal: PolicySignal,
  instrument: number,
  instant: Instant,
): DecisionContext {
  const series = seriesAt(state.input, instrument);
  return extendSight(sightBefore(state, instant), {
    signal,
    get prices() {
      return pricesBefore(series, instant);
    },
    get indicators() {
      return indicatorsBefore(series, instant);
    },
  });
}

/** Asks `exit.when` at the close of bar `session`: the view holds that bar and nothing later. */
export function askExit(state: SimulationState, position: Position, session: number): boolean {
  const { when } = position.terms.exit;
  if (when === undefined) return false;
  const { input } = state;
  const calendar = input.market.calendars[position.instrument]!;
  const signal = openerOf(state, position);
  const at = `${position.terms.name}, signal ${signal.id}`;
  const instant = closeInstant(calendar, session) + 1;
  // Before its act only the date of a scheduled act is known.
  const isBeforeTheAct = !isKnownBefore(state, position, instant);
  const seen = isBeforeTheAct ? beforeTheAct(signal) : signalBefore(input, signal, instant);
  const context: HoldingContext = extendSight(contextBefore(state, seen, position.instrument, instant), {
    get holding() {
      return heldPosition(state, position);
    },
  });
  try {
    return checkAnswer(when(context), "exit.when()", at);
  } catch (error) {
    if (!(error instanceof IndicatorWarmUp)) throw asInputError(error, "exit.when()", at);
    state.unanswered.push({
      rule: position.rule,
      instrument: position.instrument,
      session,
      detail: error.message,
    });
    return false;
  }
}

function isKnownBefore(state: SimulationState, position: Position, instant: Instant): boolean {
  const { signal } = orderOf(state, position.ticket).occasion;
  return state.input.known[signal]! < instant;
}

function checkAnswer(answer: unknown, callback: string, at: string): boolean {
  if (typeof answer === "boolean") return answer;
  throw new InputError({
    what: `${callback} returned ${answer === null ? "null" : typeof answer} instead of true or false`,
    at,
    fix: "return a comparison, e.g. indicators.rsi(14) < 80",
  });
}

/** What a callback threw, as the user's error. */
export function asInputError(error: unknown, callback: string, at: string): InputError {
  if (error instanceof InputError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new InputError(
    { what: `${callback} threw: ${message}`, at, fix: "mend the callback in the strategy file" },
    { cause: error },
  );
}

function seriesAt(input: SimulationInput, instrument: number): PriceSeries {
  return input.market.series[instrument]!;
}

/** Whether callbacks look at signals or prices: such a strategy cannot be simulated by formula. */
export function hasCallbacks({ rules, onSession }: Pick<SimulationInput, "rules" | "onSession">): boolean {
  return onSession !== null || rules.some((rule) => rule.where !== null || rule.exit.when !== undefined);
}
