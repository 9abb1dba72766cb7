import { describe, expect, it } from "vitest";
import {
  adjustedExcessKurtosis,
  adjustedSkewness,
  excessKurtosis,
  isConstant,
  mean,
  populationSkewness,
  rawKurtosis,
  standardDeviation,
  sum,
  variance,
} from "../../src/statistics/moments.ts";
import { expectRelative } from "../expect-relative.ts";

const values = [0.031, -0.012, 0.045, 0.008, 0.022, -0.005, 0.06, 0.013];

describe("moments", () => {
  it("take the divisor that is named", () => {
    expect(sum([1, 2, 6])).toBe(9);
    expect(mean([1, 2, 6])).toBe(3);
    expect(variance([1, 2, 6])).toBe(7);
    expect(variance([1, 2, 6], 0)).toBe(14 / 3);
    expect(standardDeviation([1, 2, 6])).toBe(Math.sqrt(7));
    expectRelative(variance(values), 0.0005987857142857142);
  });

  it("name their skewness and kurtosis by convention (scipy.stats, bias True and False)", () => {
    expectRelative(populationSkewness(values), 0.28513291348042463);
    expectRelative(adjustedSkewness(values), 0.3556232239788019);
    expectRelative(rawKurtosis(values), 2.0029706712754005);
    expectRelative(excessKurtosis(values), 2.0029706712754005 - 3);
    expectRelative(adjustedExcessKurtosis(values), -0.6937615903216585, 1e-11);
  });

  it("survive a mean that is large beside the deviation", () => {
    expect(variance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBe(30);
  });

  it("answer NaN where they are undefined, for the layers above to explain", () => {
    expect(mean([])).toBeNaN();
    expect(variance([1])).toBeNaN();
    expect(populationSkewness([2, 2, 2])).toBeNaN();
    expect(rawKurtosis([2])).toBeNaN();
    expect(adjustedSkewness([1, 2])).toBeNaN();
    expect(adjustedExcessKurtosis([1, 2, 4])).toBeNaN();
  });

  it("see through rounding that looks like variation", () => {
    expect(isConstant([0.1 + 0.2, 0.3])).toBe(true);
    expect(isConstant([0.01, 0.0100001])).toBe(false);
    expect(isConstant([1e-5, 1.0000000001e-5])).toBe(false);
    expect(isConstant([1e-5, 1.0000000001e-5], 1e-14)).toBe(true);
  });
});
