import { type CalendarDay, calendarDayParts, weekday } from "./calendar-day.ts";
import type { ExchangeCode } from "./exchange-code.ts";
import { isLunarNewYearEve } from "./lunar-new-year-eve.ts";
import type { MinuteOfDay } from "./zoned-time.ts";

const MONDAY = 1;
const WEDNESDAY = 3;
const THURSDAY = 4;
const FRIDAY = 5;

/**
 * The recurring half days of an exchange: the minute at which its session of `day` closes, or `undefined` on a
 * day of regular hours. Whether there is a session at all is not asked here. Single irregular days (storms, a
 * funeral, a circuit breaker) are in one-off-hours.ts.
 *
 * - **HKEX**: the eves of Christmas, New Year and Lunar New Year trade the morning only, so they close where the
 *   lunch break of the hours in force begins: 12:00, and 12:30 before 2011-03-07.
 * - **NYSE, Nasdaq**: 13:00, and 14:00 up to 1992, on the Friday after Thanksgiving (since 1992); 24 December,
 *   Monday to Thursday (since 1990; on a Friday it is the holiday itself); 3 July on a Monday, Tuesday or
 *   Thursday (since 1995) and on a Wednesday (since 2013); 5 July on a Friday (1995 to 2012).
 * - **LSE**: 12:30 on the last weekday up to 24 December and up to 31 December.
 * - **TSE**: the first session of a year (from 4 January) and the last (to 30 December) traded the morning only,
 *   to 11:00, up to and with 2009-01-05.
 * - **SSE, SZSE, FX**: none.
 *
 * Sources. HKEX: its trading-hours page (no afternoon on the three eves); for 12:30 before 2011-03-07 the calendar
 * XHKG of exchange_calendars. New York: the NYSE's list of special closings to 2011, and its yearly holiday
 * notices since. LSE: its business-days page ("closing process commences from 12:30"), and its notice for 2007/2008.
 * TSE: Rakuten Securities' chronicle of 30 December 2009, from which day on year-end sessions are full.
 *
 * On a full day Hong Kong's closing price is made in the auction from 16:00 to 16:10 (12:00 to 12:10 on an eve).
 * The close here is the end of continuous trading: news that falls into the auction belongs to the next session.
 *
 * @param morningEnds where the lunch break of the regular hours in force begins, for exchanges that have one
 */
export function earlyCloseMinute(
  exchange: ExchangeCode,
  day: CalendarDay,
  morningEnds: MinuteOfDay = 12 * 60,
): MinuteOfDay | undefined {
  switch (exchange) {
    case "HKEX":
      return isHongKongEve(day) ? morningEnds : undefined;
    case "NYSE":
    case "NASDAQ":
      return newYorkHalfDay(day);
    case "LSE":
      return isLondonHalfDay(day) ? 12 * 60 + 30 : undefined;
    case "TSE":
      return isTokyoHalfDay(day) ? morningEnds : undefined;
    default:
      return undefined;
  }
}

function isHongKongEve(day: CalendarDay): boolean {
  const { month, dayOfMonth } = calendarDayParts(day);
  if (month === 12) return dayOfMonth === 24 || dayOfMonth === 31;
  return month <= 2 && isLunarNewYearEve(day);
}

function newYorkHalfDay(day: CalendarDay): MinuteOfDay | undefined {
  const { year, month, dayOfMonth } = calendarDayParts(day);
  const on = weekday(day);
  const isHalfDay =
    (month === 11 && isAfterThanksgiving(year, dayOfMonth, on)) ||
    (month === 12 && dayOfMonth === 24 && year >= 1990 && on <= THURSDAY) ||
    (month === 7 && isBesideIndependenceDay(year, dayOfMonth, on));
  if (!isHalfDay) return undefined;
  return year <= 1992 ? 14 * 60 : 13 * 60;
}

/** The day after the fourth Thursday of November. */
function isAfterThanksgiving(year: number, dayOfMonth: number, on: number): boolean {
  return year >= 1992 && on === FRIDAY && dayOfMonth >= 23 && dayOfMonth <= 29;
}

function isBesideIndependenceDay(year: number, dayOfMonth: number, on: number): boolean {
  if (year < 1995) return false;
  if (dayOfMonth === 5) return on === FRIDAY && year <= 2012;
  if (dayOfMonth !== 3) return false;
  // On a Friday, 3 July is the holiday itself. A Wednesday was a full day while the Friday after was the half one.
  return on === WEDNESDAY ? year >= 2013 : on >= MONDAY && on <= THURSDAY;
}

function isLondonHalfDay(day: CalendarDay): boolean {
  const { month, dayOfMonth } = calendarDayParts(day);
  if (month !== 12) return false;
  return isLastWeekdayTo(24, dayOfMonth, weekday(day)) || isLastWeekdayTo(31, dayOfMonth, weekday(day));
}

function isTokyoHalfDay(day: CalendarDay): boolean {
  const { year, month, dayOfMonth } = calendarDayParts(day);
  const on = weekday(day);
  if (month === 12) return year <= 2008 && isLastWeekdayTo(30, dayOfMonth, on);
  if (month !== 1 || year > 2009 || on > FRIDAY) return false;
  return dayOfMonth === 4 || (on === MONDAY && (dayOfMonth === 5 || dayOfMonth === 6));
}

/** Whether a day of the month is the last weekday on or before `limit`. */
function isLastWeekdayTo(limit: number, dayOfMonth: number, on: number): boolean {
  if (on > FRIDAY) return false;
  return dayOfMonth === limit || (on === FRIDAY && dayOfMonth < limit && dayOfMonth >= limit - 2);
}
