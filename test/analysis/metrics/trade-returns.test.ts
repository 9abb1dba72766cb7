import { describe, expect, it } from "vitest";
import {
  bestTrade,
  meanTradeReturn,
  medianTradeReturn,
  worstTrade,
} from "../../../src/analysis/metrics/trade-returns.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("trade returns", () => {
  it("are summed up by best, worst, mean and median", () => {
    expect(bestTrade([0.02, -0.01, 0.05]).value).toBe(0.05);
    expect(worstTrade([0.02, -0.01, 0.05]).value).toBe(-0.01);
    expectRelative(meanTradeReturn([0.02, -0.01, 0.05]).value, 0.02);
    expect(medianTradeReturn([0.02, -0.01, 0.05]).value).toBe(0.02);
    expect(bestTrade([0.02]).definition).toBe("trade-return.max");
  });

  it.skipIf(vectors === null)("equal backtesting.py's, but for its geometric mean", () => {
    const theirs = vectors["backtesting.py"];
    expectRelative(100 * bestTrade([0.02, -0.01]).value!, theirs["Best Trade [%]"]);
    expectRelative(100 * worstTrade([0.02, -0.01]).value!, theirs["Worst Trade [%]"]);
    expectRelative(100 * (Math.sqrt(1.02 * 0.99) - 1), theirs["Avg. Trade [%]"], 1e-10);
    expectRelative(100 * meanTradeReturn([0.02, -0.01]).value!, 0.5);
  });

  it("are undefined without trades", () => {
    for (const metric of [bestTrade, worstTrade, meanTradeReturn, medianTradeReturn]) {
      expect(metric([])).toMatchObject({ value: null, reason: "no closed trades" });
    }
    expect(() => bestTrade([Number.NaN])).toThrow(RangeError);
  });
});
