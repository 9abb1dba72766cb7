import { describe, expect, it } from "vitest";
import { type CalendarDay, parseCalendarDay } from "../../src/time/calendar-day.ts";
import { EXCHANGES, type ExchangeCode, sessionHours, tradingHoursOn } from "../../src/time/exchange.ts";
import { closeInstant, openInstant } from "../../src/time/session-calendar.ts";

const day = (text: string) => parseCalendarDay(text) as CalendarDay;
const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16);

/** Open and close of one session, on Greenwich clocks. */
function session(exchange: ExchangeCode, text: string): [string, string] {
  const calendar = { exchange, days: Int32Array.of(day(text)) };
  return [utc(openInstant(calendar, 0)), utc(closeInstant(calendar, 0))];
}

describe("the hours in force", () => {
  it.each([
    ["HKEX", "2005-06-01", 600, 960, 750, 870],
    ["HKEX", "2011-06-01", 570, 960, 720, 810],
    ["HKEX", "2024-06-03", 570, 960, 720, 780],
    ["SSE", "2024-06-03", 570, 900, 690, 780],
    ["TSE", "2010-06-01", 540, 900, 660, 750],
    ["TSE", "2024-11-01", 540, 900, 690, 750],
    ["TSE", "2024-11-05", 540, 930, 690, 750],
  ] as const)(
    "of %s on %s are minutes %i to %i, with lunch %i to %i",
    (exchange, text, open, close, from, to) => {
      const { open: opens, close: closes, lunch } = tradingHoursOn(exchange, day(text));
      expect({ opens, closes, lunch }).toEqual({ opens: open, closes: close, lunch: { from, to } });
    },
  );

  it("before the first row of a table are those of the first row", () => {
    expect(tradingHoursOn("LSE", day("1980-01-02"))).toEqual(EXCHANGES.LSE.hours[0]);
  });
});

describe("daylight saving", () => {
  it("moves New York an hour on the Greenwich clock, three weeks before London in spring", () => {
    expect(session("NYSE", "2025-03-07")).toEqual(["2025-03-07T14:30", "2025-03-07T21:00"]);
    expect(session("NYSE", "2025-03-10")).toEqual(["2025-03-10T13:30", "2025-03-10T20:00"]);
    expect(session("LSE", "2025-03-28")).toEqual(["2025-03-28T08:00", "2025-03-28T16:30"]);
    expect(session("LSE", "2025-03-31")).toEqual(["2025-03-31T07:00", "2025-03-31T15:30"]);
  });

  it("ends in London a week before New York", () => {
    expect(session("LSE", "2025-10-27")).toEqual(["2025-10-27T08:00", "2025-10-27T16:30"]);
    expect(session("NYSE", "2025-10-31")).toEqual(["2025-10-31T13:30", "2025-10-31T20:00"]);
    expect(session("NYSE", "2025-11-03")).toEqual(["2025-11-03T14:30", "2025-11-03T21:00"]);
  });

  it("followed the older American rule before 2007: first Sunday of April, last of October", () => {
    expect(session("NYSE", "2006-03-31")[0]).toBe("2006-03-31T14:30");
    expect(session("NYSE", "2006-04-03")[0]).toBe("2006-04-03T13:30");
    expect(session("NYSE", "2006-10-30")[0]).toBe("2006-10-30T14:30");
  });

  it("leaves Hong Kong, Shanghai and Tokyo where they are", () => {
    for (const text of ["2025-03-10", "2025-07-10", "2025-11-10"]) {
      expect(session("HKEX", text)).toEqual([`${text}T01:30`, `${text}T08:00`]);
      expect(session("SZSE", text)).toEqual([`${text}T01:30`, `${text}T07:00`]);
      expect(session("TSE", text)).toEqual([`${text}T00:00`, `${text}T06:30`]);
    }
  });

  it("leaves half days at their local minute", () => {
    expect(session("NYSE", "2024-07-03")).toEqual(["2024-07-03T13:30", "2024-07-03T17:00"]);
    expect(session("NYSE", "2024-11-29")).toEqual(["2024-11-29T14:30", "2024-11-29T18:00"]);
    expect(sessionHours("NYSE", day("2024-11-29")).isHalfDay).toBe(true);
  });
});
