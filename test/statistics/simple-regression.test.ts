import { describe, expect, it } from "vitest";
import { ordinaryLeastSquares } from "../../src/statistics/ordinary-least-squares.ts";
import { simpleRegression } from "../../src/statistics/simple-regression.ts";
import { expectRelative } from "../expect-relative.ts";

const response = [0.014, -0.006, 0.009, 0.004, -0.01, 0.0075, 0.005, -0.0018, 0.003, -0.002];
const market = [0.01, -0.005, 0.008, 0.002, -0.01, 0.006, 0.004, -0.003, 0.001, -0.004];

describe("simple regression", () => {
  it("agrees with forty-digit arithmetic", () => {
    const line = simpleRegression(response, market)!;
    expectRelative(line.intercept, 0.0012507853403141362);
    expectRelative(line.slope, 1.1324607329842933);
    expectRelative(line.residualSumOfSquares, 9.553612565445029e-6);
    expectRelative(line.rSquared, 0.979885479933205);
    expectRelative(line.regressorMean, 0.0009);
  });

  it("agrees with the general form", () => {
    const general = ordinaryLeastSquares(response, [market])!;
    const line = simpleRegression(response, market)!;
    expectRelative([line.intercept, line.slope], general.coefficients);
    expectRelative(line.residualSumOfSquares, general.residualSumOfSquares);
  });

  it("leaves out a pair with either side missing, and counts the rest", () => {
    const gap = Number.NaN;
    const line = simpleRegression([9, 1, gap, 3, 5, 7], [gap, 0, 4, 1, 2, 3])!;
    expect([line.intercept, line.slope, line.observations]).toEqual([1, 2, 4]);
    expect(line.residualSumOfSquares).toBe(0);
  });

  it("says null where no line exists", () => {
    expect(simpleRegression([1], [1])).toBeNull();
    expect(simpleRegression([1, 2, 3], [0.1 + 0.2, 0.3, 0.3])).toBeNull();
    expect(() => simpleRegression([1, 2], [1])).toThrow(RangeError);
  });
});
