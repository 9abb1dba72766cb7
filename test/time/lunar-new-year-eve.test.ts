import { expect, it } from "vitest";
import { calendarDayParts, formatCalendarDay } from "../../src/time/calendar-day.ts";
import { isLunarNewYearEve, LUNAR_NEW_YEAR_EVES } from "../../src/time/lunar-new-year-eve.ts";

/** The next day is the first of the first month by ICU's Chinese calendar. */
function isEveByIcu(day: number): boolean {
  const format = new Intl.DateTimeFormat("en-u-ca-chinese", {
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });
  const parts = format.formatToParts((day + 1) * 86_400_000);
  return ["month", "day"].every((type) => parts.find((part) => part.type === type)?.value === "1");
}

it("the table agrees with the Chinese calendar of ICU up to 2026", () => {
  const past = LUNAR_NEW_YEAR_EVES.filter((day) => calendarDayParts(day).year <= 2026);
  expect(past.filter((day) => !isEveByIcu(day)).map(formatCalendarDay)).toEqual([]);
});

it("follows the Hong Kong Observatory where ICU has been a day off: New Year on 2027-02-06 and 2030-02-03", () => {
  const eves = LUNAR_NEW_YEAR_EVES.map(formatCalendarDay);
  expect(eves).toContain("2027-02-05");
  expect(eves).toContain("2030-02-02");
});

it("the table has one eve a year, 1987 to 2035", () => {
  expect(LUNAR_NEW_YEAR_EVES.map((day) => calendarDayParts(day).year)).toEqual(
    Array.from({ length: 49 }, (_, index) => 1987 + index),
  );
  expect(LUNAR_NEW_YEAR_EVES.every(isLunarNewYearEve)).toBe(true);
  expect(isLunarNewYearEve((LUNAR_NEW_YEAR_EVES[0] as number) + 1)).toBe(false);
});
