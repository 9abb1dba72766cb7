import { describe, expect, it } from "vitest";
import { annualVolatility } from "../../../src/analysis/metrics/annual-volatility.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("annual volatility", () => {
  it("takes the sample deviation", () => {
    expectRelative(annualVolatility([0.01, -0.01], { sessionsPerYear: 2 }).value, 0.02);
    expect(annualVolatility([0.01, 0.01]).value).toBe(0);
  });

  it.skipIf(vectors === null)("equals empyrical's and quantstats'", () => {
    expectRelative(annualVolatility(vectors.input.returns).value, vectors.empyrical.vol);
    expectRelative(annualVolatility(vectors.input.returns).value, vectors.quantstats.vol);
  });

  it("is undefined for one return", () => {
    expect(annualVolatility([0.01])).toEqual({
      value: null,
      reason: "fewer than 2 returns",
      definition: "volatility.ddof1.n252",
    });
    expect(() => annualVolatility([0.01, Number.POSITIVE_INFINITY])).toThrow(RangeError);
  });
});
