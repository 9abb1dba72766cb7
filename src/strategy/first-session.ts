import type { PolicySignal } from "../signals/policy-signal.ts";
import { type CalendarDay, formatCalendarDay, isWeekend, parseCalendarDay } from "../time/calendar-day.ts";
import { EXCHANGES, sessionHours } from "../time/exchange.ts";
import {
  firstCloseAfter,
  firstOpenAfter,
  firstSessionFrom,
  type SessionCalendar,
} from "../time/session-calendar.ts";
import { type Instant, instantAt, localTimeAt } from "../time/zoned-time.ts";
import type { OrderTerms } from "./resolve-strategy.ts";
import type { SkipReason } from "./skip-reason.ts";

/** Why there is no fill opportunity. */
export interface RefusedSession {
  readonly reason: SkipReason;
  readonly detail: string;
}

/** A fill opportunity. */
export interface FirstSession {
  readonly session: number;
  /** instant from which a trader may act on it; for a scheduled act, the midnight before the fill */
  readonly knownAt: Instant;
  /** bar at whose close the exit falls due by date, or null */
  readonly untilSession: number | null;
}

/** Whether there is no fill opportunity. */
export function isRefused(found: FirstSession | RefusedSession): found is RefusedSession {
  return (found as RefusedSession).reason !== undefined;
}

/** A signal whose next bar is further away than this was known while the instrument did not trade at all. */
export const MOST_DAYS_TO_NEXT_SESSION = 15;

const MILLISECONDS_PER_MINUTE = 60_000;

/**
 * The session of a signal's first fill opportunity on one exchange: the first open (or close) strictly after
 * `known` plus the delay, or the session that lies so many sessions before a scheduled act.
 */
export function firstSession(
  terms: Pick<OrderTerms, "entry" | "exit">,
  signal: PolicySignal,
  known: Instant,
  calendar: SessionCalendar,
): FirstSession | RefusedSession {
  const { entry, exit } = terms;
  const { sessionsBefore } = entry;
  if ((sessionsBefore !== undefined || exit.until === "occurs") && !signal.scheduled) {
    return { reason: "not-scheduled", detail: "its date was not public in advance" };
  }
  const session =
    sessionsBefore === undefined
      ? sessionAfter(entry, known, calendar)
      : sessionBefore(sessionsBefore, signal, calendar);
  if (typeof session !== "number") return session;
  const untilSession = findUntilSession(exit, signal, calendar);
  if (untilSession !== null && isUntilPassed(untilSession, session, entry.at)) {
    return { reason: "until-passed", detail: `the exit day ${exit.until} comes before the entry` };
  }
  const knownAt = sessionsBefore === undefined ? known : midnightBefore(calendar, session);
  return { session, knownAt, untilSession };
}

/** Whether an exit at the close of bar `untilSession` comes no later than an entry on bar `session`. */
export function isUntilPassed(untilSession: number, session: number, phase: "open" | "close"): boolean {
  return untilSession < session + (phase === "close" ? 1 : 0);
}

function sessionAfter(
  entry: OrderTerms["entry"],
  known: Instant,
  calendar: SessionCalendar,
): number | RefusedSession {
  const from = known + entry.delayMinutes * MILLISECONDS_PER_MINUTE;
  const first = entry.at === "open" ? firstOpenAfter(calendar, from) : firstCloseAfter(calendar, from);
  const refused = checkGap(calendar, first, from, entry.at);
  if (refused !== null) return refused;
  const session = first + entry.delaySessions;
  return session < calendar.days.length ? session : pricesEnd(calendar);
}

/** Whether the session found is truly the first after the signal, or only the first that the prices have. */
function checkGap(
  calendar: SessionCalendar,
  session: number,
  from: Instant,
  phase: "open" | "close",
): RefusedSession | null {
  const day = calendar.days[session];
  if (day === undefined) return pricesEnd(calendar);
  const local = localTimeAt(from, EXCHANGES[calendar.exchange].zone);
  if (session === 0) {
    const isInTime = local.minute < sessionHours(calendar.exchange, local.day)[phase];
    if (hasWeekday(isInTime ? local.day : local.day + 1, day)) {
      return {
        reason: "before-prices",
        detail: `known on ${formatCalendarDay(local.day)}, prices begin on ${formatCalendarDay(day)}`,
      };
    }
  }
  if (day - local.day > MOST_DAYS_TO_NEXT_SESSION) {
    return {
      reason: "not-fillable",
      detail: `the next bar after ${formatCalendarDay(local.day)} is ${day - local.day} days later`,
    };
  }
  return null;
}

/** Whether a weekday lies in [from, before): perhaps a session that the prices do not reach back to. */
function hasWeekday(from: CalendarDay, before: CalendarDay): boolean {
  for (let day = from; day < before; day++) if (!isWeekend(day)) return true;
  return false;
}

function sessionBefore(
  sessions: number,
  signal: PolicySignal,
  calendar: SessionCalendar,
): number | RefusedSession {
  const act = firstSessionFrom(calendar, parseCalendarDay(signal.occursAt)!);
  if (act >= calendar.days.length) return pricesEnd(calendar);
  const session = act - sessions;
  if (session >= 0) return session;
  const first = formatCalendarDay(calendar.days[0]!);
  return {
    reason: "before-prices",
    detail: `${sessions} sessions before ${signal.occursAt} is before ${first}`,
  };
}

function midnightBefore(calendar: SessionCalendar, session: number): Instant {
  return instantAt(calendar.days[session]!, 0, EXCHANGES[calendar.exchange].zone);
}

/** The refusal of an order after which no session comes. */
export function pricesEnd(calendar: SessionCalendar): RefusedSession {
  const last = calendar.days.at(-1);
  const detail = last === undefined ? "there are no prices" : `prices end on ${formatCalendarDay(last)}`;
  return { reason: "after-prices", detail };
}

/** The bar at whose close `exit.until` falls due: the last on or before a day, or before the act itself. */
export function findUntilSession(
  exit: OrderTerms["exit"],
  signal: Pick<PolicySignal, "occursAt">,
  calendar: SessionCalendar,
): number | null {
  if (exit.until === undefined) return null;
  const isAct = exit.until === "occurs";
  const day = parseCalendarDay(isAct ? signal.occursAt : exit.until)!;
  const after = firstSessionFrom(calendar, isAct ? day : day + 1);
  // Beyond the last bar the end of the data ends the trade, and is named as the reason.
  return after < calendar.days.length ? after - 1 : null;
}
