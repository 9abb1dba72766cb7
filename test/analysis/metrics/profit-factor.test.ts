import { describe, expect, it } from "vitest";
import { profitFactor } from "../../../src/analysis/metrics/profit-factor.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("profit factor", () => {
  it("divides what winners made by what losers lost", () => {
    expect(profitFactor([10, 20, -5]).value).toBe(6);
    expect(profitFactor([-5, 0]).value).toBe(0);
  });

  it.skipIf(vectors === null)("equals backtesting.py's and quantstats' on the same numbers", () => {
    expect(profitFactor([0.02, -0.01]).value).toBe(vectors["backtesting.py"]["Profit Factor"]);
    expectRelative(profitFactor(vectors.input.returns).value, vectors.quantstats.pf);
  });

  it("is undefined, never infinite, without a loser", () => {
    expect(profitFactor([1, 2])).toMatchObject({ value: null, reason: "no losing trade" });
    expect(profitFactor([]).value).toBeNull();
  });
});
