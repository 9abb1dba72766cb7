import { describe, expect, it } from "vitest";
import { drawdownSeries, maxDrawdown } from "../../../src/analysis/metrics/max-drawdown.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("maximum drawdown", () => {
  it("is the deepest fall below the running peak", () => {
    expect(maxDrawdown([100, 120, 90, 110]).value).toBe(-0.25);
    expectRelative(drawdownSeries([100, 120, 90, 110]), [0, 0, -0.25, 110 / 120 - 1]);
  });

  it("counts the first level as a peak, so an immediate loss is a drawdown", () => {
    expectRelative(maxDrawdown([100, 96]).value, -0.04);
  });

  it.skipIf(vectors === null)(
    "equals every library's that keeps the first level, and not the two that drop it",
    () => {
      const { equity } = vectors.input;
      expectRelative(maxDrawdown(equity).value, vectors.empyrical.mdd);
      expectRelative(maxDrawdown(equity).value, vectors.quantstats.mdd);
      expectRelative(maxDrawdown(equity).value, vectors.ffn.mdd);
      expectRelative(maxDrawdown(equity).value, vectors.ref.mdd_with_start);
      expectRelative(100 * maxDrawdown(equity).value!, vectors["backtesting.py"]["Max. Drawdown [%]"]);
      // What leaving out the first level would give: -3% instead of -5%.
      expectRelative(maxDrawdown(equity.slice(1)).value, vectors.ref.mdd_without_start, 1e-11);
    },
  );

  it("is 0, and no -0, when the curve never falls", () => {
    expect(Object.is(maxDrawdown([100, 100, 101]).value, 0)).toBe(true);
    expect(Object.is(maxDrawdown([100]).value, 0)).toBe(true);
  });

  it("passes -1 when more than everything is lost", () => {
    expect(maxDrawdown([100, -50]).value).toBe(-1.5);
  });

  it("refuses an empty curve, one that starts at nothing, and holes", () => {
    expect(() => maxDrawdown([])).toThrow(RangeError);
    expect(() => maxDrawdown([0, 1])).toThrow(RangeError);
    expect(() => maxDrawdown([100, Number.NaN])).toThrow("level 1 is NaN");
  });
});
