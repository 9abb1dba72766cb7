import {
  type CalendarDay,
  calendarDay,
  calendarDayParts,
  weekday as weekdayOf,
} from "../../time/calendar-day.ts";
import { type DatePrecision, type DateSpan, weekdayOnOrAfter, weekdayOnOrBefore } from "./date-span.ts";
import type { Unit } from "./units.ts";

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
const FUTURE_WORDS = new Set(["will", "scheduled", "due", "upcoming", "to", "would", "plans", "expected"]);
const CLAUSE_MARKS = new Set([",", ";", ":", "—", "–"]);
const EFFECTIVE_WORDS = new Set([
  "effective",
  "starting",
  "beginning",
  "start",
  "starts",
  "begins",
  "from",
  "effect",
  "force",
]);
const DEADLINE_WORDS = new Set(["until", "by", "before", "till", "through"]);
const FILLERS = new Set([
  "mid",
  "on",
  "in",
  "late",
  "early",
  "the",
  "of",
  "morning",
  "evening",
  "night",
  "afternoon",
  "this",
  "last",
  "next",
  "into",
  "as",
  "from",
]);

/**
 * Finds the English date expressions of a sentence.
 *
 * Direction of a bare weekday or month-day: back to the most recent one on or before publication, unless a
 * future word stands in the few words before ("will visit on Tuesday"), then the next one on or after it.
 *
 * @param published the day of publication; without one only dates that name a year resolve
 */
export function englishDates(units: readonly Unit[], published: CalendarDay | undefined): DateSpan[] {
  const spans: DateSpan[] = [];
  for (let at = 0; at < units.length; at++) {
    const found = readAt(units, at, published);
    if (found === undefined) continue;
    spans.push(found);
    at = found.to - 1;
  }
  return spans;
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
  const dayOfWeek = WEEKDAYS.get(norm);
  if (dayOfWeek !== undefined && unit.letterCase !== "lower")
    return readWeekday(units, at, dayOfWeek, published);
  return readRelative(units, at, published);
}

function span(
  units: readonly Unit[],
  from: number,
  to: number,
  start: CalendarDay,
  end: CalendarDay,
  precision: DatePrecision,
  hasYear = false,
): DateSpan {
  return { from, to, start, end, precision, hasYear, role: roleBefore(units, from) };
}

function roleBefore(units: readonly Unit[], from: number): DateSpan["role"] {
  let at = from - 1;
  const words: string[] = [];
  while (at >= 0 && words.length < 4) {
    const norm = units[at]!.norm;
    words.push(norm);
    if (!FILLERS.has(norm)) break;
    at--;
  }
  if (words.some((word) => EFFECTIVE_WORDS.has(word))) return "effective";
  if (words.includes("as") && words.includes("of")) return "effective";
  return words.some((word) => DEADLINE_WORDS.has(word)) ? "deadline" : "event";
}

function isFuture(units: readonly Unit[], at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 16); index--) {
    const norm = units[index]!.norm;
    if (CLAUSE_MARKS.has(norm)) return false;
    if (norm === "to" && !isInfinitive(units, index)) continue;
    if (FUTURE_WORDS.has(norm)) return !hasPastSpeech(units, index, at);
  }
  return false;
}

/** "will widen the scheme, the ministry said on Friday": the date belongs to the saying. */
function hasPastSpeech(units: readonly Unit[], from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    if (
      /^(said|announced|told|reported|confirmed|stated|vowed|pledged|promised|approved|issued|published|released)$/.test(
        units[index]!.norm,
      )
    ) {
      return to - index <= 5;
    }
  }
  return false;
}

const INFINITIVES = new Set([
  "visit",
  "meet",
  "hold",
  "brief",
  "convene",
  "attend",
  "open",
  "start",
  "begin",
  "gather",
  "host",
]);

function isInfinitive(units: readonly Unit[], at: number): boolean {
  return INFINITIVES.has(units[at + 1]?.norm ?? "");
}

function readMonth(
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
    return span(units, at, yearAt + 1, start, end, "day", true);
  }
  return fromMonthDay(units, at, to, month, dayOfMonth, lastDay, published);
}

