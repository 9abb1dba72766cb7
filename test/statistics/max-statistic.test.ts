import { describe, expect, it } from "vitest";
import { maxStatisticAdjustedPValues } from "../../src/statistics/max-statistic.ts";
import { permutationPValue } from "../../src/statistics/p-value.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";

describe("max-statistic adjustment", () => {
  it("steps down by hand", () => {
    // Strongest 3: maxima 2, 4, 1, one reaches it: 2/4. Next 1: its own draws 2, 0, 1, two reach it: 3/4.
    expect([
      ...maxStatisticAdjustedPValues(
        [3, 1],
        [
          [0, 4, 1],
          [2, 0, 1],
        ],
      ),
    ]).toEqual([0.5, 0.75]);
  });

  it("never ranks a weaker statistic above a stronger one", () => {
    // Alone the second would have p = 1/4.
    expect([
      ...maxStatisticAdjustedPValues(
        [3, 2],
        [
          [4, 4, 1],
          [0, 0, 1],
        ],
      ),
    ]).toEqual([0.75, 0.75]);
  });

  it("costs nothing for a copy of the same test, and nearly m-fold for independent ones", () => {
    const random = new SeededRandom(1);
    const draws = Array.from({ length: 10 }, () =>
      Float64Array.from({ length: 2000 }, () => Math.abs(random.normal())),
    );
    const alone = permutationPValue(draws[0]!.filter((draw) => draw >= 2.5).length, 2000);
    const copies = maxStatisticAdjustedPValues([2.5, 2.5, 2.5], [draws[0]!, draws[0]!, draws[0]!]);
    expect(copies[0]).toBe(alone);
    const family = maxStatisticAdjustedPValues([2.5, ...new Array(9).fill(0.1)], draws);
    expect(family[0]! / alone).toBeGreaterThan(5);
    expect(family[0]! / alone).toBeLessThan(15);
  });

  it("refuses shapes that do not fit", () => {
    expect(() => maxStatisticAdjustedPValues([1], [])).toThrow(RangeError);
    expect(() => maxStatisticAdjustedPValues([1, 2], [[1], [1, 2]])).toThrow(RangeError);
    expect(() => maxStatisticAdjustedPValues([Number.NaN], [[1]])).toThrow(RangeError);
    expect(() => maxStatisticAdjustedPValues([1], [[Number.NaN]])).toThrow(RangeError);
  });
});
