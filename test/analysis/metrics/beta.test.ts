import { describe, expect, it } from "vitest";
import { beta } from "../../../src/analysis/metrics/beta.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("beta", () => {
  it("is the slope on the benchmark", () => {
    expectRelative(beta([0.02, -0.02, 0.04], [0.01, -0.01, 0.02]).value, 2);
  });

  it.skipIf(vectors === null)("equals empyrical's and quantstats'", () => {
    expectRelative(beta(vectors.input.returns, vectors.input.benchmark).value, vectors.empyrical.beta);
    expectRelative(beta(vectors.input.returns, vectors.input.benchmark).value, vectors.quantstats.beta);
  });

  it("is undefined against a benchmark that does not move, and refuses other sessions", () => {
    expect(beta([0.01, 0.02], [0, 0])).toMatchObject({
      value: null,
      reason: "the benchmark's returns do not vary",
    });
    expect(() => beta([0.01, 0.02], [0.01])).toThrow("not on the same sessions");
    expect(() => beta([0.01, Number.NaN], [0.01, 0.02])).toThrow(RangeError);
  });
});
