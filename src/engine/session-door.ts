import { decodeOrThrow } from "../decode/decode-with.ts";
import { InputError } from "../errors.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { checkSessionEntry } from "../strategy/check-rules.ts";
import type { HeldPosition } from "../strategy/decision-context.ts";
import type { OnSession } from "../strategy/define-strategy.ts";
import type { EntryOrder } from "../strategy/entry-order.ts";
import { findUntilSession } from "../strategy/first-session.ts";
import { namedParams } from "../strategy/named-params.ts";
import type { UnplannedSignal } from "../strategy/order-plan.ts";
import type { ParamSpecs, ParamValues } from "../strategy/param.ts";
import { ON_SESSION, resolveSessionEntry } from "../strategy/resolve-strategy.ts";
import { beforeTheAct, type ScheduledAct } from "../strategy/scheduled-act.ts";
import type { SessionContext, SessionEntry } from "../strategy/session-context.ts";
import { sessionEntrySchema } from "../strategy/strategy-schema.ts";
import { type CalendarDay, formatCalendarDay } from "../time/calendar-day.ts";
import {
  firstCloseAfter,
  firstOpenAfter,
  formatOnExchange,
  openInstant,
  type SessionCalendar,
} from "../time/session-calendar.ts";
import type { Instant } from "../time/zoned-time.ts";
import { asInputError } from "./decisions.ts";
import { extendSight, positionOf, sightBefore, signalsBefore } from "./market-sight.ts";
import { isOffered, offeredSymbols } from "./offered-instruments.ts";
import { dayOf, workingOrder } from "./order-queue.ts";
import type { Position } from "./portfolio.ts";
import { barInSlot, type SessionSlot } from "./session-slots.ts";
import { type SimulationState, skipOrder } from "./simulation.ts";

/**
 * The way in for `onSession`: it is called before each open with what was known strictly before it, and what it
 * orders joins the orders of the rules. Its invariant: a signal is offered only once it is known, so that no order
 * can be put down to a later one.
 */
