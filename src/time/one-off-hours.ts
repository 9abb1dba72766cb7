import { type CalendarDay, parseCalendarDay } from "./calendar-day.ts";
import type { ExchangeCode } from "./exchange-code.ts";
import { type MinuteOfDay, parseMinuteOfDay } from "./zoned-time.ts";

/** A single session that opened late or closed early. */
export interface OneOffHours {
  readonly day: CalendarDay;
  readonly open?: MinuteOfDay;
  readonly close?: MinuteOfDay;
  readonly why: string;
  readonly source: string;
}

/** `source`: where the times were read; a rule that gives a time from another one stands above the table. */
type Row = readonly [days: string, open: string, close: string, why: string, source: string];

/**
 * Hong Kong, severe weather. While typhoon signal 8 or the black rainstorm warning stands at 09:00 there is no
 * morning; if it is lifted between 09:00 and 11:00 trading starts at 13:00, by 11:30 at 13:30, by 12:00 at 14:00,
 * and later not at all (then there is no bar, and so no session). Raised during the day, signal 8 ends trading 15
 * minutes later. Until 2012-03-02 the afternoon began later, and so did these days. Since 2024-09-23 the market
 * trades through such weather (HKEX, severe weather trading).
 */
const HONG_KONG: readonly Row[] = [
  ["2002-09-11", "", "12:30", "typhoon Hagupit, signal 8 at 13:40: no afternoon", "Xinhua 2002-09-11"],
  ["2007-08-10", "", "14:45", "typhoon Pabuk, signal 8 at 14:30", "Eastday 2007-08-11"],
  ["2008-06-25", "14:30", "", "typhoon Fengshen, no morning", "exchange_calendars, XHKG"],
  ["2009-09-15", "14:30", "", "typhoon Koppu, no morning", "exchange_calendars, XHKG"],
  ["2012-07-24", "13:00", "", "typhoon Vicente, no morning", "Reuters 2012-07-24"],
  ["2013-05-22", "13:00", "", "black rainstorm, no morning", "exchange_calendars, XHKG"],
  ["2013-09-23", "13:00", "", "typhoon Usagi, lifted at 09:20", "Reuters 2013-09-23"],
  ["2014-09-16", "13:00", "", "typhoon Kalmaegi, lifted at 10:40", "Businessweek 2014-09-16"],
  ["2019-07-31", "", "13:55", "typhoon Wipha, signal 8 at 13:40", "Bloomberg 2019-07-31"],
  ["2020-08-19", "13:30", "", "typhoon Higos, no morning", "Bloomberg 2020-10-13"],
  ["2021-06-28", "13:30", "", "black rainstorm, lifted at 11:05", "BBC 2021-06-28"],
  ["2022-08-25", "13:00", "", "typhoon Ma-on, lifted at 09:20", "Bloomberg 2022-08-25"],
  ["2022-11-02", "", "13:55", "typhoon Nalgae, signal 8 at 13:40", "Hong Kong Free Press 2022-11-02"],
  ["2023-10-09", "14:00", "", "typhoon Koinu, lifted at 11:40", "Bloomberg 2023-10-09"],
];

/** Mainland China: the index circuit breaker of January 2016, which ended two sessions. */
const MAINLAND: readonly Row[] = [
  ["2016-01-04", "", "13:34", "circuit breaker", "The Trade 2016-01-04"],
  ["2016-01-07", "", "09:59", "circuit breaker", "Xinhua 2016-01-07: two minutes after 09:57"],
];

const NYSE_LIST = "NYSE, list of special closings";

