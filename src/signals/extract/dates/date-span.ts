import { type CalendarDay, calendarDay, calendarDayParts } from "../../../time/calendar-day.ts";

export type DatePrecision = "day" | "week" | "month" | "year";

/** A date expression found in a sentence, resolved against the day of publication. */
export interface DateSpan {
  /** Units covered. */
  readonly from: number;
  readonly to: number;
  readonly start: CalendarDay;
  /** Last day of a range; equal to `start` for a single day. */
  readonly end: CalendarDay;
  readonly precision: DatePrecision;
  /** Whether the expression itself names the year ("March 5, 2021", 2021年). */
  readonly hasYear: boolean;
  /** What the words before it make of it: when something happens, from when it holds, or until when. */
  readonly role: "event" | "effective" | "deadline";
}

/**
 * The date expressions of a sentence from left to right: each is looked for behind the end of the one before.
 *
 * @param units their number in the sentence
 * @param readAt the expression that begins at a unit, if there is one
 */
export function collectSpans(units: number, readAt: (at: number) => DateSpan | undefined): DateSpan[] {
  const spans: DateSpan[] = [];
  for (let at = 0; at < units; at++) {
    const found = readAt(at);
    if (found === undefined) continue;
    spans.push(found);
    at = found.to - 1;
  }
  return spans;
}

/** The nearest day on or before `from` with this ISO weekday (1 = Monday). */
export function weekdayOnOrBefore(from: CalendarDay, weekday: number): CalendarDay {
  const today = ((((from + 3) % 7) + 7) % 7) + 1;
  return from - ((today - weekday + 7) % 7);
}

/** The nearest day on or after `from` with this ISO weekday. */
export function weekdayOnOrAfter(from: CalendarDay, weekday: number): CalendarDay {
  const before = weekdayOnOrBefore(from, weekday);
  return before === from ? from : before + 7;
}

/** Month and day without a year: the nearest not after publication, or not before it for the future. */
export function nearestMonthDay(
  published: CalendarDay,
  month: number,
  dayOfMonth: number,
  isAhead: boolean,
): CalendarDay | undefined {
  const { year } = calendarDayParts(published);
  const sameYear = calendarDay(year, month, dayOfMonth);
  if (isAhead)
    return sameYear !== undefined && sameYear >= published
      ? sameYear
      : calendarDay(year + 1, month, dayOfMonth);
  return sameYear !== undefined && sameYear <= published
    ? sameYear
    : calendarDay(year - 1, month, dayOfMonth);
}

/** A bare day of the month: the most recent one on or before publication, or the next one for the future. */
export function nearestDayOfMonth(
  published: CalendarDay,
  dayOfMonth: number,
  ahead: boolean,
): CalendarDay | undefined {
  const { year, month } = calendarDayParts(published);
  for (let step = 0; step < 3; step++) {
    const index = year * 12 + month - 1 + (ahead ? step : -step);
    const day = calendarDay(Math.floor(index / 12), (index % 12) + 1, dayOfMonth);
    if (day !== undefined && (ahead ? day >= published : day <= published)) return day;
  }
  return undefined;
}
