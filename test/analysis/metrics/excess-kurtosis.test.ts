import { describe, expect, it } from "vitest";
import { excessKurtosis } from "../../../src/analysis/metrics/excess-kurtosis.ts";
import { adjustedExcessKurtosis } from "../../../src/statistics/moments.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("excess kurtosis", () => {
  it("is the population form", () => {
    expectRelative(excessKurtosis([-0.01, 0.01]).value, -2);
  });

  it.skipIf(vectors === null)("equals γ4 - 3; quantstats' is the adjusted form", () => {
    expectRelative(excessKurtosis(vectors.input.returns).value! + 3, vectors.ref.g4);
    expectRelative(adjustedExcessKurtosis(vectors.input.returns), vectors.quantstats.kurt, 1e-11);
  });

  it("is undefined without variation", () => {
    expect(excessKurtosis([0.01, 0.01]).value).toBeNull();
    expect(excessKurtosis([0.01]).value).toBeNull();
  });
});
