import { describe, expect, it } from "vitest";
import { minimumDetectableEffect } from "../../src/statistics/minimum-detectable-effect.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";
import { expectRelative } from "../expect-relative.ts";

describe("minimum detectable effect", () => {
  it("adds the quantiles of level and power", () => {
    expectRelative(minimumDetectableEffect(0.01), 0.01 * (1.959963984540054 + 0.8416212335729143));
    expectRelative(minimumDetectableEffect(1, { sided: "less", power: 0.95 }), 2 * 1.6448536269514722);
    // t quantiles with 7 degrees of freedom at 0.975 and 0.8 (scipy.stats.t.ppf)
    expectRelative(
      minimumDetectableEffect(1, { degreesOfFreedom: 7 }),
      2.3646242515927853 + 0.8960296443137653,
    );
  });

  it("is found as often as the power says", () => {
    const effect = minimumDetectableEffect(1);
    const random = new SeededRandom(2);
    let found = 0;
    for (let i = 0; i < 20_000; i++) if (Math.abs(effect + random.normal()) > 1.959963984540054) found++;
    expect(Math.abs(found / 20_000 - 0.8)).toBeLessThan(0.012);
  });

  it("refuses what makes no test", () => {
    expect(() => minimumDetectableEffect(0)).toThrow(RangeError);
    expect(() => minimumDetectableEffect(1, { level: 0 })).toThrow(RangeError);
    expect(() => minimumDetectableEffect(1, { power: 0.01 })).toThrow(RangeError);
  });
});
