import { describe, expect, it } from "vitest";
import { englishDates } from "../../../../src/signals/extract/dates/english-dates.ts";
import { englishUnits } from "../../../../src/signals/extract/text/units.ts";
import { formatCalendarDay, parseCalendarDay } from "../../../../src/time/calendar-day.ts";

// Published on a Monday.
const PUBLISHED = "2023-11-27";

function dates(text: string): string[] {
  return englishDates(englishUnits(text), parseCalendarDay(PUBLISHED)).map(
    ({ start, end, precision, role }) =>
      `${formatCalendarDay(start)}${end > start ? `/${formatCalendarDay(end)}` : ""} ${precision} ${role}`,
  );
}

describe("englishDates", () => {
  it("looks back for a bare weekday in the past tense, the same day included", () => {
    expect(dates("The bank cut rates on Friday.")).toEqual(["2023-11-24 day event"]);
    expect(dates("The bank cut rates on Monday.")).toEqual(["2023-11-27 day event"]);
  });

  it("looks ahead for a weekday after a future word in its clause", () => {
    expect(dates("Xi is scheduled to visit the exchange on Tuesday.")).toEqual(["2023-11-28 day event"]);
    expect(dates("China will hold a briefing on Monday.")).toEqual(["2023-11-27 day event"]);
  });

  it("gives the weekday to the saying, not to what will be done", () => {
    expect(dates("China will widen the scheme, the ministry said on Friday.")).toEqual([
      "2023-11-24 day event",
    ]);
  });

  it("resolves month and day without a year to the nearest not after publication", () => {
    expect(dates("It was approved on December 5.")).toEqual(["2022-12-05 day event"]);
    expect(dates("It will meet on December 5.")).toEqual(["2023-12-05 day event"]);
  });

  it("reads ranges, and does not take their first day for a date of effect", () => {
    expect(dates("The session runs from October 20 to 23, 2025.")).toEqual([
      "2025-10-20/2025-10-23 day event",
    ]);
  });

  it("tells the date of effect and a deadline from the date of the act", () => {
    expect(dates("effective December 1")).toEqual(["2023-12-01 day effective"]);
    expect(dates("the rules take effect in mid-December")).toEqual(["2023-12-15 day effective"]);
    expect(dates("comments are open until December 22")).toEqual(["2023-12-22 day deadline"]);
  });

  it("keeps the precision of weeks, months and years", () => {
    expect(dates("a meeting this week")).toEqual(["2023-11-27/2023-12-03 week event"]);
    expect(dates("the conference next month")).toEqual(["2023-12-01/2023-12-31 month event"]);
    expect(dates("the crackdown in 2020")).toEqual(["2020-01-01/2020-12-31 year event"]);
    expect(dates("three years ago")).toEqual(["2020-01-01/2020-12-31 year event"]);
  });

  it("does not take the verbs may and march for months", () => {
    expect(dates("China may march on.")).toEqual([]);
  });

  it("resolves only dates with a year where the publication day is unknown", () => {
    expect(
      englishDates(englishUnits("on March 5, 2021 and on Friday"), undefined).map((one) =>
        formatCalendarDay(one.start),
      ),
    ).toEqual(["2021-03-05"]);
  });
});