/** New York, since the crash of 1987; openings delayed by a minute or two of silence are left out. */
const NEW_YORK: readonly Row[] = [
  [
    "1987-10-23 1987-10-26 1987-10-27 1987-10-28 1987-10-29 1987-10-30",
    "",
    "14:00",
    "backlog of the crash",
    NYSE_LIST,
  ],
  ["1987-11-02 1987-11-03 1987-11-04", "", "14:30", "backlog of the crash", NYSE_LIST],
  ["1987-11-05 1987-11-06", "", "15:00", "backlog of the crash", NYSE_LIST],
  ["1987-11-09 1987-11-10 1987-11-11", "", "15:30", "backlog of the crash", NYSE_LIST],
  ["1989-11-10", "11:00", "", "fire", NYSE_LIST],
  ["1994-02-11", "", "14:30", "snow", NYSE_LIST],
  ["1996-01-08", "11:00", "14:00", "snow", NYSE_LIST],
  ["1997-10-27", "", "15:30", "circuit breaker", NYSE_LIST],
  ["1997-12-26 2003-12-26", "", "13:00", "Friday after Christmas", NYSE_LIST],
  ["1999-12-31", "", "13:00", "change of the century", "NYSE 1999-06-03 (Mondo Visione 1999-06-04)"],
  ["2002-09-11", "12:00", "", "anniversary of the attacks of 2001", NYSE_LIST],
];

/** Trouble of one exchange's own building or systems in New York, which the other did not have. */
const NYSE_ONLY: readonly Row[] = [
  ["1990-12-27", "11:00", "", "explosion of a transformer", NYSE_LIST],
  ["1995-12-18", "10:30", "", "computer trouble", NYSE_LIST],
  ["2005-06-01", "", "15:56", "communication trouble", NYSE_LIST],
];

/** London: openings delayed by the trading system. The hole in the session of 2008-09-08 is not told here. */
const LONDON: readonly Row[] = [
  ["2011-02-25", "12:15", "", "system failure", "BBC 2019-08-16: more than four hours"],
  ["2018-06-07", "09:00", "", "system failure", "BBC 2019-08-16: an hour"],
  ["2019-08-16", "09:40", "", "system failure, large shares", "BBC 2019-08-16"],
];

/** Tokyo: the two sessions that its trading system cut. On 2020-10-01 there was none at all. */
const TOKYO: readonly Row[] = [
  ["2005-11-01", "13:30", "", "system failure", "PBS 2006-01-18: the last hour and a half"],
  ["2006-01-18", "", "14:40", "flood of orders", "Japan Times 2006-04-21: 20 minutes early"],
];

const BY_EXCHANGE: ReadonlyMap<ExchangeCode, ReadonlyMap<CalendarDay, OneOffHours>> = new Map([
  ["HKEX", byDay(HONG_KONG)],
  ["SSE", byDay(MAINLAND)],
  ["SZSE", byDay(MAINLAND)],
  ["NYSE", byDay([...NEW_YORK, ...NYSE_ONLY])],
  ["NASDAQ", byDay(NEW_YORK)],
  ["LSE", byDay(LONDON)],
  ["TSE", byDay(TOKYO)],
]);

/**
 * The irregular hours of one session, or `undefined`. The table is as complete as public sources allow for Hong
 * Kong since 2007, mainland China since 2016, New York since 1987, London and Tokyo since 2005. It has one opening
 * and one closing a day: news that fell into a halt between them is taken as tradable at the close.
 *
 * @example oneOffHours("HKEX", parseCalendarDay("2020-08-19")!)?.open // => 810, for 13:30
 */
export function oneOffHours(exchange: ExchangeCode, day: CalendarDay): OneOffHours | undefined {
  return BY_EXCHANGE.get(exchange)?.get(day);
}

/** All irregular sessions of an exchange, oldest first. */
export function oneOffSessions(exchange: ExchangeCode): readonly OneOffHours[] {
  return [...(BY_EXCHANGE.get(exchange)?.values() ?? [])].sort((a, b) => a.day - b.day);
}

function byDay(rows: readonly Row[]): ReadonlyMap<CalendarDay, OneOffHours> {
  const sessions = rows.flatMap(([days, open, close, why, source]) =>
    days.split(" ").map((text): OneOffHours => {
      const day = parseCalendarDay(text)!;
      const opens = parseMinuteOfDay(open);
      const closes = parseMinuteOfDay(close);
      return {
        day,
        ...(opens === undefined ? {} : { open: opens }),
        ...(closes === undefined ? {} : { close: closes }),
        why,
        source,
      };
    }),
  );
  return new Map(sessions.map((session) => [session.day, session]));
}
