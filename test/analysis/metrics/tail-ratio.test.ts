import { describe, expect, it } from "vitest";
import { tailRatio } from "../../../src/analysis/metrics/tail-ratio.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("tail ratio", () => {
  it("compares the sizes of the outer percentiles", () => {
    expectRelative(tailRatio([-0.02, 0.01]).value, 0.0085 / 0.0185);
  });

  it.skipIf(vectors === null)("equals empyrical's and quantstats'", () => {
    expectRelative(tailRatio(vectors.input.returns).value, vectors.empyrical.tail);
    expectRelative(tailRatio(vectors.input.returns).value, vectors.quantstats.tail);
  });

  it("is undefined for a strategy that is mostly flat", () => {
    expect(tailRatio([0, 0, 0, 0.01]).value).toBeNull();
    expect(tailRatio([]).value).toBeNull();
  });
});
