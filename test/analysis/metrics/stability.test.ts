import { describe, expect, it } from "vitest";
import { stability } from "../../../src/analysis/metrics/stability.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("stability", () => {
  it("is 1 for a steady climb", () => {
    expectRelative(stability([0.01, 0.01, 0.01]).value, 1);
  });

  it("is the R² of log wealth by hand", () => {
    // Log wealth 0, 1, 0 about its line of slope 0: no part of it explained.
    expect(stability([0, Math.E - 1, 1 / Math.E - 1]).value).toBeCloseTo(0, 12);
  });

  it.skipIf(vectors === null)("equals empyrical's", () => {
    expectRelative(stability(vectors.input.returns).value, vectors.empyrical.stability);
  });

  it("is undefined for two points, for a flat line and after a total loss", () => {
    expect(stability([0.01, 0.02]).value).toBeNull();
    expect(stability([0, 0, 0]).value).toBeNull();
    expect(stability([0, -1, 0])).toMatchObject({ value: null, reason: "return 1 loses everything" });
  });
});
