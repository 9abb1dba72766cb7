import { describe, expect, it } from "vitest";
import { returnsByKind } from "../../src/report/returns-by-kind.ts";
import { aResult } from "./a-result.ts";

describe("returnsByKind", () => {
  it("puts each trade under the kind of the signal that opened it", () => {
    const result = aResult();
    const first = result.trades[0]!;
    // Three trades whose returns give mean 0.02, median 0.01 and two winners of three.
    const trades = [0.06, 0.01, -0.01].map((value, index) => ({
      ...first,
      id: `t${index}`,
      return: value,
      profit: value * 100,
    }));
    const kinds = returnsByKind({ ...result, trades });
    expect(kinds).toHaveLength(1);
    expect(kinds[0]).toMatchObject({ kind: "leadership-meeting", median: 0.01, winRate: 2 / 3 });
    expect(kinds[0]!.mean).toBeCloseTo(0.02, 15);
    expect(kinds[0]!.profit).toBeCloseTo(6, 12);
  });

  it("puts the kind with the most trades first and counts every trade once", () => {
    const result = aResult();
    const counts = returnsByKind(result).map((kind) => kind.trades.length);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(result.trades.length);
  });
});
