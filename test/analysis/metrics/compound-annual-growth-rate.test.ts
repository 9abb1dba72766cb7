import { describe, expect, it } from "vitest";
import { compoundAnnualGrowthRate } from "../../../src/analysis/metrics/compound-annual-growth-rate.ts";
import { parseCalendarDay } from "../../../src/time/calendar-day.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("compound annual growth rate", () => {
  it("counts calendar days", () => {
    expectRelative(compoundAnnualGrowthRate([100, 121], [0, 730.5]).value, 0.1);
    expectRelative(compoundAnnualGrowthRate([100, 110, 121], [0, 700, 730.5]).value, 0.1);
  });

  it.skipIf(vectors === null)("equals ffn's and backtesting.py's, and is not divided by 252", () => {
    const days = [parseCalendarDay("2024-01-01")!, ...vectors.input.index.map(parseCalendarDay)];
    const rate = compoundAnnualGrowthRate(vectors.input.equity, days).value!;
    expectRelative(rate, vectors.ffn.cagr);
    expectRelative(rate, vectors.ref.cagr_calendar_36525);
    expectRelative(100 * rate, vectors["backtesting.py"]["CAGR [%]"]);
    expect(Math.abs(rate - vectors.ref.cagr_bug_days252)).toBeGreaterThan(0.05);
  });

  it("is total loss at -1 and undefined below it or without time", () => {
    expect(compoundAnnualGrowthRate([100, 0], [0, 10]).value).toBe(-1);
    expect(compoundAnnualGrowthRate([100, -5], [0, 10]).value).toBeNull();
    expect(compoundAnnualGrowthRate([100, 101], [5, 5]).value).toBeNull();
    expect(compoundAnnualGrowthRate([100], [5]).value).toBeNull();
    expect(compoundAnnualGrowthRate([1, 1e10], [0, 1])).toMatchObject({
      value: null,
      reason: "the formula gives Infinity",
    });
    expect(() => compoundAnnualGrowthRate([100, 101], [5])).toThrow(RangeError);
  });
});
