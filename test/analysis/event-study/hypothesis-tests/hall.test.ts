import { describe, expect, it } from "vitest";
import { cumulativeAbnormalReturn } from "../../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import { hallTest } from "../../../../src/analysis/event-study/hypothesis-tests/hall.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { golden, goldenEvents, unitCases } from "../golden-events.ts";

describe("skewness-adjusted test", () => {
  it("is the plain t for symmetric values", () => {
    // mean 2, sd 1, no skewness: sqrt(3) 2 (no further term)
    expectRelative(hallTest([1, 2, 3]).statistic, 2 * Math.sqrt(3));
  });

  it("follows the formula by hand", () => {
    // 0, 0, 3: mean 1, sd sqrt 3, Σ cubes 6 / 3^1.5; g = 3/2 × 6 / 3^1.5
    const g = 9 / 3 ** 1.5;
    const S = 1 / Math.sqrt(3);
    expectRelative(
      hallTest([0, 0, 3]).statistic,
      Math.sqrt(3) * (S + (g * S ** 2) / 3 + (g ** 2 * S ** 3) / 27 + g / 18),
    );
  });

  it.skipIf(unitCases === null)("equals the hand case", () => {
    const { inputs, expected } = unitCases.one_sample;
    expectRelative(hallTest(inputs.car).statistic, expected.skew_adj_t);
  });

  it.skipIf(golden === null)("equals the re-derived example", () => {
    const events = goldenEvents();
    for (const { day, skew_adj_t: theirs } of golden.canonical_independent.daily) {
      expectRelative(hallTest(events.map((event) => event.window[day]!)).statistic, theirs, 1e-10);
    }
    const cars = events.map((event) => cumulativeAbnormalReturn(event)!.value);
    expectRelative(hallTest(cars).statistic, golden.canonical_independent.window.skew_adj_t, 1e-10);
  });

  it("is undefined for two events or without variation", () => {
    expect(hallTest([1, 2])).toMatchObject({ statistic: null, reason: "fewer than 3 events" });
    expect(hallTest([1, 1, 1]).statistic).toBeNull();
  });
});
