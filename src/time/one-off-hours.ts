import { type CalendarDay, parseCalendarDay } from "./calendar-day.ts";
import type { ExchangeCode } from "./exchange-code.ts";
import { type MinuteOfDay, parseMinuteOfDay } from "./zoned-time.ts";

/** A single session that opened late or closed early. */
export interface OneOffHours {
  readonly day: CalendarDay;
  readonly open?: MinuteOfDay;
  readonly close?: MinuteOfDay;
  readonly why: string;
}

type Row = readonly [days: string, open: string, close: string, why: string];

/**
 * Hong Kong, severe weather. While typhoon signal 8 or the black rainstorm warning stands at 09:00 there is no
 * morning; if it is lifted between 09:00 and 11:00 trading starts at 13:00, by 11:30 at 13:30, by 12:00 at 14:00,
 * and later not at all (then there is no bar, and so no session). Raised during the day, signal 8 ends trading 15
 * minutes later. Until 2012-03-02 the afternoon began later, and so did these days. Since 2024-09-23 the market
 * trades through such weather. HKEX notices and press of the days.
 */
const HONG_KONG: readonly Row[] = [
  ["2008-06-25", "14:30", "", "typhoon Fengshen, no morning"],
  ["2009-09-15", "14:30", "", "typhoon Koppu, no morning"],
  ["2012-07-24", "13:00", "", "typhoon Vicente, no morning"],
  ["2013-05-22", "13:00", "", "black rainstorm, no morning"],
  ["2013-09-23", "13:00", "", "typhoon Usagi, no morning"],
  ["2014-09-16", "13:00", "", "typhoon Kalmaegi, no morning"],
  ["2020-08-19", "13:30", "", "typhoon Higos, no morning"],
  ["2021-06-28", "13:30", "", "black rainstorm, no morning"],
  ["2022-08-25", "13:00", "", "typhoon Ma-on, no morning"],
  ["2022-11-02", "", "13:55", "typhoon Nalgae, signal 8 at 13:40"],
  ["2023-10-09", "14:00", "", "typhoon Koinu, no morning"],
];

/** Mainland China: the index circuit breaker of January 2016, which ended two sessions. */
const MAINLAND: readonly Row[] = [
  ["2016-01-04", "", "13:34", "circuit breaker"],
  ["2016-01-07", "", "09:59", "circuit breaker"],
];

/** New York, since the crash of 1987; openings delayed by a minute or two of silence are left out. */
const NEW_YORK: readonly Row[] = [
  ["1987-10-23 1987-10-26 1987-10-27 1987-10-28 1987-10-29 1987-10-30", "", "14:00", "backlog of the crash"],
  ["1987-11-02 1987-11-03 1987-11-04", "", "14:30", "backlog of the crash"],
  ["1987-11-05 1987-11-06", "", "15:00", "backlog of the crash"],
  ["1987-11-09 1987-11-10 1987-11-11", "", "15:30", "backlog of the crash"],
  ["1989-11-10", "11:00", "", "fire"],
  ["1994-02-11", "", "14:30", "snow"],
  ["1996-01-08", "11:00", "14:00", "snow"],
  ["1997-10-27", "", "15:30", "circuit breaker"],
  ["1997-12-26 2003-12-26", "", "13:00", "Friday after Christmas"],
  ["2002-09-11", "12:00", "", "anniversary of the attacks of 2001"],
];

/** Trouble of one exchange's own systems in New York, which the other did not have. */
const NYSE_ONLY: readonly Row[] = [
  ["1995-12-18", "10:30", "", "computer trouble"],
  ["2005-06-01", "", "15:56", "communication trouble"],
];

const BY_EXCHANGE: ReadonlyMap<ExchangeCode, ReadonlyMap<CalendarDay, OneOffHours>> = new Map([
  ["HKEX", byDay(HONG_KONG)],
  ["SSE", byDay(MAINLAND)],
  ["SZSE", byDay(MAINLAND)],
  ["NYSE", byDay([...NEW_YORK, ...NYSE_ONLY])],
  ["NASDAQ", byDay(NEW_YORK)],
]);

/**
 * The irregular hours of one session, or `undefined`. The table is as complete as public sources allow for Hong
 * Kong since 2008, mainland China since 2016 and New York since 1987. Failures of trading systems in London and
 * Tokyo are not in it: news that fell into one is taken as tradable at the regular times.
 *
 * @example oneOffHours("HKEX", parseCalendarDay("2020-08-19")!)?.open // => 810, 13:30
 */
export function oneOffHours(exchange: ExchangeCode, day: CalendarDay): OneOffHours | undefined {
  return BY_EXCHANGE.get(exchange)?.get(day);
}

/** All irregular sessions of an exchange, oldest first. */
export function oneOffSessions(exchange: ExchangeCode): readonly OneOffHours[] {
  return [...(BY_EXCHANGE.get(exchange)?.values() ?? [])].sort((a, b) => a.day - b.day);
}

function byDay(rows: readonly Row[]): ReadonlyMap<CalendarDay, OneOffHours> {
  const sessions = rows.flatMap(([days, open, close, why]) =>
    days.split(" ").map((text): OneOffHours => {
      const day = parseCalendarDay(text) as CalendarDay;
      const opens = parseMinuteOfDay(open);
      const closes = parseMinuteOfDay(close);
      return {
        day,
        ...(opens === undefined ? {} : { open: opens }),
        ...(closes === undefined ? {} : { close: closes }),
        why,
      };
    }),
  );
  return new Map(sessions.map((session) => [session.day, session]));
}
