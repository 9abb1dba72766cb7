import { describe, expect, it } from "vitest";
import { alpha } from "../../../src/analysis/metrics/alpha.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("alpha", () => {
  it("is the intercept, compounded over a year", () => {
    // r = 0.005 + 2 b
    const intercept = alpha([0.025, -0.015, 0.045], [0.01, -0.01, 0.02], { sessionsPerYear: 1 });
    expectRelative(intercept.value, 0.005, 1e-11);
    expectRelative(
      alpha([0.025, -0.015, 0.045], [0.01, -0.01, 0.02], { sessionsPerYear: 2 }).value,
      0.010025,
      1e-11,
    );
  });

  it("takes the risk-free return from both sides", () => {
    // 0.005 - 0.001 + 2 × 0.001
    const value = alpha([0.025, -0.015, 0.045], [0.01, -0.01, 0.02], { sessionsPerYear: 1, riskFree: 0.001 });
    expectRelative(value.value, 0.006, 1e-11);
    expect(value.definition).toBe("alpha.compounded.n1.rf0.001");
  });

  it.skipIf(vectors === null)("equals empyrical's; quantstats' is not compounded", () => {
    const value = alpha(vectors.input.returns, vectors.input.benchmark).value!;
    expectRelative(value, vectors.empyrical.alpha);
    expectRelative(252 * ((1 + value) ** (1 / 252) - 1), vectors.quantstats.alpha, 1e-11);
  });

  it("is undefined where beta is", () => {
    expect(alpha([0.01, 0.02], [0, 0]).value).toBeNull();
  });
});
