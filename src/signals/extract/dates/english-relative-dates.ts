import { type CalendarDay, calendarDayParts, weekday as weekdayOf } from "../../../time/calendar-day.ts";
import type { Unit } from "../text/units.ts";
import {
  type DateSpan,
  daysOfMonth,
  daysOfWeek,
  daysOfYear,
  type FoundDate,
  weekdayOnOrAfter,
  weekdayOnOrBefore,
} from "./date-span.ts";
import { dateSpan, directionAt } from "./english-date-context.ts";

/** "on Monday", "last Friday", "next Tuesday". */
export function readWeekday(
  units: readonly Unit[],
  at: number,
  dayOfWeek: number,
  published: CalendarDay,
): DateSpan {
  return dateSpan(units, { from: at, to: at + 1, start: weekdayMeant(units, at, dayOfWeek, published) });
}

function weekdayMeant(
  units: readonly Unit[],
  at: number,
  dayOfWeek: number,
  published: CalendarDay,
): CalendarDay {
  const before = units[at - 1]?.norm ?? "";
  if (before === "last") return weekdayOnOrBefore(published - 1, dayOfWeek);
  if (before === "next") return daysOfWeek(published, 1).start + dayOfWeek - 1;
  return before === "coming" || directionAt(units, at) === "ahead"
    ? weekdayOnOrAfter(published, dayOfWeek)
    : weekdayOnOrBefore(published, dayOfWeek);
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
  const day = DAYS_AWAY.get(norm);
  if (day !== undefined) return dateSpan(units, { from: at, to: at + 1, start: published + day });
  if (norm === "weekend" && /^(the|this|last)$/.test(units[at - 1]?.norm ?? "")) {
    const sunday = weekdayOnOrBefore(published, 7);
    const isNow = weekdayOf(published) === 6;
    const days = isNow ? { start: published } : { start: sunday - 1, end: sunday };
    return dateSpan(units, { from: at, to: at + 1, ...days });
  }
  const next = units[at + 1]?.norm ?? "";
  const shift = SHIFTS.get(norm);
  if (shift !== undefined) {
    const days = next.endsWith("s") ? undefined : periodAway(next, shift, published);
    return days && dateSpan(units, { from: at, to: at + 2, ...days });
  }
  const count = COUNTS.get(norm) ?? (/^\d{1,2}$/.test(norm) ? Number(norm) : undefined);
  if (count === undefined || !/^(ago|earlier)$/.test(units[at + 2]?.norm ?? "")) return undefined;
  const days = /^days?$/.test(next) ? { start: published - count } : periodAway(next, -count, published);
  return days && dateSpan(units, { from: at, to: at + 3, ...days });
}

/** The week, month or year that lies `shift` of them after that of publication; `undefined` for any other word. */
function periodAway(
  unit: string,
  shift: number,
  published: CalendarDay,
): Omit<FoundDate, "from" | "to"> | undefined {
  if (/^weeks?$/.test(unit)) return daysOfWeek(published, shift);
  const { year, month } = calendarDayParts(published);
  if (/^months?$/.test(unit)) return daysOfMonth(year, month + shift);
  return /^years?$/.test(unit) ? daysOfYear(year + shift) : undefined;
}

const DAYS_AWAY: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tonight", 0],
  ["tomorrow", 1],
]);

/** "this week", "last month": periods away. */
const SHIFTS: ReadonlyMap<string, number> = new Map([
  ["last", -1],
  ["this", 0],
  ["coming", 0],
  ["next", 1],
]);
