import { type CalendarDay, parseCalendarDay } from "./calendar-day.ts";

/**
 * Eves of Lunar New Year, 1987 to 2035: the last day of the Chinese year. Kept as a table because the rule (the
 * second new moon after the winter solstice, on China's meridian) is astronomy. ICU's Chinese calendar, which
 * only approximates it, agrees but for 2027 and 2030; there the table follows the Hong Kong Observatory.
 */
const EVES = `
  1987-01-28 1988-02-16 1989-02-05 1990-01-26 1991-02-14 1992-02-03 1993-01-22 1994-02-09 1995-01-30 1996-02-18
  1997-02-06 1998-01-27 1999-02-15 2000-02-04 2001-01-23 2002-02-11 2003-01-31 2004-01-21 2005-02-08 2006-01-28
  2007-02-17 2008-02-06 2009-01-25 2010-02-13 2011-02-02 2012-01-22 2013-02-09 2014-01-30 2015-02-18 2016-02-07
  2017-01-27 2018-02-15 2019-02-04 2020-01-24 2021-02-11 2022-01-31 2023-01-21 2024-02-09 2025-01-28 2026-02-16
  2027-02-05 2028-01-25 2029-02-12 2030-02-02 2031-01-22 2032-02-10 2033-01-30 2034-02-18 2035-02-07`;

/** Oldest first. */
export const LUNAR_NEW_YEAR_EVES: readonly CalendarDay[] = EVES.trim()
  .split(/\s+/)
  .map((text) => parseCalendarDay(text)!);

const LOOKUP: ReadonlySet<CalendarDay> = new Set(LUNAR_NEW_YEAR_EVES);

/** Whether `day` is the eve of Lunar New Year (of the years in the table; `false` for all others). */
export function isLunarNewYearEve(day: CalendarDay): boolean {
  return LOOKUP.has(day);
}
