import { describe, expect, it } from "vitest";
import { type CalendarDay, calendarDay, isWeekend, parseCalendarDay } from "../../src/time/calendar-day.ts";
import { earlyCloseMinute } from "../../src/time/early-close.ts";
import { type ExchangeCode, sessionHours } from "../../src/time/exchange.ts";
import { formatMinuteOfDay } from "../../src/time/zoned-time.ts";

const day = (text: string) => parseCalendarDay(text) as CalendarDay;
const closeOf = (exchange: ExchangeCode, text: string) =>
  formatMinuteOfDay(sessionHours(exchange, day(text)).close);

/** Weekdays of a year on which the exchange closes early, as MM-DD. */
function halfDays(exchange: ExchangeCode, year: number): string[] {
  const found: string[] = [];
  const last = calendarDay(year, 12, 31) as CalendarDay;
  for (let each = calendarDay(year, 1, 1) as CalendarDay; each <= last; each++) {
    if (isWeekend(each) || earlyCloseMinute(exchange, each) === undefined) continue;
    found.push(new Date(each * 86_400_000).toISOString().slice(5, 10));
  }
  return found;
}

describe("half days in Hong Kong", () => {
  it("are the weekday eves of Christmas, New Year and Lunar New Year", () => {
    expect(halfDays("HKEX", 2024)).toEqual(["02-09", "12-24", "12-31"]);
    expect(halfDays("HKEX", 2025)).toEqual(["01-28", "12-24", "12-31"]);
    // Lunar New Year's Eve 2023 was a Saturday, Christmas and New Year's Eve were Sundays.
    expect(halfDays("HKEX", 2023)).toEqual([]);
  });

  it("close where the morning ends: 12:30 before 7 March 2011, 12:00 after", () => {
    expect(closeOf("HKEX", "2010-12-24")).toBe("12:30");
    expect(closeOf("HKEX", "2011-02-02")).toBe("12:30");
    expect(closeOf("HKEX", "2011-12-30")).toBe("16:00");
    expect(closeOf("HKEX", "2012-12-24")).toBe("12:00");
    expect(closeOf("HKEX", "2025-01-28")).toBe("12:00");
  });
});

describe("half days in New York", () => {
  it.each([
    // year, and the weekday half days of it, from the NYSE's list of special closings
    [1990, ["12-24"]],
    [1991, ["12-24"]],
    [1992, ["11-27", "12-24"]],
    [1993, ["11-26"]],
    [1994, ["11-25"]],
    [1995, ["07-03", "11-24"]],
    [1996, ["07-05", "11-29", "12-24"]],
    [2002, ["07-05", "11-29", "12-24"]],
    [2007, ["07-03", "11-23", "12-24"]],
    [2010, ["11-26"]], // 24 December 2010 was a Friday and the holiday
    [2013, ["07-03", "11-29", "12-24"]],
    [2019, ["07-03", "11-29", "12-24"]],
    [2020, ["11-27", "12-24"]], // 3 July 2020 was the holiday
    [2024, ["07-03", "11-29", "12-24"]],
    [2025, ["07-03", "11-28", "12-24"]],
    [2026, ["11-27", "12-24"]],
  ])("of %i are %j", (year, expected) => {
    expect(halfDays("NYSE", year)).toEqual(expected);
    expect(halfDays("NASDAQ", year)).toEqual(expected);
  });

  it("closed at 14:00 up to 1992 and close at 13:00 since", () => {
    expect(closeOf("NYSE", "1992-11-27")).toBe("14:00");
    expect(closeOf("NYSE", "1993-11-26")).toBe("13:00");
    expect(closeOf("NYSE", "2024-11-29")).toBe("13:00");
  });
});

describe("half days in London", () => {
  it("are the last weekdays before Christmas and New Year, to 12:30", () => {
    expect(halfDays("LSE", 2024)).toEqual(["12-24", "12-31"]);
    // 24 and 31 December 2022 were Saturdays, in 2023 Sundays.
    expect(halfDays("LSE", 2022)).toEqual(["12-23", "12-30"]);
    expect(halfDays("LSE", 2023)).toEqual(["12-22", "12-29"]);
    expect(closeOf("LSE", "2024-12-24")).toBe("12:30");
  });
});

describe("half days in Tokyo", () => {
  it("were the first and the last session of a year until January 2009", () => {
    expect(halfDays("TSE", 2008)).toEqual(["01-04", "12-30"]);
    expect(halfDays("TSE", 2009)).toEqual(["01-05"]);
    expect(halfDays("TSE", 2010)).toEqual([]);
    // 30 December 2007 was a Sunday.
    expect(halfDays("TSE", 2007)).toEqual(["01-04", "12-28"]);
    expect(closeOf("TSE", "2008-12-30")).toBe("11:00");
    expect(closeOf("TSE", "2009-12-30")).toBe("15:00");
  });
});

it("knows no half days in mainland China or the currency market", () => {
  for (const exchange of ["SSE", "SZSE", "FX"] as const) expect(halfDays(exchange, 2024)).toEqual([]);
});
