import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { burstsOf } from "../../../src/analysis/significance/bursts.ts";

describe("burstsOf", () => {
  it("joins holds that overlap", () => {
    expect(
      burstsOf([
        { entry: 30, exit: 39 },
        { entry: 0, exit: 9 },
        { entry: 9, exit: 12 },
      ]),
    ).toEqual([[1, 2], [0]]);
  });

  it("joins entries less than the longest hold apart, though the first was stopped out", () => {
    const trades = [
      { entry: 0, exit: 0 },
      { entry: 9, exit: 18 },
      { entry: 19, exit: 28 },
    ];
    expect(burstsOf(trades)).toEqual([[0, 1], [2]]);
  });

  it("counts every trade once, and any two bursts are at least a hold apart", () => {
    const trade = fc.tuple(fc.nat(200), fc.nat(12)).map(([entry, held]) => ({ entry, exit: entry + held }));
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 30 }), (trades) => {
        const bursts = burstsOf(trades);
        expect(bursts.flat().toSorted((a, b) => a - b)).toEqual(trades.map((_, index) => index));
        const hold = Math.max(0, ...trades.map(({ entry, exit }) => exit - entry + 1));
        for (let i = 1; i < bursts.length; i++) {
          const earlier = bursts[i - 1]!.map((index) => trades[index]!);
          const later = Math.min(...bursts[i]!.map((index) => trades[index]!.entry));
          expect(later).toBeGreaterThan(Math.max(...earlier.map(({ exit }) => exit)));
          expect(later - Math.max(...earlier.map(({ entry }) => entry))).toBeGreaterThanOrEqual(hold);
        }
      }),
    );
  });
});
