import { describe, expect, it } from "vitest";
import {
  rollingMaxDrawdown,
  rollingSharpe,
  rollingVolatility,
} from "../../../src/analysis/metrics/rolling-metrics.ts";
import { sharpeRatio } from "../../../src/analysis/metrics/sharpe-ratio.ts";
import { expectRelative } from "../../expect-relative.ts";

describe("rolling figures", () => {
  const returns = [0.01, 0.03, -0.02, 0.01, 0.01];

  it("are the metric of the last window, null until it is full", () => {
    const sharpe = rollingSharpe(returns, 3, { sessionsPerYear: 1 });
    expect(sharpe.slice(0, 2)).toEqual([null, null]);
    expect(sharpe[2]).toBe(sharpeRatio(returns.slice(0, 3), { sessionsPerYear: 1 }).value);
    expect(sharpe[4]).toBe(sharpeRatio(returns.slice(2), { sessionsPerYear: 1 }).value);
    expectRelative(rollingVolatility(returns, 2, { sessionsPerYear: 1 })[1]!, 0.01 * Math.SQRT2);
  });

  it("are null, not infinite, where a window does not vary", () => {
    expect(rollingSharpe(returns, 2).map((value) => value === null)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(rollingVolatility(returns, 2)[4]).toBe(0);
  });

  it("see drawdowns within the window, from the level before it", () => {
    expect(rollingMaxDrawdown([100, 80, 80, 80, 60], 2)).toEqual([null, null, 80 / 100 - 1, 0, 60 / 80 - 1]);
  });

  it("refuse a window of one", () => {
    expect(() => rollingSharpe(returns, 1)).toThrow(RangeError);
    expect(() => rollingMaxDrawdown([100], 2.5)).toThrow(RangeError);
  });
});
