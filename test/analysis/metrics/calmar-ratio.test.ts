import { describe, expect, it } from "vitest";
import { calmarRatio } from "../../../src/analysis/metrics/calmar-ratio.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("Calmar ratio", () => {
  it("divides the annual return by the size of the drawdown", () => {
    expectRelative(calmarRatio([100, 80, 110], { sessionsPerYear: 2 }).value, 0.5);
  });

  it.skipIf(vectors === null)("equals empyrical's, quantstats' and backtesting.py's", () => {
    const ratio = calmarRatio(vectors.input.equity).value!;
    expectRelative(ratio, vectors.empyrical.calmar);
    expectRelative(ratio, vectors.quantstats.calmar);
    expectRelative(ratio, vectors["backtesting.py"]["Calmar Ratio"]);
  });

  it("is undefined, never infinite, without a drawdown", () => {
    expect(calmarRatio([100, 101, 102])).toMatchObject({ value: null, reason: "there is no drawdown" });
    expect(calmarRatio([100, -5])).toMatchObject({ value: null, reason: "the account ends below 0" });
  });
});
