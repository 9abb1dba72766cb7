import { describe, expect, it } from "vitest";
import { chineseDates } from "../../../../src/signals/extract/dates/chinese-dates.ts";
import { chineseUnits } from "../../../../src/signals/extract/text/units.ts";
import { formatCalendarDay, parseCalendarDay } from "../../../../src/time/calendar-day.ts";

// Published on a Wednesday.
function dates(text: string, published = "2024-04-03"): string[] {
  return chineseDates(chineseUnits(text), parseCalendarDay(published)).map(
    ({ start, end, precision, role }) =>
      `${formatCalendarDay(start)}${end > start ? `/${formatCalendarDay(end)}` : ""} ${precision} ${role}`,
  );
}

describe("chineseDates", () => {
  it("reads full dates, month and day, and the bare day of the month", () => {
    expect(dates("2024年1月24日宣布")).toEqual(["2024-01-24 day event"]);
    expect(dates("4月1日召开会议")).toEqual(["2024-04-01 day event"]);
    expect(dates("央行3日公告")).toEqual(["2024-04-03 day event"]);
    expect(dates("央行28日公告")).toEqual(["2024-03-28 day event"]);
  });

  it("looks ahead after 将 and 定于, and at dates of effect", () => {
    expect(dates("将于9日举行")).toEqual(["2024-04-09 day event"]);
    expect(dates("自4月15日起施行")).toEqual(["2024-04-15 day effective"]);
    expect(dates("决定于4月27日降低")).toEqual(["2024-04-27 day effective"]);
  });

  it("reads ranges of days as one act", () => {
    expect(dates("3月23日至24日在京召开")).toEqual(["2024-03-23/2024-03-24 day event"]);
  });

  it("reads weekdays and words for days", () => {
    expect(dates("上周五")).toEqual(["2024-03-29 day event"]);
    expect(dates("周二宣布")).toEqual(["2024-04-02 day event"]);
    expect(dates("昨日")).toEqual(["2024-04-02 day event"]);
    expect(dates("去年")).toEqual(["2023-01-01/2023-12-31 year event"]);
  });

  it("does not take an anniversary for a weekday", () => {
    expect(dates("三周年")).toEqual([]);
  });
});
