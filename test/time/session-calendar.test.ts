import { describe, expect, it } from "vitest";
import { type CalendarDay, parseCalendarDay } from "../../src/time/calendar-day.ts";
import type { ExchangeCode } from "../../src/time/exchange-code.ts";
import {
  closeInstant,
  dayZero,
  firstCloseAfter,
  firstOpenAfter,
  openInstant,
  type SessionCalendar,
} from "../../src/time/session-calendar.ts";

const calendar = (exchange: ExchangeCode, ...days: readonly string[]): SessionCalendar => ({
  exchange,
  days: Int32Array.from(days, (text) => parseCalendarDay(text) as CalendarDay),
});
const at = (text: string) => Date.parse(text);

describe("news on the clocks of Hong Kong", () => {
  // A full day, the half day of New Year's Eve, and the next session.
  const sessions = calendar("HKEX", "2024-12-30", "2024-12-31", "2025-01-02");

  it.each([
    // known at                            first open, first close, day 0
    ["2024-12-30T09:29:59.999+08:00", 0, 0, 0],
    ["2024-12-30T09:30:00.000+08:00", 1, 0, 0], // at the open is not before it
    ["2024-12-30T12:00:00+08:00", 1, 0, 0], // where the lunch break begins
    ["2024-12-30T12:30:00+08:00", 1, 0, 0], // in the lunch break: no open after it counts
    ["2024-12-30T13:00:00+08:00", 1, 0, 0],
    ["2024-12-30T15:59:59.999+08:00", 1, 0, 0],
    ["2024-12-30T16:00:00.000+08:00", 1, 1, 0], // at the close: it is priced, and too late to trade
    ["2024-12-30T16:00:00.001+08:00", 1, 1, 1],
    ["2024-12-30T16:05:00+08:00", 1, 1, 1], // in the closing auction
    ["2024-12-30T16:10:00+08:00", 1, 1, 1],
    ["2024-12-31T11:59:00+08:00", 2, 1, 1],
    ["2024-12-31T12:00:00+08:00", 2, 2, 1], // the half day closes at noon
    ["2024-12-31T12:05:00+08:00", 2, 2, 2],
    ["2024-12-31T14:00:00+08:00", 2, 2, 2], // no afternoon
    ["2025-01-01T10:00:00+08:00", 2, 2, 2], // a holiday maps forward
    ["2025-01-02T16:30:00+08:00", 3, 3, 3], // after the prices end
  ])("%s: open of session %i, close of %i, day 0 is %i", (text, open, close, zero) => {
    expect(firstOpenAfter(sessions, at(text))).toBe(open);
    expect(firstCloseAfter(sessions, at(text))).toBe(close);
    expect(dayZero(sessions, at(text))).toBe(zero);
  });
});

describe("sessions around changes of the clock", () => {
  it("open at 09:30 in New York on both sides, an hour apart in the world", () => {
    const spring = calendar("NYSE", "2024-03-08", "2024-03-11");
    expect([0, 1].map((index) => new Date(openInstant(spring, index)).toISOString())).toEqual([
      "2024-03-08T14:30:00.000Z",
      "2024-03-11T13:30:00.000Z",
    ]);
    const autumn = calendar("NYSE", "2024-11-01", "2024-11-04");
    expect([0, 1].map((index) => new Date(closeInstant(autumn, index)).toISOString())).toEqual([
      "2024-11-01T20:00:00.000Z",
      "2024-11-04T21:00:00.000Z",
    ]);
    // The two weeks in which New York has changed and London has not.
    expect(new Date(openInstant(calendar("LSE", "2024-03-15"), 0)).toISOString()).toBe(
      "2024-03-15T08:00:00.000Z",
    );
  });

  it("follow the summer times that China (to 1991) and Hong Kong (to 1979) had", () => {
    expect(new Date(openInstant(calendar("SSE", "1991-06-03"), 0)).toISOString()).toBe(
      "1991-06-03T00:30:00.000Z",
    );
    expect(new Date(openInstant(calendar("HKEX", "1975-06-02"), 0)).toISOString()).toBe(
      "1975-06-02T01:00:00.000Z",
    );
  });

  it("hold before 1970, on leap days and far ahead", () => {
    expect(new Date(closeInstant(calendar("NYSE", "1929-10-29"), 0)).toISOString()).toBe(
      "1929-10-29T21:00:00.000Z",
    );
    expect(new Date(closeInstant(calendar("TSE", "2024-02-29"), 0)).toISOString()).toBe(
      "2024-02-29T06:00:00.000Z",
    );
    expect(new Date(closeInstant(calendar("TSE", "2096-02-29"), 0)).toISOString()).toBe(
      "2096-02-29T06:30:00.000Z",
    );
  });

  it("reads no year of two digits for one of the last century", () => {
    expect(parseCalendarDay("0024-01-02")).not.toBe(parseCalendarDay("1924-01-02"));
  });
});
