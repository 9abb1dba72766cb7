import { type Instrument, isTradable } from "../market/instrument.ts";
import type { Market } from "../market/market.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { compileSelection, type SelectionContext } from "../signals/select-signals.ts";
import { knownAt, type TimingPolicy } from "../signals/timing-policy.ts";
import { type CalendarDay, formatCalendarDay, isWeekend, parseCalendarDay } from "../time/calendar-day.ts";
import { EXCHANGES } from "../time/exchange.ts";
import {
  firstCloseAfter,
  firstOpenAfter,
  firstSessionFrom,
  type SessionCalendar,
} from "../time/session-calendar.ts";
import { type Instant, localTimeAt } from "../time/zoned-time.ts";
import type { ResolvedRule } from "./resolve-strategy.ts";
import type { SkipReason } from "./skip-reason.ts";

/** An entry that a rule wants for a signal, at its first fill opportunity. Times only: no price was looked at. */
export interface EntryOrder {
  /** index into the strategy's rules, the rule's legs, the catalogue's signals and the market's series */
  readonly rule: number;
  readonly leg: number;
  readonly signal: number;
  readonly instrument: number;
  readonly side: 1 | -1;
  readonly weight: number;
  /** bar index of the first fill opportunity */
  readonly session: number;
  readonly phase: "open" | "close";
  /** when the signal may be acted on, the rule's delay not included */
  readonly knownAt: Instant;
  /** bar at whose close the exit falls due by date, or null */
  readonly untilSession: number | null;
}

/** A signal that never became an order under a rule. */
export interface UnplannedSignal {
  readonly rule: number;
  readonly signal: number;
  /** null if it is about the whole rule, else the leg's symbol */
  readonly symbol: string | null;
  readonly reason: SkipReason;
  readonly detail: string;
}

export interface OrderPlan {
  /** in the order in which they may fill: by day, then by the time the signal was known */
  readonly orders: readonly EntryOrder[];
  readonly unplanned: readonly UnplannedSignal[];
}

/** A signal whose next bar is further away than this was known while the instrument did not trade at all. */
const MOST_DAYS_TO_NEXT_SESSION = 15;

const MILLISECONDS_PER_MINUTE = 60_000;

/**
 * Maps signals to orders: which rule wants which signal, on which leg, at which session.
 *
 * Each leg is mapped on its own exchange. The fill opportunity is the first open (or close) strictly after
 * `knownAt` plus the rule's delay; a rule that enters before a scheduled act counts back from the act's day.
 */
export function planOrders(
  rules: readonly ResolvedRule[],
  signals: readonly PolicySignal[],
  market: Market,
  timing: TimingPolicy,
  context: SelectionContext,
): OrderPlan {
  const orders: EntryOrder[] = [];
  const unplanned: UnplannedSignal[] = [];
  const known = signals.map((signal) => knownAt(signal, timing));
  for (const [ruleIndex, rule] of rules.entries()) {
    const explain = compileSelection(rule.on, context);
    for (const [signalIndex, signal] of signals.entries()) {
      const skip = (symbol: string | null, reason: SkipReason, detail: string) =>
        unplanned.push({ rule: ruleIndex, signal: signalIndex, symbol, reason, detail });

      const notSelected = explain(signal);
      if (notSelected !== null) {
        skip(null, "not-selected", notSelected);
        continue;
      }
      const legs = expandLegs(rule, signal, market);
      if (legs.length === 0) skip(null, "no-ticker", namedTickers(signal));
      for (const leg of legs) {
        const series = market.series[leg.instrument];
        const calendar = market.calendars[leg.instrument];
        if (series === undefined || calendar === undefined) continue;
        const symbol = series.instrument.symbol;
        const found = findSession(rule, signal, known[signalIndex] as Instant, calendar);
        if ("reason" in found) {
          skip(symbol, found.reason, found.detail);
          continue;
        }
        const untilSession = findUntilSession(rule, signal, calendar);
        if (untilSession !== null && untilSession < found.session + (rule.entry.at === "close" ? 1 : 0)) {
          skip(symbol, "until-passed", `the exit day ${rule.exit.until} comes before the entry`);
          continue;
        }
        orders.push({
          rule: ruleIndex,
          signal: signalIndex,
          ...leg,
          session: found.session,
          phase: rule.entry.at,
          knownAt: known[signalIndex] as Instant,
          untilSession,
        });
      }
    }
  }
  return { orders: orders.sort(byFillOpportunity(market)), unplanned };
}

type PlannedLeg = Pick<EntryOrder, "leg" | "instrument" | "side" | "weight">;

