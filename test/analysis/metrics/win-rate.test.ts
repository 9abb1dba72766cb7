import { describe, expect, it } from "vitest";
import { winRate } from "../../../src/analysis/metrics/win-rate.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("win rate", () => {
  it("takes a profit after costs above 0 for a win, and counts the even ones", () => {
    expect(winRate([10, -5, 0, 2]).value).toBe(0.5);
  });

  it.skipIf(vectors === null)("equals backtesting.py's", () => {
    expect(100 * winRate([0.02, -0.01]).value!).toBe(vectors["backtesting.py"]["Win Rate [%]"]);
  });

  it("is undefined without trades", () => {
    expect(winRate([])).toMatchObject({ value: null, reason: "no closed trades" });
  });
});
