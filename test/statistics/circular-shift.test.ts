import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  circularWindowSums,
  drawCircularShifts,
  everyCircularShift,
  shiftedMeans,
} from "../../src/statistics/circular-shift.ts";
import { mean } from "../../src/statistics/moments.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";

describe("circular shifts", () => {
  it("move all positions together and around the end", () => {
    expect([...shiftedMeans([1, 2, 4, 8], [0, 1], [0, 1, 2, 3])]).toEqual([1.5, 3, 6, 4.5]);
    expect([...shiftedMeans([1, 2, 4, 8], [3, 3, 0], [1])]).toEqual([(1 + 1 + 2) / 3]);
  });

  it("visit every session equally often: over all shifts the mean is the series' own", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 30 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
        (series, raw) => {
          const positions = raw.map((value) => value % series.length);
          const means = shiftedMeans(series, positions, [0, ...everyCircularShift(series.length)]);
          expect(mean(means)).toBeCloseTo(mean(series), 9);
        },
      ),
    );
  });

  it("are drawn from 1 to n - 1, never the observed calendar itself", () => {
    const shifts = drawCircularShifts(5, 10_000, new SeededRandom(1));
    expect(new Set(shifts)).toEqual(new Set([1, 2, 3, 4]));
    expect([...everyCircularShift(4)]).toEqual([1, 2, 3]);
  });

  it("sum windows around the end, also before the day itself", () => {
    expect([...circularWindowSums([1, 2, 4, 8], 0, 2)]).toEqual([3, 6, 12, 9]);
    expect([...circularWindowSums([1, 2, 4, 8], -1, 3)]).toEqual([11, 7, 14, 13]);
    expect([...circularWindowSums([1, 2, 4, 8], 1, 4)]).toEqual([15, 15, 15, 15]);
  });

  it("refuse places outside the series", () => {
    expect(() => shiftedMeans([1, 2], [2], [0])).toThrow("position 0 is 2");
    expect(() => shiftedMeans([1, 2], [0], [-1])).toThrow("shift 0 is -1");
    expect(() => shiftedMeans([1, 2], [], [0])).toThrow(RangeError);
    expect(() => circularWindowSums([1, 2], 0, 3)).toThrow(RangeError);
    expect(() => everyCircularShift(1)).toThrow(RangeError);
  });
});