/** The legs with their instruments; `"named"` becomes one leg for each tradable ticker the signal names. */
function expandLegs(rule: ResolvedRule, signal: PolicySignal, market: Market): PlannedLeg[] {
  return rule.legs.flatMap((leg, index) => {
    const side = leg.side === "long" ? 1 : -1;
    if (leg.instrument !== "named") {
      return [
        { leg: index, instrument: market.indexOf.get(leg.instrument) as number, side, weight: leg.weight },
      ];
    }
    const named = signal.symbols.filter((symbol) => market.indexOf.has(symbol) && canTrade(market, symbol));
    return named.map((symbol) => ({
      leg: index,
      instrument: market.indexOf.get(symbol) as number,
      side: side as 1 | -1,
      weight: leg.weight / named.length,
    }));
  }) as PlannedLeg[];
}

function canTrade(market: Market, symbol: string): boolean {
  const series = market.series[market.indexOf.get(symbol) as number];
  return series !== undefined && isTradable(series.instrument as Instrument);
}

function namedTickers(signal: PolicySignal): string {
  return signal.symbols.length === 0 ? "it names no ticker" : `no prices for ${signal.symbols.join(", ")}`;
}

type Found = { readonly session: number } | { readonly reason: SkipReason; readonly detail: string };

function findSession(
  rule: ResolvedRule,
  signal: PolicySignal,
  known: Instant,
  calendar: SessionCalendar,
): Found {
  if (rule.entry.sessionsBefore !== undefined)
    return findSessionBefore(rule.entry.sessionsBefore, signal, calendar);
  const from = known + rule.entry.delayMinutes * MILLISECONDS_PER_MINUTE;
  const first = rule.entry.at === "open" ? firstOpenAfter(calendar, from) : firstCloseAfter(calendar, from);
  const knownDay = localTimeAt(from, EXCHANGES[calendar.exchange].zone).day;
  const gap = checkGap(calendar, first, knownDay);
  if (gap !== null) return gap;
  const session = first + rule.entry.delaySessions;
  return session < calendar.days.length ? { session } : pricesEnd(calendar);
}

/** Whether the session found is truly the first after the signal, or only the first that the prices have. */
function checkGap(calendar: SessionCalendar, session: number, knownDay: CalendarDay): Found | null {
  const day = calendar.days[session];
  if (day === undefined) return pricesEnd(calendar);
  if (session === 0 && hasWeekdayBetween(knownDay, day)) {
    return {
      reason: "before-prices",
      detail: `known on ${formatCalendarDay(knownDay)}, prices begin on ${formatCalendarDay(day)}`,
    };
  }
  if (day - knownDay > MOST_DAYS_TO_NEXT_SESSION) {
    return {
      reason: "not-fillable",
      detail: `the next bar after ${formatCalendarDay(knownDay)} is ${day - knownDay} days later`,
    };
  }
  return null;
}

function hasWeekdayBetween(after: CalendarDay, before: CalendarDay): boolean {
  for (let day = after + 1; day < before; day++) if (!isWeekend(day)) return true;
  return false;
}

function findSessionBefore(sessions: number, signal: PolicySignal, calendar: SessionCalendar): Found {
  if (!signal.scheduled) {
    return { reason: "not-scheduled", detail: "its date was not public in advance" };
  }
  const act = firstSessionFrom(calendar, parseCalendarDay(signal.occursAt) as CalendarDay);
  if (act >= calendar.days.length) return pricesEnd(calendar);
  const session = act - sessions;
  if (session >= 0) return { session };
  const first = formatCalendarDay(calendar.days[0] as CalendarDay);
  return {
    reason: "before-prices",
    detail: `${sessions} sessions before ${signal.occursAt} is before ${first}`,
  };
}

function pricesEnd(calendar: SessionCalendar): Found {
  const last = calendar.days.at(-1);
  const detail = last === undefined ? "there are no prices" : `prices end on ${formatCalendarDay(last)}`;
  return { reason: "after-prices", detail };
}

/** The bar at whose close `exit.until` falls due: the last on or before a day, or before the act itself. */
function findUntilSession(
  rule: ResolvedRule,
  signal: PolicySignal,
  calendar: SessionCalendar,
): number | null {
  if (rule.exit.until === undefined) return null;
  const isAct = rule.exit.until === "occurs";
  const day = parseCalendarDay(isAct ? signal.occursAt : rule.exit.until) as CalendarDay;
  const after = firstSessionFrom(calendar, isAct ? day : day + 1);
  // Beyond the last bar the end of the data ends the trade, and is named as the reason.
  return after < calendar.days.length ? after - 1 : null;
}

function byFillOpportunity(market: Market): (a: EntryOrder, b: EntryOrder) => number {
  const dayOf = (order: EntryOrder) =>
    (market.calendars[order.instrument] as SessionCalendar).days[order.session] as number;
  return (a, b) =>
    dayOf(a) - dayOf(b) || a.knownAt - b.knownAt || a.signal - b.signal || a.rule - b.rule || a.leg - b.leg;
}
