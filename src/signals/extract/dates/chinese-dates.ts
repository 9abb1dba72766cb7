import { type CalendarDay, calendarDay, calendarDayParts } from "../../../time/calendar-day.ts";
import type { UnitSpan } from "../text/unit-span.ts";
import { charactersOf } from "../text/unit-text.ts";
import type { Unit } from "../text/units.ts";
import {
  collectSpans,
  type DateSpan,
  type Direction,
  daysOfMonth,
  daysOfWeek,
  daysOfYear,
  type FoundDate,
  inRole,
  nearestDayOfMonth,
  nearestMonthDay,
  nearestYearOf,
  weekdayOnOrAfter,
  weekdayOnOrBefore,
} from "./date-span.ts";

const WEEKDAYS: ReadonlyMap<string, number> = new Map([
  ["一", 1],
  ["二", 2],
  ["三", 3],
  ["四", 4],
  ["五", 5],
  ["六", 6],
  ["日", 7],
  ["天", 7],
]);
const DAYS_AWAY: ReadonlyMap<string, number> = new Map([
  ["前天", -2],
  ["昨日", -1],
  ["昨天", -1],
  ["昨晚", -1],
  ["今日", 0],
  ["今天", 0],
  ["今晚", 0],
  ["今早", 0],
  ["明日", 1],
  ["明天", 1],
]);
const WEEKS_AWAY: ReadonlyMap<string, number> = new Map([
  ["上周", -1],
  ["本周", 0],
  ["这周", 0],
  ["下周", 1],
]);
const YEARS_AWAY: ReadonlyMap<string, number> = new Map([
  ["前年", -2],
  ["去年", -1],
  ["明年", 1],
]);
// Most characters begin no date: one look-up tells.
const WORD_STARTS = new Set(
  [...DAYS_AWAY.keys(), ...WEEKS_AWAY.keys(), ...YEARS_AWAY.keys(), "周", "星"].map((word) => word[0]),
);
const FUTURE_REACH = 6;
const FUTURE = ["将", "拟", "定于", "即将"];
const EFFECTIVE_AFTER = ["起", "施行", "生效"];
// 13日零时起, 10日12时01分起: the hour stands between.
const CLOCK = /^(凌晨|上午|下午|晚)?([零〇\d一二三四五六七八九十]+[时点]([零〇\d一二三四五六七八九十]+分)?)?/;
const CLOCK_REACH = 8;

/**
 * Finds the Chinese date expressions of a sentence: 2024年9月24日, 9月24日, 24日, 上周五, 今日, 去年 ...
 *
 * A bare day of the month is the most recent such day on or before publication, or the next one where 将,
 * 拟 or 定于 stands before it.
 */
export function chineseDates(units: readonly Unit[], published: CalendarDay | undefined): DateSpan[] {
  return collectSpans(units.length, (at) => readAt(units, at, published));
}

function readAt(
  units: readonly Unit[],
  at: number,
  published: CalendarDay | undefined,
): DateSpan | undefined {
  const norm = units[at]!.norm;
  // 每月20日, 每年3月15日: a day that comes round is no day.
  if (/^\d{1,4}$/.test(norm))
    return units[at - 2]?.norm === "每" ? undefined : readNumber(units, at, published);
  return published === undefined ? undefined : readWord(units, at, published);
}

function dateSpan(units: readonly Unit[], found: FoundDate): DateSpan {
  return inRole(found, roleAround(units, found));
}

function roleAround(units: readonly Unit[], { from, to }: UnitSpan): DateSpan["role"] {
  const before = units[from - 1]?.norm ?? "";
  const after = charactersOf(units, to, to + CLOCK_REACH).replace(CLOCK, "");
  if (before === "自" || EFFECTIVE_AFTER.some((word) => after.startsWith(word))) return "effective";
  // 决定于3月27日降低: the decision is taken now, the cut comes then.
  if (before === "于" && units[from - 2]?.norm === "定" && units[from - 3]?.norm === "决") return "effective";
  if (before === "至" || before === "到" || after.startsWith("前") || before === "底") return "deadline";
  return "event";
}

function directionAt(units: readonly Unit[], { from, to }: UnitSpan): Direction {
  const before = charactersOf(units, from - FUTURE_REACH, from);
  const isAhead =
    FUTURE.some((word) => before.includes(word)) ||
    // 自24日: from then on.
    roleAround(units, { from, to: from }) === "effective" ||
    roleAround(units, { from, to }) === "effective";
  return isAhead ? "ahead" : "back";
}

