import { describe, expect, it } from "vitest";
import { conditionalValueAtRisk } from "../../../src/analysis/metrics/conditional-value-at-risk.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("conditional value at risk", () => {
  it("averages the worst floor((n - 1) level) + 1 returns", () => {
    expectRelative(conditionalValueAtRisk([-0.03, -0.01, 0.02], 0.5).value, -0.02);
    expect(conditionalValueAtRisk([-0.03, -0.01, 0.02]).value).toBe(-0.03);
  });

  it.skipIf(vectors === null)("equals empyrical's and quantstats'", () => {
    expectRelative(conditionalValueAtRisk(vectors.input.returns).value, vectors.empyrical.cvar);
    expectRelative(conditionalValueAtRisk(vectors.input.returns).value, vectors.quantstats.cvar);
  });

  it("is undefined without returns", () => {
    expect(conditionalValueAtRisk([]).value).toBeNull();
    expect(() => conditionalValueAtRisk([0.1], -1)).toThrow(RangeError);
  });
});
