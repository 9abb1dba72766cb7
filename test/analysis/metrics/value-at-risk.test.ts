import { describe, expect, it } from "vitest";
import { valueAtRisk } from "../../../src/analysis/metrics/value-at-risk.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("value at risk", () => {
  it("is a percentile of the returns", () => {
    expectRelative(valueAtRisk([-0.03, 0, 0.01], 0.25).value, -0.015);
    expect(valueAtRisk([-0.03, 0], 0.01).definition).toBe("value-at-risk.historical.p1");
  });

  it.skipIf(vectors === null)("equals empyrical's", () => {
    expectRelative(valueAtRisk(vectors.input.returns).value, vectors.empyrical.var);
  });

  it("is undefined without returns", () => {
    expect(valueAtRisk([]).value).toBeNull();
    expect(() => valueAtRisk([0.1], 5)).toThrow(RangeError);
  });
});
