import { type CalendarDay, calendarDay, calendarDayParts } from "../../../time/calendar-day.ts";
import type { UnitSpan } from "../text/unit-span.ts";
import type { Unit } from "../text/units.ts";
import {
  type DateSpan,
  daysOfMonth,
  daysOfYear,
  nearestDayOfMonth,
  nearestMonthDay,
  nearestYearOf,
} from "./date-span.ts";
import { dateSpan, directionAt } from "./english-date-context.ts";

/** "March 5", "October 20-23, 2025", "March 2024", "in March". */
export function readMonth(
  units: readonly Unit[],
  at: number,
  month: number,
  published: CalendarDay | undefined,
): DateSpan | undefined {
  const next = units[at + 1]?.norm === "." ? at + 2 : at + 1;
  const dayText = units[next]?.norm ?? "";
  const isDay = /^(\d{1,2})(st|nd|rd|th)?$/.test(dayText);
  const dayOfMonth = isDay ? Number.parseInt(dayText, 10) : undefined;
  if (dayOfMonth === undefined || dayOfMonth > 31) return readBareMonth(units, at, month, published);
  let to = next + 1;
  let lastDay = dayOfMonth;
  // "October 20 to 23", "October 20-23" (the hyphen vanished).
  const rangeAt = units[to]?.norm === "to" || units[to]?.norm === "–" ? to + 1 : to;
  const rangeText = units[rangeAt]?.norm ?? "";
  if (
    /^\d{1,2}$/.test(rangeText) &&
    Number(rangeText) > dayOfMonth &&
    Number(rangeText) <= 31 &&
    isRangeJoin(units, to, rangeAt)
  ) {
    lastDay = Number(rangeText);
    to = rangeAt + 1;
  }
  const yearAt = units[to]?.norm === "," ? to + 1 : to;
  const yearText = units[yearAt]?.norm ?? "";
  if (/^(19|20)\d\d$/.test(yearText)) {
    const start = calendarDay(Number(yearText), month, dayOfMonth);
    if (start === undefined) return undefined;
    const end = calendarDay(Number(yearText), month, lastDay) ?? start;
    return asRange(dateSpan(units, { from: at, to: yearAt + 1, start, end, hasYear: true }));
  }
  const found = withoutYear(units, { from: at, to }, { month, dayOfMonth }, published);
  return found && asRange({ ...found, end: found.start + (lastDay - dayOfMonth) });
}

/** "from July 15 to 18" lasts so long; it is not the day from which something holds. */
function asRange(date: DateSpan): DateSpan {
  return date.end > date.start ? { ...date, role: "event" } : date;
}

function isRangeJoin(units: readonly Unit[], to: number, rangeAt: number): boolean {
  return rangeAt > to || units[to]!.start - units[to - 1]!.end === 1;
}

/** "5 March 2024". */
export function readDayMonth(
  units: readonly Unit[],
  at: number,
  month: number,
  published: CalendarDay | undefined,
): DateSpan | undefined {
  const dayOfMonth = Number(units[at]!.norm);
  const yearAt = units[at + 2]?.norm === "," ? at + 3 : at + 2;
  const yearText = units[yearAt]?.norm ?? "";
  if (/^(19|20)\d\d$/.test(yearText)) {
    const start = calendarDay(Number(yearText), month, dayOfMonth);
    return start === undefined
      ? undefined
      : dateSpan(units, { from: at, to: yearAt + 1, start, hasYear: true });
  }
  return withoutYear(units, { from: at, to: at + 2 }, { month, dayOfMonth }, published);
}

function withoutYear(
  units: readonly Unit[],
  place: UnitSpan,
  monthDay: { readonly month: number; readonly dayOfMonth: number },
  published: CalendarDay | undefined,
): DateSpan | undefined {
  if (published === undefined) return undefined;
  const start = nearestMonthDay(published, monthDay, directionAt(units, place.from));
  return start === undefined ? undefined : dateSpan(units, { ...place, start });
}

function readBareMonth(
  units: readonly Unit[],
  at: number,
  month: number,
  published: CalendarDay | undefined,
): DateSpan | undefined {
  const yearText = units[at + 1]?.norm ?? "";
  const before = units[at - 1]?.norm ?? "";
  const hasYear = /^(19|20)\d\d$/.test(yearText);
  // "may" and "march" are verbs too: a bare one needs "in", "since", "last" ... before it.
  if (
    !hasYear &&
    !/^(in|since|of|last|next|this|mid|late|early|from|until|by|during|s|'s|ended|through|between)$/.test(
      before,
    )
  )
    return undefined;
  if (!hasYear && published === undefined) return undefined;
  const direction = before === "next" ? "ahead" : directionAt(units, at);
  const year = hasYear ? Number(yearText) : nearestYearOf(month, published!, direction);
  const days = daysOfMonth(year, month);
  if (before === "mid" && published !== undefined)
    return dateSpan(units, { from: at, to: at + 1, start: days.start + 14, hasYear });
  return dateSpan(units, { from: at, to: hasYear ? at + 2 : at + 1, ...days, hasYear });
}

// What may follow a day of the month: anything else makes it "the 20th Congress" or "the 14th plan".
const AFTER_DAY =
  /^([^a-z0-9]|that|in|by|to|and|for|it|its|from|with|when|as|after|before|at|of|which|but|said|he|she|they|on|under|following)$/;

/** "on the 13th": the most recent such day, or the next one where it lies ahead. */
export function readDayOfMonth(
  units: readonly Unit[],
  at: number,
  published: CalendarDay,
): DateSpan | undefined {
  if (units[at - 1]?.norm !== "the" || units[at - 2]?.norm !== "on") return undefined;
  const next = units[at + 1];
  if (next !== undefined && !AFTER_DAY.test(next.norm)) return undefined;
  const dayOfMonth = Number.parseInt(units[at]!.norm, 10);
  const start = nearestDayOfMonth(published, dayOfMonth, directionAt(units, at));
  return start === undefined ? undefined : dateSpan(units, { from: at, to: at + 1, start });
}

/** "2024-03-05", "2020". */
export function readYear(
  units: readonly Unit[],
  at: number,
  published: CalendarDay | undefined,
): DateSpan | undefined {
  const iso =
    /^\d{4}$/.test(units[at]!.norm) &&
    /^\d{1,2}$/.test(units[at + 1]?.norm ?? "") &&
    /^\d{1,2}$/.test(units[at + 2]?.norm ?? "");
  if (iso && units[at + 1]!.start - units[at]!.end === 1 && units[at + 2]!.start - units[at + 1]!.end === 1) {
    const day = calendarDay(
      Number(units[at]!.norm),
      Number(units[at + 1]!.norm),
      Number(units[at + 2]!.norm),
    );
    if (day !== undefined) return dateSpan(units, { from: at, to: at + 3, start: day, hasYear: true });
  }
  const year = Number(units[at]!.norm);
  if (published !== undefined && year > calendarDayParts(published).year + 30) return undefined;
  return dateSpan(units, { from: at, to: at + 1, ...daysOfYear(year), hasYear: true });
}
