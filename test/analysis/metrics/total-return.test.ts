import { describe, expect, it } from "vitest";
import { totalReturn } from "../../../src/analysis/metrics/total-return.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("total return", () => {
  it("compares the last level with the first", () => {
    expectRelative(totalReturn([100, 120, 90]).value, -0.1);
    expect(totalReturn([100]).value).toBe(0);
    expectRelative(totalReturn([100, -20]).value, -1.2);
  });

  it.skipIf(vectors === null)("equals empyrical's and quantstats'", () => {
    expectRelative(totalReturn(vectors.input.equity).value, vectors.empyrical.cum);
    expectRelative(totalReturn(vectors.input.equity).value, vectors.quantstats.comp);
  });

  it("takes levels of any scale: nothing is guessed to be returns", () => {
    // quantstats takes a series within (-1, 1) for returns.
    expectRelative(totalReturn([0.5, 0.6]).value, 0.2);
    expectRelative(totalReturn([5e8, 6e8]).value, 0.2);
  });

  it("says why it is undefined, and refuses holes", () => {
    expect(totalReturn([])).toMatchObject({ value: null, reason: "no levels" });
    expect(totalReturn([0, 1]).value).toBeNull();
    expect(() => totalReturn([100, Number.NaN])).toThrow("level 1 is NaN");
  });
});
