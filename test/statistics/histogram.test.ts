import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histogram } from "../../src/statistics/histogram.ts";

describe("histogram", () => {
  it("counts by hand: an edge belongs to the upper bin, the highest value to the last", () => {
    expect(histogram([0, 0.5, 1, 1.5, 2], 2)).toEqual({ low: 0, high: 2, counts: [2, 3] });
  });

  it("puts equal values into one bin", () => {
    expect(histogram([3, 3, 3], 40)).toEqual({ low: 3, high: 3, counts: [3] });
  });

  it("counts every value once", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }),
        fc.integer({ min: 1, max: 60 }),
        (values, bins) => {
          const { counts } = histogram(Float64Array.from(values).sort(), bins);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
        },
      ),
    );
  });

  it("refuses to count nothing", () => {
    expect(() => histogram([], 3)).toThrow(RangeError);
  });
});
