import { type CalendarDay, calendarDayParts, formatCalendarDay, weekday } from "./calendar-day.ts";
import type { ExchangeCode } from "./exchange.ts";
import type { MinuteOfDay } from "./zoned-time.ts";

const NOON: MinuteOfDay = 12 * 60;
const ONE_IN_THE_AFTERNOON: MinuteOfDay = 13 * 60;

/** Eves of Lunar New Year; Hong Kong trades the morning only if the eve is a weekday. */
const LUNAR_NEW_YEAR_EVES: ReadonlySet<string> = new Set([
  "2010-02-13",
  "2011-02-02",
  "2012-01-22",
  "2013-02-09",
  "2014-01-30",
  "2015-02-18",
  "2016-02-07",
  "2017-01-27",
  "2018-02-15",
  "2019-02-04",
  "2020-01-24",
  "2021-02-11",
  "2022-01-31",
  "2023-01-21",
  "2024-02-09",
  "2025-01-28",
  "2026-02-16",
  "2027-02-05",
  "2028-01-25",
  "2029-02-12",
  "2030-02-02",
]);

/**
 * The minute at which a half day of `exchange` closes, or `undefined` on a day of regular hours.
 *
 * Hong Kong: the eves of Christmas, New Year and Lunar New Year close at 12:00. New York: the day after
 * Thanksgiving, 24 December and 3 July (when the next day is the holiday) close at 13:00. London: the last
 * weekday before Christmas and before New Year close at 12:30. Mainland China and Tokyo have no half days.
 */
export function earlyCloseMinute(exchange: ExchangeCode, day: CalendarDay): MinuteOfDay | undefined {
  switch (exchange) {
    case "HKEX":
      return isHongKongEve(day) ? NOON : undefined;
    case "NYSE":
    case "NASDAQ":
      return isNewYorkHalfDay(day) ? ONE_IN_THE_AFTERNOON : undefined;
    case "LSE":
      return isLondonHalfDay(day) ? NOON + 30 : undefined;
    default:
      return undefined;
  }
}

function isHongKongEve(day: CalendarDay): boolean {
  const { month, dayOfMonth } = calendarDayParts(day);
  if (month === 12 && (dayOfMonth === 24 || dayOfMonth === 31)) return true;
  return LUNAR_NEW_YEAR_EVES.has(formatCalendarDay(day));
}

function isNewYorkHalfDay(day: CalendarDay): boolean {
  const { month, dayOfMonth } = calendarDayParts(day);
  const isDayAfterThanksgiving = month === 11 && weekday(day) === 5 && dayOfMonth >= 23 && dayOfMonth <= 29;
  const isChristmasEve = month === 12 && dayOfMonth === 24 && weekday(day) <= 4;
  const isIndependenceEve = month === 7 && dayOfMonth === 3 && weekday(day) <= 4;
  return isDayAfterThanksgiving || isChristmasEve || isIndependenceEve;
}

function isLondonHalfDay(day: CalendarDay): boolean {
  const { month, dayOfMonth } = calendarDayParts(day);
  if (month !== 12 || weekday(day) > 5) return false;
  const isFriday = weekday(day) === 5;
  const isLastBefore = (eve: number) =>
    dayOfMonth === eve || (isFriday && (dayOfMonth === eve - 1 || dayOfMonth === eve - 2));
  return isLastBefore(24) || isLastBefore(31);
}