export class SessionDoor {
  readonly #state: SimulationState;
  readonly #onSession: OnSession<ParamSpecs>;
  /** signals in the order of their acts, for `scheduled` */
  readonly #scheduled: readonly PolicySignal[];
  readonly #indexById: ReadonlyMap<string, number>;
  readonly #taken = new Set<number>();
  readonly #params: ParamValues;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(state: SimulationState, onSession: OnSession<ParamSpecs>) {
    this.#state = state;
    this.#onSession = onSession;
    this.#params = namedParams(state.input.params);
    const { signals } = state.input;
    this.#indexById = new Map(signals.map((signal, index) => [signal.id, index]));
    this.#scheduled = signals
      .filter((signal) => signal.scheduled)
      .sort((a, b) => (a.occursAt + a.id < b.occursAt + b.id ? -1 : 1));
  }

  /** Asks before the open of a slot, if any instrument that can be known by then has a session today. */
  ask(slot: SessionSlot): void {
    const { input } = this.#state;
    const { market } = input;
    const trading = market.series.flatMap((series, instrument) => {
      const session = barInSlot(market, slot, instrument, this.#state.dayIndex);
      return session < 0 ? [] : [{ symbol: series.instrument.symbol, instrument, session }];
    });
    const calendarOf = (instrument: number) => market.calendars[instrument]!;
    const [any] = trading;
    if (any === undefined) return;
    // The exchanges of a slot open at one instant.
    const instant = openInstant(calendarOf(any.instrument), any.session);
    const opening = trading.filter(({ instrument }) => isOffered(input, instrument, instant));
    const [first] = opening;
    if (first === undefined) return;
    const calendar = calendarOf(first.instrument);
    const day = calendar.days[first.session]!;
    const at = `${ON_SESSION}, ${formatCalendarDay(day)}`;
    const context = this.#context(
      instant,
      formatOnExchange(calendar, instant),
      day,
      opening.map((one) => this.#asWritten(one.symbol)),
      at,
    );
    try {
      this.#onSession(context as SessionContext<never>);
    } catch (error) {
      throw asInputError(error, `${ON_SESSION}()`, at);
    }
    this.#askedAt = instant;
  }

  /** The signals that no order was placed for. */
  untaken(): UnplannedSignal[] {
    const rule = this.#state.input.rules.length;
    return this.#state.input.signals.flatMap((_, signal) =>
      this.#taken.has(signal)
        ? []
        : [
            {
              rule,
              signal,
              symbol: null,
              reason: "not-taken" as const,
              detail: "onSession placed no order for it",
            },
          ],
    );
  }

  #context(
    instant: Instant,
    now: string,
    day: CalendarDay,
    opening: readonly string[],
    at: string,
  ): SessionContext<ParamValues> {
    const { input, portfolio } = this.#state;
    const askedAt = this.#askedAt;
    const scheduled = () => this.#scheduledAfter(instant, day);
    return extendSight(sightBefore(this.#state, instant), {
      params: this.#params,
      now,
      day: formatCalendarDay(day),
      opening,
      get newSignals() {
        return signalsBefore(input, instant, askedAt);
      },
      get scheduled() {
        return scheduled();
      },
      get cash() {
        return portfolio.cash;
      },
      enter: (order: SessionEntry) => this.#enter(order, instant, day, at),
      exit: (held: HeldPosition | string, phase: "open" | "close" = "open") =>
        this.#exit(held, phase, instant, at),
    });
  }

  #scheduledAfter(instant: Instant, day: CalendarDay): ScheduledAct[] {
    const today = formatCalendarDay(day);
    return this.#scheduled
      .filter((signal) => signal.occursAt >= today && !this.#isKnown(signal.id, instant))
      .map(beforeTheAct);
  }

  #isKnown(id: string, instant: Instant): boolean {
    const index = this.#indexById.get(id);
    return index !== undefined && this.#state.input.known[index]! < instant;
  }

  #enter(order: SessionEntry, instant: Instant, day: CalendarDay, at: string): void {
    decodeOrThrow(sessionEntrySchema, order, { file: at, within: "enter" });
    checkSessionEntry(order, at);
    const { input } = this.#state;
    const signal = this.#indexById.get(order.signal.id);
    const isPublic =
      this.#isKnown(order.signal.id, instant) ||
      this.#scheduledAfter(instant, day).some((act) => act.id === order.signal.id);
    if (signal === undefined || !isPublic) {
      throw new InputError({
        what: `the signal ${order.signal.id} is not known yet`,
        at,
        fix: "pass one of the context's signals, newSignals or scheduled",
      });
    }
    if (order.sizing !== undefined && "stance" in order.sizing && !this.#isKnown(order.signal.id, instant)) {
      throw new InputError({
        what: `the stance of ${order.signal.id} is not known before the act`,
        at,
        fix: "use sizing { fraction }, { cash } or { volatility }",
      });
    }
    const instrument = this.#instrument(order.instrument, instant, at);
    const calendar = input.market.calendars[instrument]!;
    const terms = resolveSessionEntry(order);
    const placed: EntryOrder = {
      leg: { index: 0, instrument, side: order.side === "long" ? 1 : -1, weight: 1 },
      occasion: {
        rule: input.rules.length,
        signal,
        basket: [instrument],
        terms,
        session: nextSession(calendar, instant, terms.entry.at),
        phase: terms.entry.at,
        knownAt: Math.min(input.known[signal]!, instant - 1),
        untilSession: findUntilSession(terms.exit, order.signal, calendar),
      },
    };
    this.#taken.add(signal);
    this.#place(placed, at);
  }

  /** Today's orders join those that come up today, others wait in the queue. */
  #place(order: EntryOrder, at: string): void {
    const { market, signals } = this.#state.input;
    const { terms, signal, session } = order.occasion;
    if (terms.exit.until === "occurs" && signals[signal]?.scheduled !== true) {
      throw new InputError({
        what: `the act of ${signals[signal]?.id} was not scheduled, so its day was not known`,
        at,
        fix: `give exit.until a day`,
      });
    }
    const { input, placed, queue } = this.#state;
    const working = workingOrder(order, input.orders.length + placed.length, dayOf(market, order));
    placed.push(order);
    if (session > market.lastBar[order.leg.instrument]!) {
      skipOrder(this.#state, working, "prices-ended", "no session follows in the run");
    } else if (working.day === market.days[this.#state.dayIndex]) {
      this.#state.due.push(working);
    } else {
      queue.add(working);
    }
  }

  #exit(held: HeldPosition | string, phase: "open" | "close", instant: Instant, at: string): void {
    const positions = this.#positions(held, instant, at);
    for (const position of positions) {
      const calendar = this.#state.input.market.calendars[position.instrument]!;
      const session = nextSession(calendar, instant, phase);
      position.quietUntil = -1;
      if (phase === "open" && session < position.earlySession) {
        position.earlySession = session;
        position.earlyReason = "order";
      }
      if (phase === "close" && session < position.dueSession) {
        position.dueSession = session;
        position.duePhase = "close";
        position.dueReason = "order";
      }
    }
  }

  #positions(held: HeldPosition | string, instant: Instant, at: string): readonly Position[] {
    if (typeof held === "string")
      return this.#state.portfolio.positionsIn(this.#instrument(held, instant, at));
    const position = positionOf(held);
    if (position !== undefined) return [position];
    throw new InputError({
      what: `there is no such position open in ${held.symbol}`,
      at,
      fix: "pass one of the context's positions of this call, or a symbol",
    });
  }

  #instrument(symbol: string, instant: Instant, at: string): number {
    const { input } = this.#state;
    const index = input.market.indexOf.get(input.replaced[symbol] ?? symbol);
    if (index !== undefined && isOffered(input, index, instant)) return index;
    throw new InputError({
      what: `${symbol} is none of the strategy's instruments`,
      at,
      fix: `it trades ${offeredSymbols(input, instant).join(", ")}; name others in its instruments`,
    });
  }

  /** The symbol by which the strategy calls an instrument. */
  #asWritten(symbol: string): string {
    const written = Object.entries(this.#state.input.replaced).find(([, traded]) => traded === symbol);
    return written?.[0] ?? symbol;
  }
}

/** The first open at or after an instant that strikes at an open, or the first close after it. */
function nextSession(calendar: SessionCalendar, instant: Instant, phase: "open" | "close"): number {
  return phase === "open" ? firstOpenAfter(calendar, instant - 1) : firstCloseAfter(calendar, instant);
}
