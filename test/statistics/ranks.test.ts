import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sum } from "../../src/statistics/moments.ts";
import { ascendingOrder, countBelow, midRankAt, midRanks } from "../../src/statistics/ranks.ts";

describe("mid-ranks", () => {
  it("share the mean of the ranks that a tie covers", () => {
    expect([...midRanks([10, 30, 20, 20])]).toEqual([1, 4, 2.5, 2.5]);
    expect([...midRanks([5, 5, 5])]).toEqual([2, 2, 2]);
    expect([...midRanks([])]).toEqual([]);
  });

  it("sum to n (n + 1) / 2, ignore a monotone change, and agree with the rank of one", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 40 }), (values) => {
        const ranks = midRanks(values);
        expect(sum(ranks)).toBe((values.length * (values.length + 1)) / 2);
        expect(midRanks(values.map((value) => value ** 3 + 7))).toEqual(ranks);
        values.forEach((_, i) => {
          expect(midRankAt(values, i)).toBe(ranks[i]);
        });
      }),
    );
  });
});

describe("ascending order", () => {
  it("is the order of a stable sort, for any length", () => {
    expect([...ascendingOrder([30, 10, 20])]).toEqual([1, 2, 0]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 150 }), (values) => {
        const expected = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
        expect([...ascendingOrder(values)]).toEqual(expected);
      }),
    );
  });

  it("counts the values below a bound, and at it", () => {
    expect([countBelow([1, 2, 2, 5], 2, false), countBelow([1, 2, 2, 5], 2, true)]).toEqual([1, 3]);
    expect([countBelow([], 2, false), countBelow([1], 0, true), countBelow([1], 9, false)]).toEqual([
      0, 0, 1,
    ]);
  });
});
