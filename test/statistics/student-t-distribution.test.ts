import { describe, expect, it } from "vitest";
import { studentTCdf, studentTQuantile } from "../../src/statistics/student-t-distribution.ts";
import { expectRelative } from "../expect-relative.ts";

// Expected values: mpmath at 40 digits.
describe("Student t distribution", () => {
  it("agrees with forty-digit arithmetic", () => {
    expectRelative(studentTCdf(-2.340638292816283, 7), 0.025898138151555606);
    expectRelative(studentTCdf(-40, 7), 7.951089992425185e-10);
    expectRelative(studentTCdf(-3, 2.5), 0.03628804777451592);
    expectRelative(studentTCdf(-3, 1_000_000), 0.0013499312707108985);
    expectRelative(studentTCdf(-0.00001, 7), 0.49999615008549175);
  });

  it("inverts to the quantile, also with heavy tails and far out", () => {
    expectRelative(studentTQuantile(0.975, 7), 2.3646242515927853);
    expectRelative(studentTQuantile(1e-10, 3), -2225.7692846830932);
    expectRelative(studentTQuantile(0.995, 1), 63.65674116287158);
    expectRelative(studentTQuantile(0.6, 30), 0.2556053649519128);
    expectRelative(studentTQuantile(0.025, 2.5), -3.574654842003683);
  });

  it("answers the ends and refuses impossible arguments", () => {
    expect(studentTQuantile(0, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(studentTQuantile(0.5, 3)).toBeCloseTo(0, 15);
    expect(studentTCdf(Number.POSITIVE_INFINITY, 3)).toBe(1);
    expect(() => studentTCdf(1, 0)).toThrow(RangeError);
    expect(() => studentTQuantile(2, 3)).toThrow(RangeError);
  });

  it("keeps its digits beside 0: one degree of freedom is 1/2 + atan(t) / pi, two are t / (2 sqrt(2 + t²))", () => {
    for (const t of [1e-12, 1e-8, 1e-6, 1e-4, 0.003, 0.0299, 0.0301, 0.2]) {
      expectRelative(studentTCdf(-t, 1), 0.5 - Math.atan(t) / Math.PI, 1e-15);
      expectRelative(studentTCdf(t, 2), 0.5 + t / (2 * Math.sqrt(2 + t * t)), 1e-15);
    }
  });
});
