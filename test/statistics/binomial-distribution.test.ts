import { describe, expect, it } from "vitest";
import {
  binomialCdf,
  binomialProbabilities,
  binomialTestPValue,
} from "../../src/statistics/binomial-distribution.ts";
import { sum } from "../../src/statistics/moments.ts";
import { expectRelative } from "../expect-relative.ts";

describe("binomial distribution", () => {
  it("gives each outcome its probability", () => {
    expectRelative(binomialProbabilities(4, 0.5), [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16]);
    expect([...binomialProbabilities(3, 0)]).toEqual([1, 0, 0, 0]);
    expect([...binomialProbabilities(3, 1)]).toEqual([0, 0, 0, 1]);
    expectRelative(sum(binomialProbabilities(2000, 0.03)), 1, 1e-11);
  });

  it("sums them in the distribution function", () => {
    expectRelative(binomialCdf(3, 10, 0.3), 0.6496107184000002); // scipy.stats.binom.cdf
    expect(binomialCdf(-1, 10, 0.3)).toBe(0);
    expect(binomialCdf(10, 10, 0.3)).toBe(1);
  });

  it("tests a share exactly, by the method of small p-values", () => {
    // 2 (1 + 8 + 28) / 256
    expectRelative(binomialTestPValue(6, 8, 0.5, "two-sided"), 74 / 256);
    // scipy.stats.binomtest
    expectRelative(binomialTestPValue(6, 8, 0.48, "two-sided"), 0.16466414383267838);
    expectRelative(binomialTestPValue(6, 8, 0.48, "greater"), 0.11984021760245758);
    expectRelative(binomialTestPValue(6, 8, 0.48, "less"), 0.9727600289185792);
    expectRelative(binomialTestPValue(40, 60, 0.52, "two-sided"), 0.027398694436397253, 1e-11);
  });

  it("refuses counts and chances that cannot be", () => {
    expect(() => binomialCdf(1, 2.5, 0.5)).toThrow(RangeError);
    expect(() => binomialProbabilities(3, 1.5)).toThrow(RangeError);
  });

  it("keeps 12 digits far out in the tails (scipy 1.10.1: binom.sf and binomtest)", () => {
    expectRelative(binomialTestPValue(3000, 5000, 0.5, "greater"), 6.501155002603125e-46);
    expectRelative(binomialTestPValue(3000, 5000, 0.5, "two-sided"), 1.300231000520625e-45);
    // Exactly 1 - (1 - 1e-6)^10 = 10 p - 45 p² + 120 p³ - ...
    expectRelative(binomialTestPValue(1, 10, 1e-6, "greater"), 9.999955000119999e-6, 1e-14);
    expectRelative(binomialTestPValue(10, 10, 1e-6, "greater"), 1e-60, 1e-14);
  });
});
