import type { CalendarDay } from "../time/calendar-day.ts";
import { EXCHANGES, type ExchangeCode, sessionHours } from "../time/exchange.ts";
import { type Instant, instantAt } from "../time/zoned-time.ts";

/**
 * How long after the close a daily bar still changes: closing auctions run past the close (Hong Kong to 16:10),
 * and free quotes are delayed by 15 minutes.
 */
const SETTLING_TIME: Instant = 30 * 60_000;

/** Whether the bar of `day` could still change at `now`: the session is not over, or not settled. */
export function isUnfinished(exchange: ExchangeCode, day: CalendarDay, now: Instant): boolean {
  const close = instantAt(day, sessionHours(exchange, day).close, EXCHANGES[exchange].zone);
  return now < close + SETTLING_TIME;
}
