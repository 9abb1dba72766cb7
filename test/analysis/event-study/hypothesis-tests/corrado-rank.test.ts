import { describe, expect, it } from "vitest";
import {
  averageRanks,
  corradoTest,
} from "../../../../src/analysis/event-study/hypothesis-tests/corrado-rank.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { golden, goldenEvents, handMade } from "../golden-events.ts";

describe("Corrado's rank test", () => {
  it("ranks over estimation and event days, by hand", () => {
    // Ranks of -1 1 | 3: 1 2 3 over 4; of 2 -2 | 3: 2 1 3. Means 3/8, 3/8, 3/4; about 1/2: -1/8, -1/8, 1/4
    const ranks = averageRanks([handMade([-1, 1], [3]), handMade([2, -2], [3])]);
    expectRelative(ranks.window, [0.25]);
    expectRelative(ranks.deviation, Math.sqrt((1 / 64 + 1 / 64 + 1 / 16) / 3));
    expectRelative(corradoTest(ranks).statistic, 0.25 / Math.sqrt(6 / 64 / 3));
  });

  it("gives an event its own number of days, and a day its own number of events", () => {
    // Second event: ranks of -2, 3 are 1, 2 over 3; its first estimation day is missing.
    const ranks = averageRanks([handMade([-1, 1], [3]), handMade([Number.NaN, -2], [3])]);
    const days = [1 / 4 - 0.5, (2 / 4 + 1 / 3) / 2 - 0.5, (3 / 4 + 2 / 3) / 2 - 0.5];
    expectRelative(ranks.window, [days[2]!]);
    expectRelative(ranks.deviation, Math.sqrt((0.5 * days[0]! ** 2 + days[1]! ** 2 + days[2]! ** 2) / 3));
  });

  it.skipIf(golden === null)(
    "equals the re-derived days and window; the published one differs by its deviation alone",
    () => {
      const ranks = averageRanks(goldenEvents());
      const { daily, window } = golden.canonical_independent;
      for (const day of [0, 1, 2]) {
        const test = corradoTest(ranks, { first: day, last: day });
        expectRelative(test.statistic, daily[day].corrado_z);
        expectRelative(ranks.window[day]!, golden.expected_sipemu.rank_mean_centered[day]);
        expectRelative(ranks.window[day]! / ranks.sampleDeviation, golden.expected_sipemu.rank_z_sipemu[day]);
      }
      expectRelative(corradoTest(ranks).statistic, window.corrado_z);
      expectRelative(corradoTest(ranks).p, window.p.corrado_z);
    },
  );

  it("is undefined without a day, and refuses days outside the window", () => {
    const ranks = averageRanks([handMade([-1, 1], [3, Number.NaN])]);
    expect(corradoTest(ranks, { first: 1, last: 1 })).toMatchObject({
      statistic: null,
      reason: "no complete day in the range",
    });
    expect(() => corradoTest(ranks, { first: 0, last: 2 })).toThrow(RangeError);
    expect(() => averageRanks([])).toThrow(RangeError);
    expect(() => averageRanks([handMade([1], [1]), handMade([1, 2], [1])])).toThrow(RangeError);
  });
});
