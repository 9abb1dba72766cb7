import { describe, expect, it } from "vitest";
import { type CalendarDay, isWeekend, parseCalendarDay } from "../../src/time/calendar-day.ts";
import { EXCHANGE_CODES, sessionHours, tradingHoursOn } from "../../src/time/exchange.ts";
import { oneOffHours, oneOffSessions } from "../../src/time/one-off-hours.ts";
import { firstOpenAfter, openInstant } from "../../src/time/session-calendar.ts";
import { formatInstant, instantAt } from "../../src/time/zoned-time.ts";

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

  it("end two mainland sessions of January 2016 at the circuit breaker", () => {
    expect(sessionHours("SSE", day("2016-01-07")).close).toBe(9 * 60 + 59);
    expect(sessionHours("SZSE", day("2016-01-04")).close).toBe(13 * 60 + 34);
    expect(sessionHours("SSE", day("2016-01-05")).isHalfDay).toBe(false);
  });

  it("keep trouble of the NYSE's own systems off Nasdaq", () => {
    expect(oneOffHours("NYSE", day("1995-12-18"))?.open).toBe(630);
    expect(oneOffHours("NASDAQ", day("1995-12-18"))).toBeUndefined();
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
