import { Temporal } from "temporal-polyfill";
import { type CalendarDay, calendarDay, formatCalendarDay } from "./calendar-day.ts";

const MINUTES_PER_DAY = 1440;
const MILLISECONDS_PER_MINUTE = 60_000;
const MILLISECONDS_PER_DAY = 86_400_000;

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
 * @example instantAt(parseCalendarDay("2025-02-18")!, 9 * 60 + 30, "Asia/Hong_Kong") // => 2025-02-18T01:30Z
 */
export function instantAt(day: CalendarDay, minute: MinuteOfDay, zone: string): Instant {
  const wall = day * MILLISECONDS_PER_DAY + minute * MILLISECONDS_PER_MINUTE;
  const period = offsetPeriods(zone).find((one) => wall >= one.fromWall && wall < one.toWall);
  if (period !== undefined) return wall - period.offset;
  const midnight = Temporal.PlainDate.from(formatCalendarDay(day));
  const zoned = midnight.toPlainDateTime().add({ minutes: minute }).toZonedDateTime(zone);
  rememberPeriod(zone, zoned);
  return zoned.epochMilliseconds;
}

/** A stretch of time over which a zone keeps one offset, in wall-clock milliseconds, a day inside its ends. */
interface OffsetPeriod {
  readonly fromWall: number;
  readonly toWall: number;
  readonly offset: number;
}

// Temporal takes some 10 microseconds a conversion. A backtest asks for thousands, nearly all of them in the
// same few dozen stretches between changes of the clock, so each stretch is asked for once.
const periodsByZone = new Map<string, OffsetPeriod[]>();

function offsetPeriods(zone: string): OffsetPeriod[] {
  let periods = periodsByZone.get(zone);
  if (periods === undefined) {
    periods = [];
    periodsByZone.set(zone, periods);
  }
  return periods;
}

function rememberPeriod(zone: string, within: Temporal.ZonedDateTime): void {
  const offset = within.offsetNanoseconds / 1e6;
  const start = within.getTimeZoneTransition("previous")?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  const end = within.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  // The hours around a change are ambiguous on the wall clock and stay with Temporal.
  const fromWall = start + offset + MILLISECONDS_PER_DAY;
  const toWall = end + offset - MILLISECONDS_PER_DAY;
  const wall = within.epochMilliseconds + offset;
  if (wall >= fromWall && wall < toWall) offsetPeriods(zone).push({ fromWall, toWall, offset });
}

/** What clocks in `zone` show at `instant`; seconds are cut off. */
export function localTimeAt(instant: Instant, zone: string): LocalTime {
  const period = offsetPeriods(zone).find(
    (one) => instant + one.offset >= one.fromWall && instant + one.offset < one.toWall,
  );
  if (period !== undefined) {
    const wallMinutes = Math.floor((instant + period.offset) / MILLISECONDS_PER_MINUTE);
    const local = Math.floor(wallMinutes / MINUTES_PER_DAY);
    return { day: local, minute: wallMinutes - local * MINUTES_PER_DAY };
  }
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  rememberPeriod(zone, zoned);
  const day = calendarDay(zoned.year, zoned.month, zoned.day);
  return { day: day as CalendarDay, minute: zoned.hour * 60 + zoned.minute };
}

/**
 * `instant` as ISO 8601 with the offset of `zone`, to the second.
 *
 * @example formatInstant(1739842200000, "Asia/Hong_Kong") // => "2025-02-18T09:30:00+08:00"
 */
export function formatInstant(instant: Instant, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: "never", smallestUnit: "second" });
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
