import { describe, expect, it } from "vitest";
import { compoundLevels, compoundReturn, logReturns, simpleReturns } from "../../src/statistics/returns.ts";
import { expectRelative } from "../expect-relative.ts";

describe("returns", () => {
  it("divide the change by the level before it, not by the one after", () => {
    expectRelative(simpleReturns([100, 110, 105]), [0.1, -5 / 110]);
    expectRelative(logReturns([100, 110, 105]), [Math.log(1.1), Math.log(105 / 110)]);
  });

  it("compound to the total", () => {
    expectRelative(compoundReturn(simpleReturns([100, 110, 105, 130])), 0.3);
    expect(compoundReturn([])).toBe(0);
  });

  it("give back the levels they came from", () => {
    expectRelative(compoundLevels(simpleReturns([100, 110, 105]), 100), [100, 110, 105]);
    expect([...compoundLevels([])]).toEqual([1]);
  });

  it("name the level that has no return", () => {
    expect(() => simpleReturns([100, 0, 5])).toThrow("level 1 is 0");
    expect(() => logReturns([100, Number.NaN])).toThrow(RangeError);
    expect(simpleReturns([100])).toHaveLength(0);
  });
});
