import type { CalendarDay } from "./calendar-day.ts";
import { EXCHANGES, type ExchangeCode, sessionHours } from "./exchange.ts";
import { firstDayFrom } from "./first-day-from.ts";
import { formatInstant, type Instant, instantAt, localTimeAt } from "./zoned-time.ts";

/**
 * The sessions of one exchange, oldest first, as they are found in prices. A typhoon day has no bar and so is
 * no session; no holiday table is consulted.
 */
export interface SessionCalendar {
  readonly exchange: ExchangeCode;
  /** strictly increasing */
  readonly days: Int32Array;
}

/** The instant at which session `index` opens. */
export function openInstant(calendar: SessionCalendar, index: number): Instant {
  const day = calendar.days[index]!;
  return instantAt(day, sessionHours(calendar.exchange, day).open, EXCHANGES[calendar.exchange].zone);
}

/** The instant at which session `index` closes; half days close early. */
export function closeInstant(calendar: SessionCalendar, index: number): Instant {
  const day = calendar.days[index]!;
  return instantAt(day, sessionHours(calendar.exchange, day).close, EXCHANGES[calendar.exchange].zone);
}

/** `instant` as ISO 8601 on the clocks of the calendar's exchange. */
export function formatOnExchange(calendar: SessionCalendar, instant: Instant): string {
  return formatInstant(instant, EXCHANGES[calendar.exchange].zone);
}

/** The first session on `day` or after it; `days.length` if there is none. */
export function firstSessionFrom(calendar: SessionCalendar, day: CalendarDay): number {
  return firstDayFrom(calendar.days, day);
}

/**
 * The first session that opens strictly after `instant`; `days.length` if the prices end before.
 *
 * The whole instant is compared on the exchange's own clocks, so one conversion serves any number of sessions.
 */
export function firstOpenAfter(calendar: SessionCalendar, instant: Instant): number {
  const local = localTimeAt(instant, EXCHANGES[calendar.exchange].zone);
  const index = firstSessionFrom(calendar, local.day);
  if (calendar.days[index] !== local.day) return index;
  return local.minute < sessionHours(calendar.exchange, local.day).open ? index : index + 1;
}

/** The first session that closes strictly after `instant`. */
export function firstCloseAfter(calendar: SessionCalendar, instant: Instant): number {
  const local = localTimeAt(instant, EXCHANGES[calendar.exchange].zone);
  const index = firstSessionFrom(calendar, local.day);
  if (calendar.days[index] !== local.day) return index;
  return local.minute < sessionHours(calendar.exchange, local.day).close ? index : index + 1;
}

/**
 * Day 0 of an event study: the first session whose close is at or after `instant`.
 *
 * It differs from {@link firstCloseAfter} for news known exactly at a close, which that close already prices.
 */
export function dayZero(calendar: SessionCalendar, instant: Instant): number {
  // `instant` is compared to the millisecond: known one millisecond after the close belongs to the next session.
  return firstCloseAfter(calendar, instant - 1);
}
