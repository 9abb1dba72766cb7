import { Temporal } from "temporal-polyfill";
import { type CalendarDay, MILLISECONDS_PER_DAY } from "./calendar-day.ts";
import { utcOffsetAt } from "./utc-offset.ts";

const MINUTES_PER_DAY = 1440;
const MILLISECONDS_PER_MINUTE = 60_000;

/** A point on the world's time line: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** Minutes since local midnight, 0..1439; 1440 is the midnight that ends the day. */
export type MinuteOfDay = number;

/** A wall-clock reading in some zone. */
export interface LocalTime {
  readonly day: CalendarDay;
  readonly minute: MinuteOfDay;
}

/**
 * The instant at which clocks in `zone` show `day` and `minute`.
 *
 * Where clocks are put forward over the reading, the instant just after the gap; where they are put back, the
 * earlier of the two (Temporal's "compatible" rule). No exchange opens or closes inside such an hour.
 *
 * @example instantAt(parseCalendarDay("2025-02-18")!, 9 * 60 + 30, "Asia/Hong_Kong") // => Date.parse("2025-02-18T01:30Z")
 */
export function instantAt(day: CalendarDay, minute: MinuteOfDay, zone: string): Instant {
  const wall = day * MILLISECONDS_PER_DAY + minute * MILLISECONDS_PER_MINUTE;
  // A change of the clock lies between the two guesses if they differ: the offset before it holds until it comes.
  const before = utcOffsetAt(wall - MILLISECONDS_PER_DAY, zone);
  const after = utcOffsetAt(wall + MILLISECONDS_PER_DAY, zone);
  if (before === after) return wall - before;
  const early = wall - before;
  return utcOffsetAt(early, zone) === before || utcOffsetAt(wall - after, zone) !== after
    ? early
    : wall - after;
}

/** What clocks in `zone` show at `instant`; seconds are cut off. */
export function localTimeAt(instant: Instant, zone: string): LocalTime {
  const minutes = Math.floor((instant + utcOffsetAt(instant, zone)) / MILLISECONDS_PER_MINUTE);
  const day = Math.floor(minutes / MINUTES_PER_DAY);
  return { day, minute: minutes - day * MINUTES_PER_DAY };
}

/**
 * `instant` as ISO 8601 with the offset of `zone`, to the second. Offsets of the age before time zones, which have
 * seconds, are printed to the minute below, as the reading is.
 *
 * @example formatInstant(1739842200000, "Asia/Hong_Kong") // => "2025-02-18T09:30:00+08:00"
 */
export function formatInstant(instant: Instant, zone: string): string {
  const exact = utcOffsetAt(instant, zone);
  const offset = Math.trunc(exact / MILLISECONDS_PER_MINUTE) * MILLISECONDS_PER_MINUTE;
  const reading = new Date(instant + offset).toISOString().slice(0, 19);
  const minutes = Math.abs(offset) / MILLISECONDS_PER_MINUTE;
  return `${reading}${offset < 0 ? "-" : "+"}${formatMinuteOfDay(minutes)}`;
}

/** Reads an ISO 8601 instant with an offset or `Z`; `undefined` if it is none. */
export function parseInstant(text: string): Instant | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Reads a 24-hour clock time `HH:MM` as minutes since midnight; `24:00` is allowed and means the end of the day.
 *
 * @example parseMinuteOfDay("09:30") // => 570
 */
export function parseMinuteOfDay(text: string): MinuteOfDay | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const hours = Number(match[1]);
  const minutes = Number(match[2]);
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return undefined;
  return hours * 60 + minutes;
}

/** Minutes since midnight as `HH:MM`. */
export function formatMinuteOfDay(minute: MinuteOfDay): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
