import { type CalendarDay, parseCalendarDay } from "../time/calendar-day.ts";
import { sessionHours } from "../time/exchange.ts";
import { type Instant, instantAt, type MinuteOfDay, parseMinuteOfDay } from "../time/zoned-time.ts";
import type { PolicySignal, Publication } from "./policy-signal.ts";

/**
 * How far a publication time is believed.
 *
 * `safe` (default): a time that no source backs counts as the end of its day, 24:00 in Shanghai.
 * `best`: the session hint is taken at its word whatever it rests on.
 */
export const TIMING_POLICIES = ["safe", "best"] as const;
export type TimingPolicy = (typeof TIMING_POLICIES)[number];

/** Zone of every publication clock time. */
export const PUBLICATION_ZONE = "Asia/Shanghai";

const END_OF_DAY: MinuteOfDay = 24 * 60;

/** Whether a source stands behind the publication time: a stamp, or its own wording. */
export function isSourceBacked(publication: Publication): boolean {
  return publication.basis === "stamp" || publication.basis === "wording";
}

/**
 * The instant from which a trader may act on a signal; never earlier than its publication.
 *
 * A clock time is taken as it is, except that one at the very minute of Hong Kong's close and said to be after
 * it counts as the minute after. A session hint without a clock time counts as the last minute that it allows,
 * so that a fill can be late but never early:
 *
 *   pre-open    the minute before Hong Kong opens (Shanghai and Hong Kong share a clock)
 *   intraday    Hong Kong's close
 *   otherwise   24:00
 *
 * Under `safe` an unsourced or unknown time is 24:00 whatever the hint says.
 */
export function knownAt(signal: PolicySignal, policy: TimingPolicy): Instant {
  const publication = signal.publishedAt;
  const day = parseCalendarDay(publication.date)!;
  const isBelieved = policy === "best" || isSourceBacked(publication);
  return instantAt(day, isBelieved ? latestMinute(publication, day) : END_OF_DAY, PUBLICATION_ZONE);
}

function latestMinute(publication: Publication, day: CalendarDay): MinuteOfDay {
  const hours = sessionHours("HKEX", day);
  if (publication.time !== null) {
    const minute = parseMinuteOfDay(publication.time)!;
    const isAtTheClose = minute === hours.close && publication.session === "post-close";
    return isAtTheClose ? minute + 1 : minute;
  }
  if (publication.session === "pre-open") return hours.open - 1;
  if (publication.session === "intraday") return hours.close;
  return END_OF_DAY;
}
