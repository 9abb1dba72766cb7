import { describe, expect, it } from "vitest";
import { averageDrawdown } from "../../../src/analysis/metrics/average-drawdown.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("average drawdown", () => {
  it("is the mean depth of the episodes, the unfinished one too", () => {
    expectRelative(averageDrawdown([100, 90, 100, 80]).value, -0.15);
  });

  it.skipIf(vectors === null)("equals backtesting.py's", () => {
    expectRelative(
      100 * averageDrawdown(vectors.input.equity).value!,
      vectors["backtesting.py"]["Avg. Drawdown [%]"],
    );
  });

  it("is undefined without a drawdown", () => {
    expect(averageDrawdown([100, 101])).toMatchObject({ value: null, reason: "there is no drawdown" });
  });
});
