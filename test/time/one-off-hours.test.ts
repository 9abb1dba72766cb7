import { describe, expect, it } from "vitest";
import { type CalendarDay, isWeekend, parseCalendarDay } from "../../src/time/calendar-day.ts";
import { EXCHANGE_CODES, sessionHours, tradingHoursOn } from "../../src/time/exchange.ts";
import { oneOffHours, oneOffSessions } from "../../src/time/one-off-hours.ts";
import { firstOpenAfter, openInstant } from "../../src/time/session-calendar.ts";
import { formatInstant, formatMinuteOfDay, instantAt } from "../../src/time/zoned-time.ts";

const day = (text: string) => parseCalendarDay(text) as CalendarDay;

describe("one-off hours", () => {
  it("open Hong Kong at 13:30 after typhoon Higos on 2020-08-19", () => {
    expect(sessionHours("HKEX", day("2020-08-19"))).toEqual({ open: 810, close: 960, isHalfDay: true });
    const calendar = { exchange: "HKEX", days: Int32Array.of(day("2020-08-18"), day("2020-08-19")) } as const;
    expect(formatInstant(openInstant(calendar, 1), "Asia/Hong_Kong")).toBe("2020-08-19T13:30:00+08:00");
    // News at 10:00 of that day still meets an open of that day.
    expect(firstOpenAfter(calendar, instantAt(day("2020-08-19"), 600, "Asia/Hong_Kong"))).toBe(1);
  });

  it("end the session of 2022-11-02 a quarter of an hour after signal 8", () => {
    expect(sessionHours("HKEX", day("2022-11-02")).close).toBe(13 * 60 + 55);
  });

  it.each([
    ["HKEX", "2002-09-11", "10:00", "12:30"], // signal 8 at 13:40, in the lunch break of that time
    ["HKEX", "2007-08-10", "10:00", "14:45"], // signal 8 at 14:30
    ["HKEX", "2019-07-31", "09:30", "13:55"], // signal 8 at 13:40
    ["HKEX", "2023-10-09", "14:00", "16:00"],
    ["HKEX", "2024-09-06", "09:30", "16:00"], // no session at all, which only prices can tell
    ["HKEX", "2025-07-20", "09:30", "16:00"], // signal 10 of typhoon Wipha; since 2024-09-23 trading goes on
    ["NYSE", "1990-12-27", "11:00", "16:00"],
    ["NASDAQ", "1990-12-27", "09:30", "16:00"],
    ["NYSE", "1999-12-31", "09:30", "13:00"],
    ["NASDAQ", "1999-12-31", "09:30", "13:00"],
    ["LSE", "2019-08-16", "09:40", "16:30"],
    ["TSE", "2005-11-01", "13:30", "15:00"],
    ["TSE", "2006-01-18", "09:00", "14:40"],
  ] as const)("%s on %s: from %s to %s", (exchange, text, open, close) => {
    const hours = sessionHours(exchange, day(text));
    expect(formatMinuteOfDay(hours.open)).toBe(open);
    expect(formatMinuteOfDay(hours.close)).toBe(close);
  });

  it("end two mainland sessions of January 2016 at the circuit breaker", () => {
    expect(sessionHours("SSE", day("2016-01-07")).close).toBe(9 * 60 + 59);
    expect(sessionHours("SZSE", day("2016-01-04")).close).toBe(13 * 60 + 34);
    expect(sessionHours("SSE", day("2016-01-05")).isHalfDay).toBe(false);
  });

  it("keep trouble of the NYSE's own systems off Nasdaq", () => {
    expect(oneOffHours("NYSE", day("1995-12-18"))?.open).toBe(630);
    expect(oneOffHours("NASDAQ", day("1995-12-18"))).toBeUndefined();
  });

  it("name where each was read", () => {
    for (const exchange of EXCHANGE_CODES) {
      for (const session of oneOffSessions(exchange)) expect(session.source).toMatch(/\S/);
    }
  });

  it("lie on weekdays and inside the regular hours", () => {
    for (const exchange of EXCHANGE_CODES) {
      for (const session of oneOffSessions(exchange)) {
        const regular = tradingHoursOn(exchange, session.day);
        expect(isWeekend(session.day)).toBe(false);
        const { open, close } = sessionHours(exchange, session.day);
        expect(open).toBeLessThan(close);
        expect(open).toBeGreaterThanOrEqual(regular.open);
        expect(close).toBeLessThanOrEqual(regular.close);
        expect(open > regular.open || close < regular.close).toBe(true);
      }
    }
  });
});
