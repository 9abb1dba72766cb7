import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  describeDateShape,
  findDateOrder,
  looksLikeDate,
  readPrintedDate,
} from "../../../src/decode/price-csv/printed-date.ts";
import { formatCalendarDay, parseCalendarDay } from "../../../src/time/calendar-day.ts";

const read = (cell: string, ...rest: [("day-first" | "month-first")?, ((ms: number) => number)?]) => {
  const day = readPrintedDate(cell, ...rest);
  return Number.isNaN(day) ? undefined : formatCalendarDay(day);
};

describe("readPrintedDate", () => {
  it("agrees with the calendar on every day of four hundred years", () => {
    fc.assert(
      fc.property(fc.integer({ min: -73_000, max: 73_000 }), (day) => {
        expect(readPrintedDate(formatCalendarDay(day))).toBe(day);
        expect(readPrintedDate(formatCalendarDay(day).replaceAll("-", ""))).toBe(day);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    "2020-01-31",
    "2020/01/31",
    "2020.1.31",
    "2020-1-31",
    "20200131",
    "2020年1月31日",
    "31-Jan-2020",
    "31 January 2020",
    "Jan 31, 2020",
    "January 31 2020",
    "2020-01-31 00:00:00+08:00",
    "2020-01-31T00:00:00Z",
    "2020-01-31 16:00:00",
    " 2020-01-31 ",
    "2020-01-31 00:00:00-05:00",
    "2020-01-31T00:00:00.000Z",
  ])("reads %j as 2020-01-31", (cell) => expect(read(cell)).toBe("2020-01-31"));

  it.each([
    "2023-02-29",
    "2020-13-01",
    "2020-00-10",
    "2020-04-31",
    "31/01/2020",
    "01/02/20",
    "43832",
    "Total",
    "",
    "2020-01-3x",
    "2020-01-31 25h",
    "Foo 31, 2020",
  ])("gives no date for %j", (cell) => expect(read(cell)).toBeUndefined());

  it("needs to be told the order of day and month", () => {
    expect(read("03/04/2020", "day-first")).toBe("2020-04-03");
    expect(read("03/04/2020", "month-first")).toBe("2020-03-04");
    expect(read("31.01.2020", "day-first")).toBe("2020-01-31");
    expect(read("31/01/2020", "month-first")).toBeUndefined();
  });

  it("asks the exchange for the date of an instant, but not for that of a midnight", () => {
    const dayInHongKong = (ms: number) => Math.floor((ms / 1000 + 8 * 3600) / 86_400);
    // 16:00 in Greenwich is the midnight that begins the next Hong Kong day.
    expect(read("2020-01-30 16:00:00+00:00", undefined, dayInHongKong)).toBe("2020-01-31");
    expect(read("2020-01-31 00:00:00+00:00", undefined, dayInHongKong)).toBe("2020-01-31");
    expect(read("1580400000", undefined, dayInHongKong)).toBe("2020-01-31");
    expect(read("1580400000000", undefined, dayInHongKong)).toBe("2020-01-31");
    expect(read("1580400000")).toBeUndefined();
  });
});

it("findDateOrder decides by a number over 12, and says when none or both do", () => {
  expect(findDateOrder(["2020-01-02"])).toBe("none-needed");
  expect(findDateOrder(["01/02/2020", "31/01/2020"])).toBe("day-first");
  expect(findDateOrder(["01/02/2020", "01/31/2020"])).toBe("month-first");
  expect(findDateOrder(["01/02/2020", "03/04/2020"])).toBe("open");
  expect(findDateOrder(["31/01/2020", "01/31/2020"])).toBe("contradictory");
});

it("looksLikeDate tells data from a header, whatever the order of day and month", () => {
  expect(["2020-01-02", "01/02/2020", "20200102"].map(looksLikeDate)).toEqual([true, true, true]);
  expect(["Date", "Close", "", "26.5"].map(looksLikeDate)).toEqual([false, false, false, false]);
});

it("describeDateShape names the shape that was read", () => {
  expect(describeDateShape("2020-01-31 00:00:00+08:00", undefined)).toBe("YYYY-MM-DD 00:00:00+08:00");
  expect(describeDateShape("31.01.2020", "day-first")).toBe("DD.MM.YYYY");
  expect(describeDateShape("20200131", undefined)).toBe("YYYYMMDD");
});

it("dates agree with the day type of src/time", () => {
  expect(readPrintedDate("2020-02-29")).toBe(parseCalendarDay("2020-02-29"));
});
