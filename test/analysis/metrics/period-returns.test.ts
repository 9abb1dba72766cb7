import { describe, expect, it } from "vitest";
import { monthlyReturns, yearlyReturns } from "../../../src/analysis/metrics/period-returns.ts";
import { parseCalendarDay } from "../../../src/time/calendar-day.ts";
import { expectRelative } from "../../expect-relative.ts";

const day = (text: string) => parseCalendarDay(text)!;

describe("returns by month and year", () => {
  const levels = [100, 110, 99, 120, 90, 99];
  const days = ["2023-11-30", "2023-12-01", "2023-12-29", "2024-01-02", "2024-03-01", "2024-03-04"].map(day);

  it("take the last level of each period over the last one before it", () => {
    const months = monthlyReturns(levels, days);
    expect(months.map(({ year, month, sessions }) => [year, month, sessions])).toEqual([
      [2023, 12, 2],
      [2024, 1, 1],
      [2024, 3, 2],
    ]);
    expectRelative(
      months.map((period) => period.return),
      [-0.01, 120 / 99 - 1, 99 / 120 - 1],
    );
    expectRelative(
      yearlyReturns(levels, days).map((period) => period.return),
      [-0.01, 0],
    );
    expect(yearlyReturns(levels, days).map(({ year, month }) => [year, month])).toEqual([
      [2023, null],
      [2024, null],
    ]);
  });

  it("compound to the total return", () => {
    const product = monthlyReturns(levels, days).reduce((growth, period) => growth * (1 + period.return), 1);
    expectRelative(product, 0.99);
  });

  it("keep months of the same name in different years apart", () => {
    const months = monthlyReturns([100, 110, 121], [day("2022-12-31"), day("2023-01-31"), day("2024-01-31")]);
    expect(months.map(({ year, month }) => [year, month])).toEqual([
      [2023, 1],
      [2024, 1],
    ]);
  });

  it("are none without a session, and refuse days that run backwards", () => {
    expect(monthlyReturns([100], [0])).toEqual([]);
    expect(() => monthlyReturns([100, 101], [5, 4])).toThrow("day 1 comes before day 0");
    expect(() => monthlyReturns([0, 101], [5, 6])).toThrow(RangeError);
    expect(() => yearlyReturns([100, 101], [5])).toThrow(RangeError);
  });
});
