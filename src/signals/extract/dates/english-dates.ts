import type { CalendarDay } from "../../../time/calendar-day.ts";
import type { Unit } from "../text/units.ts";
import type { DateSpan } from "./date-span.ts";
import { collectSpans } from "./date-span.ts";
import { readDayMonth, readDayOfMonth, readMonth, readYear } from "./english-calendar-dates.ts";
import { readRelative, readWeekday } from "./english-relative-dates.ts";

const MONTHS: ReadonlyMap<string, number> = new Map(
  "january february march april may june july august september october november december"
    .split(" ")
    .flatMap((name, index) => [
      [name, index + 1],
      [name.slice(0, 3), index + 1],
    ]),
);
const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  "monday tuesday wednesday thursday friday saturday sunday"
    .split(" ")
    .map((name, index) => [name, index + 1]),
);
/**
 * Finds the English date expressions of a sentence.
 *
 * Direction of a bare weekday or month-day: back to the most recent one on or before publication, unless a
 * future word stands in the few words before ("will visit on Tuesday"), then the next one on or after it.
 *
 * @param published the day of publication; without one only dates that name a year resolve
 */
export function englishDates(units: readonly Unit[], published: CalendarDay | undefined): DateSpan[] {
  return collectSpans(units.length, (at) => readAt(units, at, published));
}

function readAt(
  units: readonly Unit[],
  at: number,
  published: CalendarDay | undefined,
): DateSpan | undefined {
  const unit = units[at]!;
  const norm = unit.norm;
  const month = MONTHS.get(norm);
  if (month !== undefined && unit.letterCase !== "lower") return readMonth(units, at, month, published);
  if (/^\d{1,2}$/.test(norm)) {
    const following = units[at + 1];
    const monthAfter = following?.letterCase !== "lower" ? MONTHS.get(following?.norm ?? "") : undefined;
    if (monthAfter !== undefined) return readDayMonth(units, at, monthAfter, published);
  }
  if (/^(19|20)\d\d$/.test(norm)) return readYear(units, at, published);
  if (published === undefined) return undefined;
  if (/^\d{1,2}(st|nd|rd|th)$/.test(norm)) return readDayOfMonth(units, at, published);
  const dayOfWeek = WEEKDAYS.get(norm);
  if (dayOfWeek !== undefined && unit.letterCase !== "lower")
    return readWeekday(units, at, dayOfWeek, published);
  return readRelative(units, at, published);
}
