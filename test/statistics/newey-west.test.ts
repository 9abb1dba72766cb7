import { describe, expect, it } from "vitest";
import { variance } from "../../src/statistics/moments.ts";
import { neweyWestCovariance, neweyWestLag, neweyWestMeanVariance } from "../../src/statistics/newey-west.ts";
import { ordinaryLeastSquares } from "../../src/statistics/ordinary-least-squares.ts";
import { expectRelative } from "../expect-relative.ts";

const response = [0.014, -0.006, 0.009, 0.004, -0.01, 0.0075, 0.005, -0.0018, 0.003, -0.002];
const market = [0.01, -0.005, 0.008, 0.002, -0.01, 0.006, 0.004, -0.003, 0.001, -0.004];
const size = [0.002, 0.001, -0.003, 0.004, 0, 0.002, -0.001, 0.003, 0.005, -0.002];

describe("Newey-West", () => {
  it("chooses its lag by the rule", () => {
    expect([50, 100, 250, 1000, 5000].map(neweyWestLag)).toEqual([3, 4, 4, 6, 9]);
  });

  it("gives the variance of a mean", () => {
    expectRelative(neweyWestMeanVariance(response, 2), 1.396352666666666e-6); // numpy, from the definition
    expectRelative(neweyWestMeanVariance(response, 0), variance(response, 0) / response.length);
    expect(neweyWestMeanVariance([1])).toBeNaN();
    // Deviations -1, 1, -1, 1: γ(0) = 1, γ(1) = -3/4; (1 - 3/4) / 4
    expectRelative(neweyWestMeanVariance([0, 2, 0, 2], 1), 0.0625);
  });

  it("gives the covariance of coefficients (mpmath at 40 digits, from the definition)", () => {
    const fit = ordinaryLeastSquares(response, [market, size])!;
    const errors = (matrix: Float64Array) => [0, 4, 8].map((diagonal) => Math.sqrt(matrix[diagonal]!));
    const covariance = neweyWestCovariance(fit, 2);
    expectRelative(
      errors(covariance),
      [0.00037894789793199723, 0.05603211895017364, 0.10425812821839973],
      1e-11,
    );
    expectRelative(covariance[1]!, -1.0314252688597643e-5, 1e-10);
    expectRelative(
      errors(neweyWestCovariance(fit, 0)),
      [0.0003777601566591315, 0.05105474318059296, 0.10382868598330527],
      1e-11,
    );
    expectRelative(neweyWestCovariance(fit, 2, true)[0]!, (covariance[0]! * 10) / 7);
  });
});
