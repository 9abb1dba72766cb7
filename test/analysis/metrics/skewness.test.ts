import { describe, expect, it } from "vitest";
import { skewness } from "../../../src/analysis/metrics/skewness.ts";
import { adjustedSkewness } from "../../../src/statistics/moments.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("skewness", () => {
  it("is the population form", () => {
    expectRelative(skewness([0, 0, 0.03]).value, Math.SQRT1_2);
  });

  it.skipIf(vectors === null)("equals γ3; quantstats' is the adjusted form", () => {
    expectRelative(skewness(vectors.input.returns).value, vectors.ref.g3);
    expectRelative(adjustedSkewness(vectors.input.returns), vectors.quantstats.skew);
  });

  it("is undefined without variation", () => {
    expect(skewness([0.01, 0.01])).toMatchObject({ value: null, reason: "the returns do not vary" });
    expect(skewness([0.01]).value).toBeNull();
  });
});
