import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ordinaryLeastSquares, whitenRow } from "../../src/statistics/ordinary-least-squares.ts";
import { expectRelative } from "../expect-relative.ts";

const response = [0.014, -0.006, 0.009, 0.004, -0.01, 0.0075, 0.005, -0.0018, 0.003, -0.002];
const market = [0.01, -0.005, 0.008, 0.002, -0.01, 0.006, 0.004, -0.003, 0.001, -0.004];
const size = [0.002, 0.001, -0.003, 0.004, 0, 0.002, -0.001, 0.003, 0.005, -0.002];

// Expected values: the normal equations in mpmath at 40 digits.
describe("ordinary least squares", () => {
  const fit = ordinaryLeastSquares(response, [market, size])!;

  it("fits a line by hand", () => {
    const line = ordinaryLeastSquares([1, 3, 5], [[0, 1, 2]])!;
    expectRelative(line.coefficients, [1, 2]);
    expect(line.degreesOfFreedom).toBe(1);
  });

  it("keeps twelve digits on daily returns with two factors", () => {
    expectRelative(fit.coefficients, [0.00109971220938125, 1.1320434038933183, 0.13768066101342122]);
    expectRelative(fit.standardErrors, [0.00038261081314751246, 0.05750291140282456, 0.14037012013142705]);
    expectRelative(fit.residualSumOfSquares, 8.399257536403706e-6);
    expectRelative(fit.residualVariance, 1.199893933771958e-6);
  });

  it("gives the leverage of a new row as the length of its whitened form", () => {
    const whitened = whitenRow(fit, [1, 0.02, -0.001]);
    expectRelative(
      whitened.reduce((total, u) => total + u * u, 0),
      1.1817289157171689,
    );
  });

  it("leaves residuals that are orthogonal to every column", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
          {
            minLength: 5,
            maxLength: 30,
          },
        ),
        (pairs) => {
          const y = pairs.map(([value]) => value);
          const x = pairs.map(([, value]) => value);
          const result = ordinaryLeastSquares(y, [x]);
          if (result === null) return;
          expect(Math.abs(result.residuals.reduce((total, e) => total + e, 0))).toBeLessThan(1e-9);
          // The fit is kept while a regressor varies by 1e-10 of its length; its slope may then be huge.
          if (Math.abs(result.coefficients[1]!) < 1e3) {
            expect(Math.abs(result.residuals.reduce((total, e, i) => total + e * x[i]!, 0))).toBeLessThan(
              1e-9,
            );
          }
        },
      ),
    );
  });

  it("works without an intercept and with no degrees of freedom left", () => {
    expectRelative(ordinaryLeastSquares([2, 4], [[1, 2]], { intercept: false })!.coefficients, [2]);
    const exact = ordinaryLeastSquares([1, 3], [[0, 1]])!;
    expect(exact.degreesOfFreedom).toBe(0);
    expect(exact.residualVariance).toBeNaN();
  });

  it("says null where no fit exists", () => {
    expect(ordinaryLeastSquares([1], [[1]])).toBeNull();
    expect(ordinaryLeastSquares([1, 2, 3], [[5, 5, 5]])).toBeNull();
    expect(
      ordinaryLeastSquares(
        [1, 2, 3, 5],
        [
          [0.1, 0.2, 0.4, 0.3],
          [0.3, 0.6, 1.2, 0.9],
        ],
      ),
    ).toBeNull();
    expect(() => ordinaryLeastSquares([1, 2], [[1]])).toThrow(RangeError);
  });
});
