import { describe, expect, it } from "vitest";
import { median, quantile, quantileOfSorted } from "../../src/statistics/quantile.ts";
import { expectRelative } from "../expect-relative.ts";

describe("quantile", () => {
  it("interpolates linearly between order statistics", () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([1, 2], 0.25)).toBe(1.25);
    expect(quantileOfSorted([1, 2, 4, 8, 16], 0.75)).toBe(8);
  });

  it("agrees with numpy.percentile", () => {
    const values = [0.031, -0.012, 0.045, 0.008, 0.022, -0.005, 0.06, 0.013];
    expectRelative(quantile(values, 0.05), -0.00955);
    expectRelative(quantile(values, 0.25), 0.00475);
    expectRelative(quantile(values, 0.6), 0.0238);
    expectRelative(quantile(values, 0.95), 0.05475);
  });

  it("is the smallest and the largest value at its ends, and leaves its input alone", () => {
    const values = [3, 1, 2];
    expect([quantile(values, 0), quantile(values, 1), median(values)]).toEqual([1, 3, 2]);
    expect(values).toEqual([3, 1, 2]);
  });

  it("refuses no values and levels that are not shares", () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 5)).toThrow(RangeError);
  });
});
