import { describe, expect, it } from "vitest";
import { cumulativeAbnormalReturn } from "../../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import { wilcoxonTest } from "../../../../src/analysis/event-study/hypothesis-tests/wilcoxon.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { golden, goldenEvents, unitCases } from "../golden-events.ts";

describe("Wilcoxon signed-rank test", () => {
  it("sums the ranks of positive values", () => {
    const test = wilcoxonTest([1, -2, 3, 4]);
    expect(test.details).toMatchObject({ rankSum: 8, ranked: 4 });
    expectRelative(test.statistic, (8 - 5) / Math.sqrt((4 * 5 * 9) / 24));
    // W+ >= 8: 8, 9, 10 reached by 2, 1, 1 of 16 patterns
    expectRelative(wilcoxonTest([1, -2, 3, 4], "greater").p, 3 / 16);
    expectRelative(test.p, 6 / 16);
  });

  it("drops zeros and shares ranks among ties", () => {
    expect(wilcoxonTest([0, 2, -2, 5]).details).toMatchObject({ events: 4, ranked: 3, rankSum: 4.5 });
  });

  it("corrects the variance for ties, as scipy does, and counts patterns exactly in spite of them", () => {
    // scipy.stats.wilcoxon, asymptotic without continuity correction, and by all permutations
    const values = [1, 2, 2, -2, 3, -1, 4, 5, 5, -6, 7];
    expectRelative(wilcoxonTest(values, "two-sided", "normal").p, 0.11862456478399583);
    expectRelative(wilcoxonTest(values, "two-sided", "exact").p, 0.1318359375);
  });

  it("corrects for continuity when asked to, as R does and scipy can", () => {
    // scipy.stats.wilcoxon, method "asymptotic", correction True
    const values = [1, 2, 2, -2, 3, -1, 4, 5, 5, -6, 7];
    const of = (sided: "two-sided" | "greater" | "less") => wilcoxonTest(values, sided, "normal", true);
    expectRelative(
      [of("two-sided").statistic!, of("two-sided").p!],
      [1.5159850710302134, 0.12952312738814045],
    );
    expectRelative(of("greater").p!, 0.06476156369407023);
    expectRelative([of("less").statistic!, of("less").p!], [1.6051606634437552, 0.9457707740885157]);
    expect(of("less").convention).toContain("continuity correction of z; normal");
  });

  it.skipIf(unitCases === null)("equals the hand case", () => {
    const { inputs, expected } = unitCases.one_sample;
    const test = wilcoxonTest(inputs.car);
    expectRelative(test.details.rankSum!, expected.wilcoxon_W);
    expectRelative(test.statistic, expected.wilcoxon_z);
    expectRelative(test.p, expected.wilcoxon_exact_two_sided);
  });

  it.skipIf(golden === null)("equals the re-derived example", () => {
    const events = goldenEvents();
    for (const { day, wilcoxon_W: W, wilcoxon_z: z } of golden.canonical_independent.daily) {
      const test = wilcoxonTest(events.map((event) => event.window[day]!));
      expect(test.details.rankSum).toBe(W);
      expectRelative(test.statistic, z);
    }
    const cars = events.map((event) => cumulativeAbnormalReturn(event)!.value);
    expectRelative(wilcoxonTest(cars).statistic, golden.canonical_independent.window.wilcoxon_z);
  });

  it("is undefined when every value is 0", () => {
    expect(wilcoxonTest([0, 0])).toMatchObject({ statistic: null, reason: "no value differs from 0" });
  });
});
