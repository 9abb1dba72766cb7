import { describe, expect, it } from "vitest";
import { turnover } from "../../../src/analysis/metrics/turnover.ts";

describe("turnover", () => {
  it("is traded notional over mean equity, per year", () => {
    expect(turnover(200, [100, 100, 100], { sessionsPerYear: 2 })).toEqual({
      value: 2,
      definition: "turnover.notional-over-mean-equity.n2",
    });
    expect(turnover(0, [100, 120]).value).toBe(0);
  });

  it("is undefined without sessions or equity", () => {
    expect(turnover(10, [100]).value).toBeNull();
    expect(turnover(10, [100, -300]).value).toBeNull();
    expect(() => turnover(Number.NaN, [100, 100])).toThrow(RangeError);
  });
});
