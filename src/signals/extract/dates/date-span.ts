import { type CalendarDay, calendarDay, calendarDayParts, weekday } from "../../../time/calendar-day.ts";

/** How exactly an expression names its days: one day (or a few), a week, a month, a year. */
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
export function weekdayOnOrBefore(from: CalendarDay, dayOfWeek: number): CalendarDay {
  return from - ((weekday(from) - dayOfWeek + 7) % 7);
}

/** The nearest day on or after `from` with this ISO weekday. */
export function weekdayOnOrAfter(from: CalendarDay, dayOfWeek: number): CalendarDay {
  const before = weekdayOnOrBefore(from, dayOfWeek);
  return before === from ? from : before + 7;
}

/** Where a date without a year or month is looked for: back from the day of publication, or ahead of it. */
export type Direction = "back" | "ahead";

/** A month and day without a year: the nearest not after publication, or, ahead, not before it. */
export function nearestMonthDay(
  published: CalendarDay,
  { month, dayOfMonth }: { readonly month: number; readonly dayOfMonth: number },
  direction: Direction,
): CalendarDay | undefined {
  const { year } = calendarDayParts(published);
  const sameYear = calendarDay(year, month, dayOfMonth);
  if (direction === "ahead")
    return sameYear !== undefined && sameYear >= published
      ? sameYear
      : calendarDay(year + 1, month, dayOfMonth);
  return sameYear !== undefined && sameYear <= published
    ? sameYear
    : calendarDay(year - 1, month, dayOfMonth);
}

/** A bare day of the month: the most recent one on or before publication, or, ahead, the next one. */
export function nearestDayOfMonth(
  published: CalendarDay,
  dayOfMonth: number,
  direction: Direction,
): CalendarDay | undefined {
  const { year, month } = calendarDayParts(published);
  for (let step = 0; step < 3; step++) {
    const index = year * 12 + month - 1 + (direction === "ahead" ? step : -step);
    const day = calendarDay(Math.floor(index / 12), (index % 12) + 1, dayOfMonth);
    if (day !== undefined && (direction === "ahead" ? day >= published : day <= published)) return day;
  }
  return undefined;
}

/** The year of a bare month: the most recent such month, this one included, or, ahead, the next one. */
export function nearestYearOf(month: number, published: CalendarDay, direction: Direction): number {
  const now = calendarDayParts(published);
  if (direction === "ahead") return month >= now.month ? now.year : now.year + 1;
  return month <= now.month ? now.year : now.year - 1;
}

type Days = Pick<DateSpan, "start" | "end" | "precision">;

/** All days of a year. */
export function daysOfYear(year: number): Days {
  return { start: calendarDay(year, 1, 1)!, end: calendarDay(year, 12, 31)!, precision: "year" };
}

/** All days of a month; one that is not 1..12 is so many months before or after: month 0 is the December before. */
export function daysOfMonth(year: number, month: number): Days {
  const first = (index: number): CalendarDay => calendarDay(Math.floor(index / 12), (index % 12) + 1, 1)!;
  const index = year * 12 + month - 1;
  return { start: first(index), end: first(index + 1) - 1, precision: "month" };
}

/** All days of the week, from Monday, that lies `shift` weeks after the one of `day`. */
export function daysOfWeek(day: CalendarDay, shift: number): Days {
  const monday = day - (weekday(day) - 1) + 7 * shift;
  return { start: monday, end: monday + 6, precision: "week" };
}

/** A date expression before its role is known; one day, named without a year, unless it says otherwise. */
export type FoundDate = Pick<DateSpan, "from" | "to" | "start"> &
  Partial<Pick<DateSpan, "end" | "precision" | "hasYear">>;

/** A found date in the role that the words around it give it. */
export function inRole(found: FoundDate, role: DateSpan["role"]): DateSpan {
  return { end: found.start, precision: "day", hasYear: false, ...found, role };
}
