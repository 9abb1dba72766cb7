import { describe, expect, it } from "vitest";
import { longestDrawdown } from "../../../src/analysis/metrics/longest-drawdown.ts";
import { parseCalendarDay } from "../../../src/time/calendar-day.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("longest drawdown", () => {
  it("counts from the peak, also to the end of the series", () => {
    expect(longestDrawdown([100, 90, 95], [0, 1, 4], "days").value).toBe(4);
    expect(longestDrawdown([100, 90, 95], [0, 1, 4], "sessions").value).toBe(2);
    expect(longestDrawdown([100, 90, 100, 99], [0, 1, 4, 5], "days").value).toBe(4);
    expect(longestDrawdown([100, 101], [0, 1], "days").value).toBe(0);
  });

  it.skipIf(vectors === null)(
    "equals backtesting.py's; ffn's starts a day later, quantstats has none",
    () => {
      const days = [parseCalendarDay("2024-01-01")!, ...vectors.input.index.map(parseCalendarDay)];
      const longest = longestDrawdown(vectors.input.equity, days, "days").value;
      expect(`${longest} days 00:00:00`).toBe(vectors["backtesting.py"]["Max. Drawdown Duration"]);
      expect(longest).toBe(vectors.ffn.longest_dd_days + 1);
    },
  );
});
