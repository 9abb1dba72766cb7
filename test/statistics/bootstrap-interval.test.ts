import { describe, expect, it } from "vitest";
import { biasCorrectedInterval, percentileInterval } from "../../src/statistics/bootstrap-interval.ts";
import { normalCdf, normalQuantile } from "../../src/statistics/normal-distribution.ts";
import { expectRelative } from "../expect-relative.ts";

const replicates = Array.from({ length: 101 }, (_, i) => i / 100);

describe("bootstrap intervals", () => {
  it("take quantiles of the replicates (percentile)", () => {
    const interval = percentileInterval(replicates, 0.9);
    expectRelative(interval.low, 0.05);
    expectRelative(interval.high, 0.95);
  });

  it("equal the percentile interval without bias and acceleration", () => {
    // 50 of 101 lie below 0.5 and one is equal: share 1/2, z0 = 0. Symmetric leave-one-out estimates: a = 0.
    const interval = biasCorrectedInterval(replicates, 0.5, [0.4, 0.5, 0.6], 0.9);
    expectRelative(interval.low, 0.05, 1e-10);
    expectRelative(interval.high, 0.95, 1e-10);
  });

  it("move with bias and acceleration as Efron's formula says", () => {
    const leaveOneOut = [0.2, 0.5, 0.5];
    // Deviations from the mean 0.4: 0.2, -0.1, -0.1; a = (0.008 - 0.002) / (6 * 0.06^1.5)
    const a = 0.006 / (6 * 0.06 ** 1.5);
    const z0 = normalQuantile(60.5 / 101);
    const at = (p: number) => normalCdf(z0 + (z0 + normalQuantile(p)) / (1 - a * (z0 + normalQuantile(p))));
    const interval = biasCorrectedInterval(replicates, 0.6, leaveOneOut, 0.9);
    expectRelative(interval.low, at(0.05), 1e-10);
    expectRelative(interval.high, at(0.95), 1e-10);
  });

  it("say why there is none", () => {
    expect(percentileInterval([1])).toMatchObject({ low: null, reason: "fewer than 2 replicates" });
    expect(biasCorrectedInterval([1, 2], 5, [1, 2])).toMatchObject({
      low: null,
      reason: "every replicate lies on one side of the estimate",
    });
    expect(biasCorrectedInterval([1, 2], 1.5, [1]).low).toBeNull();
    expect(() => percentileInterval([1, Number.NaN])).toThrow(RangeError);
    expect(() => percentileInterval([1, 2], 95)).toThrow(RangeError);
  });
});
