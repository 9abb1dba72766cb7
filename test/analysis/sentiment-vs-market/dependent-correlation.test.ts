import { describe, expect, it } from "vitest";
import { dependentCorrelation } from "../../../src/analysis/sentiment-vs-market/dependent-correlation.ts";
import { pearsonCorrelation } from "../../../src/statistics/correlation.ts";
import { noise, persistent } from "./simulated.ts";

describe("dependentCorrelation", () => {
  it("is Pearson's correlation, with an interval around it", () => {
    const x = persistent(300, 1);
    const y = noise(300, 2);
    const result = dependentCorrelation(x, y, 0);
    if (result.correlation === null) throw new Error(result.reason);
    expect(result.correlation).toBeCloseTo(pearsonCorrelation(x, y), 12);
    expect(result.low).toBeLessThan(result.correlation);
    expect(result.high).toBeGreaterThan(result.correlation);
  });

  it("knows its own overlap: summed returns need a larger error", () => {
    const x = persistent(500, 3);
    const y = noise(500, 4);
    const summed = y.map((_, t) =>
      t + 10 <= 500 ? y.subarray(t, t + 10).reduce((a, b) => a + b, 0) : Number.NaN,
    );
    const naive = dependentCorrelation(x, summed, 0);
    const honest = dependentCorrelation(x, summed, 9);
    if (naive.correlation === null || honest.correlation === null) throw new Error("undefined");
    expect(honest.correlation).toBe(naive.correlation);
    expect(honest.lag).toBe(18);
    expect(honest.standardError).toBeGreaterThan(1.2 * naive.standardError);
  });

  it("says why there is none", () => {
    expect(dependentCorrelation([1, 2], [1, 2], 0)).toEqual({
      correlation: null,
      reason: "2 pairs are fewer than 20",
      observations: 2,
    });
    const flat = new Float64Array(30);
    expect(dependentCorrelation(flat, noise(30, 1), 0)).toMatchObject({
      correlation: null,
      reason: "the index does not vary",
    });
  });
});
