import { describe, expect, it } from "vitest";
import { covariance, pearsonCorrelation } from "../../src/statistics/correlation.ts";
import { expectRelative } from "../expect-relative.ts";

const x = [0.031, -0.012, 0.045, 0.008, 0.022, -0.005, 0.06, 0.013];
const y = [3, 1, 4, 1, 5, 9, 2, 6];

describe("correlation", () => {
  it("agrees with scipy.stats", () => {
    expectRelative(pearsonCorrelation(x, y), -0.2033896538555948);
  });

  it("is exactly one on a line, and held there against rounding", () => {
    expect(pearsonCorrelation([0.1, 0.2, 0.3], [0.3, 0.6, 0.9])).toBeLessThanOrEqual(1);
    expectRelative(pearsonCorrelation([0.1, 0.2, 0.3], [-3, -6, -9]), -1);
  });

  it("is NaN where a side does not vary, and refuses unequal lengths", () => {
    expect(pearsonCorrelation([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(pearsonCorrelation([1], [2])).toBeNaN();
    expect(() => pearsonCorrelation([1, 2], [1])).toThrow(RangeError);
  });

  it("has a covariance with the divisor that is named", () => {
    expect(covariance([1, 2, 3], [2, 4, 9])).toBe(3.5);
    expectRelative(covariance([1, 2, 3], [2, 4, 9], 0), 7 / 3);
    expect(covariance([1], [1])).toBeNaN();
  });
});
