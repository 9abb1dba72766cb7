import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";
import { countSignFlipsReaching, sampleSignFlipsReaching } from "../../src/statistics/sign-flip.ts";

function countOneByOne(values: readonly number[], threshold: number): number {
  let count = 0;
  for (let pattern = 0; pattern < 2 ** values.length; pattern++) {
    let total = 0;
    values.forEach((value, i) => {
      total += (pattern >> i) & 1 ? -value : value;
    });
    if (Math.abs(total) >= threshold) count++;
  }
  return count;
}

describe("sign flips", () => {
  it("are counted by hand", () => {
    // ±1 ±2: |sums| 3, 1, 1, 3
    expect(countSignFlipsReaching([1, 2], 3)).toBe(2);
    expect(countSignFlipsReaching([1, 2], 1)).toBe(4);
    expect(countSignFlipsReaching([1, 2], 4)).toBe(0);
    expect(countSignFlipsReaching([1], 0)).toBe(2);
    expect(countSignFlipsReaching([1, 1, 1], 0)).toBe(8);
  });

  it("agree with counting one by one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 11 }),
        fc.integer({ min: 0, max: 60 }),
        (values, threshold) => {
          expect(countSignFlipsReaching(values, threshold)).toBe(countOneByOne(values, threshold));
        },
      ),
    );
  });

  it("count 2^36 patterns without walking them", () => {
    // All ones: |sum| >= 34 needs at most one dissenter: 2 (1 + 36)
    expect(countSignFlipsReaching(new Array(36).fill(1), 34)).toBe(74);
    expect(() => countSignFlipsReaching(new Array(41).fill(1), 1)).toThrow(RangeError);
  });

  it("are sampled near their exact share beyond that", () => {
    // Whole numbers, so that the exact share comes from counting sums.
    const values = Array.from({ length: 50 }, (_, i) => 50 + i);
    let sums = new Map([[0, 1]]);
    for (const value of values) {
      const next = new Map<number, number>();
      for (const [total, share] of sums) {
        next.set(total + value, (next.get(total + value) ?? 0) + share / 2);
        next.set(total - value, (next.get(total - value) ?? 0) + share / 2);
      }
      sums = next;
    }
    let exact = 0;
    for (const [total, share] of sums) if (Math.abs(total) >= 600) exact += share;
    const reached = sampleSignFlipsReaching(values, 600, 40_000, new SeededRandom(8));
    // Four standard errors of a share.
    expect(Math.abs(reached / 40_000 - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 40_000));
    expect(sampleSignFlipsReaching([1], 1, 100, new SeededRandom(1))).toBe(100);
  });
});
