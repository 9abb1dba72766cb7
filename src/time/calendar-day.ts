/**
 * A calendar day as the number of days since 1970-01-01 (negative before it). It has no zone: it is the date
 * printed on a session or a document. Integers make days cheap to compare, subtract and store in columns.
 */
export type CalendarDay = number;

export const MILLISECONDS_PER_DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Reads `YYYY-MM-DD`.
 *
 * @returns the day, or `undefined` if the text has another shape or names a day that does not exist
 * @example parseCalendarDay("1970-01-02") // => 1
 * @example parseCalendarDay("2026-02-30") // => undefined
 */
export function parseCalendarDay(text: string): CalendarDay | undefined {
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  return calendarDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/**
 * The day of a year, month (1..12) and day of the month, or `undefined` if there is no such day.
 *
 * @example calendarDay(2024, 2, 29) // => 19782
 */
export function calendarDay(year: number, month: number, dayOfMonth: number): CalendarDay | undefined {
  const time = Date.UTC(year, month - 1, dayOfMonth);
  const date = new Date(time);
  // The year is compared, too: Date takes 0 to 99 for 1900 to 1999.
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  return exists ? time / MILLISECONDS_PER_DAY : undefined;
}

/** Texts of days from 1970 to 2149: a result writes each session many times, and making one takes half a microsecond. */
const TEXTS = new Map<CalendarDay, string>();
const LAST_KEPT = 65_535;

/** `day` as `YYYY-MM-DD`. */
export function formatCalendarDay(day: CalendarDay): string {
  const known = TEXTS.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
  if (Number.isInteger(day) && day >= 0 && day <= LAST_KEPT) TEXTS.set(day, text);
  return text;
}

/** Year, month (1..12) and day of the month. */
export function calendarDayParts(day: CalendarDay): { year: number; month: number; dayOfMonth: number } {
  const date = new Date(day * MILLISECONDS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

/**
 * ISO weekday, 1 = Monday .. 7 = Sunday.
 *
 * @example weekday(0) // => 4, for 1970-01-01 was a Thursday
 */
export function weekday(day: CalendarDay): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Saturday or Sunday. */
export function isWeekend(day: CalendarDay): boolean {
  return weekday(day) >= 6;
}
