import { describe, expect, it } from "vitest";
import { crossSectionalTest } from "../../../../src/analysis/event-study/hypothesis-tests/cross-sectional.ts";
import { signFlipTest } from "../../../../src/analysis/event-study/hypothesis-tests/sign-flip.ts";
import { SeededRandom } from "../../../../src/statistics/seeded-random.ts";
import { unitCases } from "../golden-events.ts";

describe("sign-flip test", () => {
  it("counts every pattern of signs", () => {
    // All patterns of 1, 2, 3 that reach |6|: 2 of 8
    expect(signFlipTest([1, 2, 3])).toMatchObject({
      statistic: 2,
      p: 0.25,
      details: { patterns: 8, exceedances: 2 },
    });
    expect(signFlipTest([1, 2, -3]).p).toBe(1);
  });

  it("takes sums that differ by rounding for ties", () => {
    // 0.1 + 0.2 and 0.3 reach the same sum only in exact arithmetic: 0.3 + 0.3 - 0.1 - 0.2 ...
    const tied = signFlipTest([0.1, 0.2, 0.3]);
    expect(tied.details.exceedances).toBe(signFlipTest([1, 2, 3]).details.exceedances);
    expect(signFlipTest([0.1, 0.2, -0.3]).p).toBe(1);
  });

  it.skipIf(unitCases === null)("equals the hand case", () => {
    const { inputs, expected } = unitCases.sign_flip_exact;
    const test = signFlipTest(inputs.car);
    expect(test.details).toMatchObject({ patterns: expected.n_flips, exceedances: expected.count_abs_t_ge });
    expect(test.p).toBe(expected.p_t);
  });

  it("orders patterns as the t-value does", () => {
    const values = [0.031, -0.012, 0.045, 0.008, 0.022, -0.005];
    const observed = Math.abs(crossSectionalTest(values).statistic!);
    let reached = 0;
    for (let pattern = 0; pattern < 64; pattern++) {
      const flipped = values.map((value, i) => ((pattern >> i) & 1 ? -value : value));
      if (Math.abs(crossSectionalTest(flipped).statistic!) >= observed * (1 - 1e-12)) reached++;
    }
    expect(signFlipTest(values).p).toBe(reached / 64);
  });

  it("samples beyond its limit, by a seed, near the exact p", () => {
    const random = new SeededRandom(6);
    const values = Array.from({ length: 30 }, () => random.normal() + 0.3);
    const exact = signFlipTest(values).p!;
    const sampled = signFlipTest(values, { exactUpTo: 20, draws: 20_000, seed: 3 });
    expect(Math.abs(sampled.p! - exact)).toBeLessThan(5 * Math.sqrt((exact * (1 - exact)) / 20_000) + 1e-4);
    expect(signFlipTest(values, { exactUpTo: 20, draws: 20_000, seed: 3 })).toEqual(sampled);
    expect(sampled.convention).toContain("seed 3");
  });

  it("does not depend on the order of the events where it samples, nor on the sign of all", () => {
    const random = new SeededRandom(7);
    const values = Array.from({ length: 60 }, () => random.normal() + 0.2);
    const { p } = signFlipTest(values);
    expect(signFlipTest(values.toReversed()).p).toBe(p);
    expect(signFlipTest(values.map((value) => -value)).p).toBe(p);
  });

  it("is undefined without values", () => {
    expect(signFlipTest([]).p).toBeNull();
    expect(signFlipTest([0, 0])).toMatchObject({ p: null, reason: "every value is 0" });
  });
});
