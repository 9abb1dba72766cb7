import {
  type CalendarDay,
  calendarDay,
  calendarDayParts,
  weekday as weekdayOf,
} from "../../../time/calendar-day.ts";
import { charactersOf } from "../text/unit-text.ts";
import type { Unit } from "../text/units.ts";
import {
  collectSpans,
  type DatePrecision,
  type DateSpan,
  nearestDayOfMonth,
  nearestMonthDay,
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

function make(
  units: readonly Unit[],
  from: number,
  to: number,
  start: CalendarDay,
  end: CalendarDay,
  precision: DatePrecision,
  hasYear = false,
): DateSpan {
  return { from, to, start, end, precision, hasYear, role: roleAround(units, from, to) };
}

function roleAround(units: readonly Unit[], from: number, to: number): DateSpan["role"] {
  const before = units[from - 1]?.norm ?? "";
  const after = charactersOf(units, to, to + CLOCK_REACH).replace(CLOCK, "");
  if (before === "自" || EFFECTIVE_AFTER.some((word) => after.startsWith(word))) return "effective";
  // 决定于3月27日降低: the decision is taken now, the cut comes then.
  if (before === "于" && units[from - 2]?.norm === "定" && units[from - 3]?.norm === "决") return "effective";
  if (before === "至" || before === "到" || after.startsWith("前") || before === "底") return "deadline";
  return "event";
}

function isAhead(units: readonly Unit[], from: number): boolean {
  const before = charactersOf(units, from - 6, from);
  return FUTURE.some((word) => before.includes(word)) || roleAround(units, from, from) === "effective";
}

function readNumber(
  units: readonly Unit[],
  at: number,
  published: CalendarDay | undefined,
): DateSpan | undefined {
  const value = Number(units[at]!.norm);
  const mark = units[at + 1]?.norm;
  if (mark === "年" && value >= 1900 && value <= 2100) {
    const month = Number(units[at + 2]?.norm ?? Number.NaN);
    if (units[at + 3]?.norm === "月" && month >= 1 && month <= 12) {
      const dayOfMonth = Number(units[at + 4]?.norm ?? Number.NaN);
      if (units[at + 5]?.norm === "日") {
        const day = calendarDay(value, month, dayOfMonth);
        return day === undefined ? undefined : make(units, at, at + 6, day, day, "day", true);
      }
      return wholeMonth(units, at, at + 4, value, month, true);
    }
    return make(units, at, at + 2, calendarDay(value, 1, 1)!, calendarDay(value, 12, 31)!, "year", true);
  }
  if (published === undefined) return undefined;
  if (mark === "月" && value >= 1 && value <= 12) {
    const dayOfMonth = Number(units[at + 2]?.norm ?? Number.NaN);
    const ahead = isAhead(units, at);
    if (units[at + 3]?.norm === "日") {
      const day = nearestMonthDay(
        published,
        value,
        dayOfMonth,
        ahead || roleAround(units, at, at + 4) !== "event",
      );
      if (day === undefined) return undefined;
      // 12月23日至24日: a range of days.
      const last = Number(units[at + 5]?.norm ?? Number.NaN);
      const isRange =
        /^[至到—-]$/.test(units[at + 4]?.norm ?? "") && units[at + 6]?.norm === "日" && last > dayOfMonth;
      if (isRange)
        return { ...make(units, at, at + 7, day, day + (last - dayOfMonth), "day"), role: "event" };
      return make(units, at, at + 4, day, day, "day");
    }
    if (units[at + 2]?.norm === "份" || units[at + 2]?.norm !== "日") {
      const { year, month } = calendarDayParts(published);
      const inYear = ahead ? (value >= month ? year : year + 1) : value <= month ? year : year - 1;
      return wholeMonth(units, at, at + 2, inYear, value, false);
    }
  }
  if (mark === "日" && value >= 1 && value <= 31) {
    const day = nearestDayOfMonth(
      published,
      value,
      isAhead(units, at) || roleAround(units, at, at + 2) === "effective",
    );
    return day === undefined ? undefined : make(units, at, at + 2, day, day, "day");
  }
  return undefined;
}

function wholeMonth(
  units: readonly Unit[],
  from: number,
  to: number,
  year: number,
  month: number,
  hasYear: boolean,
): DateSpan {
  const start = calendarDay(year, month, 1)!;
  const end = calendarDay(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1)! - 1;
  return make(units, from, to, start, end, "month", hasYear);
}

function readWord(units: readonly Unit[], at: number, published: CalendarDay): DateSpan | undefined {
  const norm = units[at]!.norm;
  const next = units[at + 1]?.norm ?? "";
  const two = norm + next;
  const single = (to: number, day: CalendarDay): DateSpan => make(units, at, to, day, day, "day");
  if (two === "今日" || two === "今天" || two === "今晚" || two === "今早") return single(at + 2, published);
  if (two === "昨日" || two === "昨天" || two === "昨晚") return single(at + 2, published - 1);
  if (two === "前天") return single(at + 2, published - 2);
  if (two === "明日" || two === "明天") return single(at + 2, published + 1);
  const monday = published - (weekdayOf(published) - 1);
  if (two === "上周" || two === "本周" || two === "下周" || two === "这周") {
    const shift = norm === "上" ? -1 : norm === "下" ? 1 : 0;
    const dayOfWeek = WEEKDAYS.get(units[at + 2]?.norm ?? "");
    if (dayOfWeek !== undefined) return single(at + 3, monday + 7 * shift + dayOfWeek - 1);
    return make(units, at, at + 2, monday + 7 * shift, monday + 7 * shift + 6, "week");
  }
  const isWeekday = norm === "周" || (norm === "星" && next === "期");
  if (isWeekday) {
    const place = norm === "周" ? at + 1 : at + 2;
    const dayOfWeek = WEEKDAYS.get(units[place]?.norm ?? "");
    if (dayOfWeek === undefined || units[place + 1]?.norm === "年") return undefined;
    const day = isAhead(units, at)
      ? weekdayOnOrAfter(published, dayOfWeek)
      : weekdayOnOrBefore(published, dayOfWeek);
    return single(place + 1, day);
  }
  if (two === "去年" || two === "前年" || two === "明年") {
    const year = calendarDayParts(published).year + (two === "明年" ? 1 : two === "去年" ? -1 : -2);
    return make(units, at, at + 2, calendarDay(year, 1, 1)!, calendarDay(year, 12, 31)!, "year");
  }
  return undefined;
}
