import { describe, expect, it } from "vitest";
import { normalCdf, normalDensity, normalQuantile } from "../../src/statistics/normal-distribution.ts";
import { expectRelative } from "../expect-relative.ts";

// Expected values: mpmath at 40 digits.
describe("normal distribution", () => {
  it("keeps its digits deep in the lower tail", () => {
    expectRelative(normalCdf(-1.96), 0.024997895148220435);
    expectRelative(normalCdf(-8), 6.220960574271784e-16);
    expectRelative(normalCdf(-13.996242474598931), 8.216619173180742e-45);
    expectRelative(normalCdf(0.5), 0.6914624612740131);
  });

  it("has a quantile that keeps its digits where the library's own loses them", () => {
    expectRelative(normalQuantile(0.025), -1.9599639845400543, 1e-14);
    expectRelative(normalQuantile(0.3), -0.5244005127080408, 1e-14);
    expectRelative(normalQuantile(1e-10), -6.361340902404057, 1e-14);
    expectRelative(normalQuantile(1e-17), -8.493793224109599, 1e-14);
    expectRelative(normalQuantile(1e-100), -21.273453560965326, 1e-13);
  });

  it("has a quantile that is odd about one half and infinite at the ends", () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect(normalQuantile(0.975)).toBe(-normalQuantile(1 - 0.975));
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => normalQuantile(1.1)).toThrow(RangeError);
  });

  it("has a density that is the derivative of the distribution function", () => {
    expectRelative(normalDensity(0), 1 / Math.sqrt(2 * Math.PI));
    const step = 1e-6;
    expect((normalCdf(-0.7 + step) - normalCdf(-0.7 - step)) / (2 * step)).toBeCloseTo(
      normalDensity(-0.7),
      9,
    );
  });
});