/** 2024年9月24日, 2024年9月, 9月24日, 9月, 24日: what begins with a number. */
function readNumber(
  units: readonly Unit[],
  at: number,
  published: CalendarDay | undefined,
): DateSpan | undefined {
  const value = Number(units[at]!.norm);
  const mark = units[at + 1]?.norm;
  if (mark === "年" && value >= 1900 && value <= 2100) return readYear(units, at, value);
  if (published === undefined) return undefined;
  if (mark === "月" && value >= 1 && value <= 12) return readMonth(units, at, value, published);
  if (mark !== "日" || value < 1 || value > 31) return undefined;
  const place = { from: at, to: at + 2 };
  const start = nearestDayOfMonth(published, value, directionAt(units, place));
  return start === undefined ? undefined : dateSpan(units, { ...place, start });
}

function readYear(units: readonly Unit[], at: number, year: number): DateSpan | undefined {
  const month = numberAt(units, at + 2);
  if (units[at + 3]?.norm !== "月" || !(month >= 1 && month <= 12))
    return dateSpan(units, { from: at, to: at + 2, ...daysOfYear(year), hasYear: true });
  if (units[at + 5]?.norm !== "日")
    return dateSpan(units, { from: at, to: at + 4, ...daysOfMonth(year, month), hasYear: true });
  const start = calendarDay(year, month, numberAt(units, at + 4));
  return start === undefined ? undefined : dateSpan(units, { from: at, to: at + 6, start, hasYear: true });
}

function readMonth(
  units: readonly Unit[],
  at: number,
  month: number,
  published: CalendarDay,
): DateSpan | undefined {
  if (units[at + 3]?.norm !== "日") {
    if (units[at + 2]?.norm === "日") return undefined;
    const year = nearestYearOf(month, published, directionAt(units, { from: at, to: at }));
    return dateSpan(units, { from: at, to: at + 2, ...daysOfMonth(year, month) });
  }
  const dayOfMonth = numberAt(units, at + 2);
  const place = { from: at, to: at + 4 };
  // 至9月24日, 9月24日前: a deadline lies ahead, too.
  const direction = roleAround(units, place) === "deadline" ? "ahead" : directionAt(units, place);
  const start = nearestMonthDay(published, { month, dayOfMonth }, direction);
  if (start === undefined) return undefined;
  // 12月23日至24日: a range of days.
  const last = numberAt(units, at + 5);
  const isRange =
    /^[至到—-]$/.test(units[at + 4]?.norm ?? "") && units[at + 6]?.norm === "日" && last > dayOfMonth;
  if (!isRange) return dateSpan(units, { ...place, start });
  const range = dateSpan(units, { from: at, to: at + 7, start, end: start + (last - dayOfMonth) });
  return { ...range, role: "event" };
}

function numberAt(units: readonly Unit[], at: number): number {
  return Number(units[at]?.norm ?? Number.NaN);
}

/** 今日, 上周五, 周五, 去年: what is told from the day of publication. */
function readWord(units: readonly Unit[], at: number, published: CalendarDay): DateSpan | undefined {
  const norm = units[at]!.norm;
  if (!WORD_STARTS.has(norm)) return undefined;
  const two = norm + (units[at + 1]?.norm ?? "");
  const day = DAYS_AWAY.get(two);
  if (day !== undefined) return dateSpan(units, { from: at, to: at + 2, start: published + day });
  const week = WEEKS_AWAY.get(two);
  if (week !== undefined) {
    const days = daysOfWeek(published, week);
    const dayOfWeek = WEEKDAYS.get(units[at + 2]?.norm ?? "");
    return dayOfWeek === undefined
      ? dateSpan(units, { from: at, to: at + 2, ...days })
      : dateSpan(units, { from: at, to: at + 3, start: days.start + dayOfWeek - 1 });
  }
  const year = YEARS_AWAY.get(two);
  if (year !== undefined) {
    const days = daysOfYear(calendarDayParts(published).year + year);
    return dateSpan(units, { from: at, to: at + 2, ...days });
  }
  return norm === "周" || two === "星期" ? readWeekday(units, at, published) : undefined;
}

function readWeekday(units: readonly Unit[], at: number, published: CalendarDay): DateSpan | undefined {
  const place = units[at]!.norm === "周" ? at + 1 : at + 2;
  const dayOfWeek = WEEKDAYS.get(units[place]?.norm ?? "");
  if (dayOfWeek === undefined || units[place + 1]?.norm === "年") return undefined;
  const start =
    directionAt(units, { from: at, to: at }) === "ahead"
      ? weekdayOnOrAfter(published, dayOfWeek)
      : weekdayOnOrBefore(published, dayOfWeek);
  return dateSpan(units, { from: at, to: place + 1, start });
}
