import { describe, expect, it } from "vitest";
import { payoffRatio } from "../../../src/analysis/metrics/payoff-ratio.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("payoff ratio", () => {
  it("compares mean win and mean loss", () => {
    expect(payoffRatio([10, 20, -5, 0]).value).toBe(3);
  });

  it.skipIf(vectors === null)("equals quantstats' on the same numbers", () => {
    expectRelative(payoffRatio(vectors.input.returns).value, vectors.quantstats.payoff);
  });

  it("is undefined, never infinite, with wins or losses alone", () => {
    expect(payoffRatio([1, 2])).toMatchObject({ value: null, reason: "no losing trade" });
    expect(payoffRatio([-1, 0])).toMatchObject({ value: null, reason: "no winning trade" });
  });
});
