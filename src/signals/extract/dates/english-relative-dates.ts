import {
  type CalendarDay,
  calendarDay,
  calendarDayParts,
  weekday as weekdayOf,
} from "../../../time/calendar-day.ts";
import type { Unit } from "../text/units.ts";
import { type DateSpan, weekdayOnOrAfter, weekdayOnOrBefore } from "./date-span.ts";
import { dateSpan, isFuture, roleBefore } from "./english-date-context.ts";

/** "on Monday", "last Friday", "next Tuesday". */
export function readWeekday(
  units: readonly Unit[],
  at: number,
  dayOfWeek: number,
  published: CalendarDay,
): DateSpan {
  const before = units[at - 1]?.norm ?? "";
  const single = (day: CalendarDay): DateSpan => dateSpan(units, at, at + 1, day, day, "day");
  if (before === "last") {
    const recent = weekdayOnOrBefore(published - 1, dayOfWeek);
    return single(recent);
  }
  if (before === "next") {
    const monday = published - (weekdayOf(published) - 1);
    return single(monday + 7 + dayOfWeek - 1);
  }
  const isAhead = before === "coming" || isFuture(units, at) || roleBefore(units, at) !== "event";
  if (isAhead) return single(weekdayOnOrAfter(published, dayOfWeek));
  return single(weekdayOnOrBefore(published, dayOfWeek));
}

const COUNTS: ReadonlyMap<string, number> = new Map([
  ["a", 1],
  ["one", 1],
  ["two", 2],
  ["three", 3],
  ["four", 4],
  ["five", 5],
  ["six", 6],
  ["seven", 7],
  ["eight", 8],
  ["nine", 9],
  ["ten", 10],
]);

/** "today", "this week", "last month", "three years ago". */
export function readRelative(
  units: readonly Unit[],
  at: number,
  published: CalendarDay,
): DateSpan | undefined {
  const norm = units[at]!.norm;
  const next = units[at + 1]?.norm ?? "";
  const single = (to: number, day: CalendarDay): DateSpan => dateSpan(units, at, to, day, day, "day");
  if (norm === "today" || norm === "tonight") return single(at + 1, published);
  if (norm === "yesterday") return single(at + 1, published - 1);
  if (norm === "tomorrow") return single(at + 1, published + 1);
  if (norm === "weekend" && /^(the|this|last)$/.test(units[at - 1]?.norm ?? "")) {
    const sunday = weekdayOnOrBefore(published, 7);
    const isNow = weekdayOf(published) === 6;
    return dateSpan(units, at, at + 1, isNow ? published : sunday - 1, isNow ? published : sunday, "day");
  }
  const monday = published - (weekdayOf(published) - 1);
  if (norm === "this" || norm === "last" || norm === "next" || norm === "coming") {
    const shift = norm === "last" ? -1 : norm === "next" ? 1 : 0;
    if (next === "week")
      return dateSpan(units, at, at + 2, monday + 7 * shift, monday + 7 * shift + 6, "week");
    if (next === "month") return monthSpan(units, at, published, shift);
    if (next === "year") {
      const year = calendarDayParts(published).year + shift;
      return dateSpan(units, at, at + 2, calendarDay(year, 1, 1)!, calendarDay(year, 12, 31)!, "year");
    }
    return undefined;
  }
  const count = COUNTS.get(norm) ?? (/^\d{1,2}$/.test(norm) ? Number(norm) : undefined);
  if (count === undefined) return undefined;
  const after = units[at + 2]?.norm;
  if (after !== "ago" && after !== "earlier") return undefined;
  if (next === "days" || next === "day") return single(at + 3, published - count);
  if (next === "weeks" || next === "week")
    return dateSpan(units, at, at + 3, monday - 7 * count, monday - 7 * count + 6, "week");
  if (next === "years" || next === "year") {
    const year = calendarDayParts(published).year - count;
    return dateSpan(units, at, at + 3, calendarDay(year, 1, 1)!, calendarDay(year, 12, 31)!, "year");
  }
  return next === "months" || next === "month" ? monthSpan(units, at, published, -count, 3) : undefined;
}

function monthSpan(
  units: readonly Unit[],
  at: number,
  published: CalendarDay,
  shift: number,
  length = 2,
): DateSpan {
  const parts = calendarDayParts(published);
  const index = parts.year * 12 + parts.month - 1 + shift;
  const start = calendarDay(Math.floor(index / 12), (index % 12) + 1, 1)!;
  const end = calendarDay(Math.floor((index + 1) / 12), ((index + 1) % 12) + 1, 1)! - 1;
  return dateSpan(units, at, at + length, start, end, "month");
}