function isRangeJoin(units: readonly Unit[], to: number, rangeAt: number): boolean {
  return rangeAt > to || units[to]!.start - units[to - 1]!.end === 1;
}

function readDayMonth(
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
    return start === undefined ? undefined : span(units, at, yearAt + 1, start, start, "day", true);
  }
  return fromMonthDay(units, at, at + 2, month, dayOfMonth, dayOfMonth, published);
}

function fromMonthDay(
  units: readonly Unit[],
  from: number,
  to: number,
  month: number,
  dayOfMonth: number,
  lastDay: number,
  published: CalendarDay | undefined,
): DateSpan | undefined {
  if (published === undefined) return undefined;
  const start = nearestMonthDay(
    published,
    month,
    dayOfMonth,
    isFuture(units, from) || roleBefore(units, from) !== "event",
  );
  return start === undefined
    ? undefined
    : span(units, from, to, start, start + (lastDay - dayOfMonth), "day");
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
  let year: number;
  if (hasYear) year = Number(yearText);
  else {
    if (published === undefined) return undefined;
    const parts = calendarDayParts(published);
    const isAhead = isFuture(units, at) || before === "next" || roleBefore(units, at) !== "event";
    year = isAhead
      ? month >= parts.month
        ? parts.year
        : parts.year + 1
      : month <= parts.month
        ? parts.year
        : parts.year - 1;
  }
  const start = calendarDay(year, month, 1)!;
  const end = calendarDay(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1)! - 1;
  if (before === "mid" && published !== undefined)
    return span(units, at, at + 1, start + 14, start + 14, "day", hasYear);
  return span(units, at, hasYear ? at + 2 : at + 1, start, end, "month", hasYear);
}

function readYear(
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
    if (day !== undefined) return span(units, at, at + 3, day, day, "day", true);
  }
  const year = Number(units[at]!.norm);
  if (published !== undefined && year > calendarDayParts(published).year + 30) return undefined;
  return span(units, at, at + 1, calendarDay(year, 1, 1)!, calendarDay(year, 12, 31)!, "year", true);
}

function readWeekday(
  units: readonly Unit[],
  at: number,
  dayOfWeek: number,
  published: CalendarDay,
): DateSpan {
  const before = units[at - 1]?.norm ?? "";
  const single = (day: CalendarDay): DateSpan => span(units, at, at + 1, day, day, "day");
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

function readRelative(units: readonly Unit[], at: number, published: CalendarDay): DateSpan | undefined {
  const norm = units[at]!.norm;
  const next = units[at + 1]?.norm ?? "";
  const single = (to: number, day: CalendarDay): DateSpan => span(units, at, to, day, day, "day");
  if (norm === "today" || norm === "tonight") return single(at + 1, published);
  if (norm === "yesterday") return single(at + 1, published - 1);
  if (norm === "tomorrow") return single(at + 1, published + 1);
  const monday = published - (weekdayOf(published) - 1);
  if (norm === "this" || norm === "last" || norm === "next" || norm === "coming") {
    const shift = norm === "last" ? -1 : norm === "next" ? 1 : 0;
    if (next === "week") return span(units, at, at + 2, monday + 7 * shift, monday + 7 * shift + 6, "week");
    if (next === "month") return monthSpan(units, at, published, shift);
    if (next === "year") {
      const year = calendarDayParts(published).year + shift;
      return span(units, at, at + 2, calendarDay(year, 1, 1)!, calendarDay(year, 12, 31)!, "year");
    }
    return undefined;
  }
  const count = COUNTS.get(norm) ?? (/^\d{1,2}$/.test(norm) ? Number(norm) : undefined);
  if (count === undefined) return undefined;
  const after = units[at + 2]?.norm;
  if (after !== "ago" && after !== "earlier") return undefined;
  if (next === "days" || next === "day") return single(at + 3, published - count);
  if (next === "weeks" || next === "week")
    return span(units, at, at + 3, monday - 7 * count, monday - 7 * count + 6, "week");
  if (next === "years" || next === "year") {
    const year = calendarDayParts(published).year - count;
    return span(units, at, at + 3, calendarDay(year, 1, 1)!, calendarDay(year, 12, 31)!, "year");
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
  return span(units, at, at + length, start, end, "month");
}
