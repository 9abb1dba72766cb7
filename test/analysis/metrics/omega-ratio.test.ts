import { describe, expect, it } from "vitest";
import { omegaRatio } from "../../../src/analysis/metrics/omega-ratio.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("omega ratio", () => {
  it("divides gains by losses about the threshold", () => {
    expectRelative(omegaRatio([0.03, -0.01]).value, 3);
    expectRelative(omegaRatio([0.03, -0.01, 0.01], 0.01).value, 1);
  });

  it.skipIf(vectors === null)("equals empyrical's and quantstats'", () => {
    expectRelative(omegaRatio(vectors.input.returns).value, vectors.empyrical.omega);
    expectRelative(omegaRatio(vectors.input.returns).value, vectors.quantstats.omega);
  });

  it("is undefined, never infinite, without a loss", () => {
    expect(omegaRatio([0.01, 0])).toMatchObject({
      value: null,
      reason: "no return lies below the threshold",
    });
    expect(omegaRatio([-0.01]).value).toBeNull();
  });
});
