import { describe, expect, it } from "vitest";
import { kellyFraction } from "../../../src/analysis/metrics/kelly-fraction.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("Kelly fraction", () => {
  it("is W - (1 - W) / payoff", () => {
    expect(kellyFraction([2, -1]).value).toBe(0.25);
    expect(kellyFraction([1, -1, -1]).value).toBeCloseTo(-1 / 3, 15);
  });

  it.skipIf(vectors === null)("equals backtesting.py's", () => {
    expect(kellyFraction([0.02, -0.01]).value).toBe(vectors["backtesting.py"]["Kelly Criterion"]);
  });

  it("is undefined without a winner or without a loser", () => {
    expect(kellyFraction([1, 2]).value).toBeNull();
    expect(kellyFraction([-1]).value).toBeNull();
    expect(kellyFraction([]).value).toBeNull();
  });
});
