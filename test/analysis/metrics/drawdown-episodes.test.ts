import { describe, expect, it } from "vitest";
import { drawdownEpisodes } from "../../../src/analysis/metrics/drawdown-episodes.ts";
import { maxDrawdown } from "../../../src/analysis/metrics/max-drawdown.ts";
import { parseCalendarDay } from "../../../src/time/calendar-day.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("drawdown episodes", () => {
  it("run from the last level at the peak to the first back at it", () => {
    expect(drawdownEpisodes([100, 100, 90, 80, 100, 101, 100, 101], [0, 1, 2, 3, 6, 7, 8, 9])).toEqual([
      {
        depth: 80 / 100 - 1,
        peakIndex: 1,
        troughIndex: 3,
        recoveryIndex: 4,
        recovered: true,
        sessions: 3,
        calendarDays: 5,
      },
      {
        depth: 100 / 101 - 1,
        peakIndex: 5,
        troughIndex: 6,
        recoveryIndex: 7,
        recovered: true,
        sessions: 2,
        calendarDays: 2,
      },
    ]);
  });

  it("keep the last one when the series ends under water", () => {
    const [episode] = drawdownEpisodes([100, 90, 95], [0, 1, 4]);
    expect(episode).toMatchObject({
      recovered: false,
      recoveryIndex: null,
      troughIndex: 1,
      sessions: 2,
      calendarDays: 4,
    });
  });

  it.skipIf(vectors === null)("give the row that quantstats loses on a series that never recovers", () => {
    const days = [parseCalendarDay("2024-01-01")!, ...vectors.input.index.map(parseCalendarDay)];
    const episodes = drawdownEpisodes(vectors.input.equity, days);
    expect(episodes).toHaveLength(1);
    expect(episodes[0]).toMatchObject({ peakIndex: 0, recovered: false, sessions: 24, calendarDays: 32 });
    expect(episodes[0]!.depth).toBe(maxDrawdown(vectors.input.equity).value);
  });

  it("are none on a curve that never falls", () => {
    expect(drawdownEpisodes([100, 100, 101], [0, 1, 2])).toEqual([]);
    expect(() => drawdownEpisodes([100, 99], [0])).toThrow(RangeError);
  });
});
