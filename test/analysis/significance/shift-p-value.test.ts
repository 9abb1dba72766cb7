import { describe, expect, it } from "vitest";
import { shiftPValue } from "../../../src/analysis/significance/shift-p-value.ts";

describe("shiftPValue", () => {
  it("counts the draws at least as extreme and the observed one, and doubles the smaller side", () => {
    const test = shiftPValue(3, Float64Array.of(1, 2, 3, 4, 0, -1, 2.5, 1.5, 0.5));
    // At or above 3: two of nine; at or below 3: eight of nine.
    expect(test?.greater).toBe(3 / 10);
    expect(test?.less).toBe(9 / 10);
    expect(test?.twoSided).toBe(6 / 10);
    expect(test?.mean).toBeCloseTo(13.5 / 9, 12);
    expect(test?.quantiles[1]).toBe(1.5);
    expect(test?.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(9);
    expect([test?.histogram.low, test?.histogram.high]).toEqual([-1, 4]);
  });

  it("takes a difference that is rounding for a tie", () => {
    const test = shiftPValue(0.1 + 0.2, Float64Array.of(0.3, 0.1));
    expect(test?.greater).toBe(2 / 3);
  });

  it("counts undefined draws against the result on both sides", () => {
    const test = shiftPValue(5, Float64Array.of(1, 2, Number.NaN, Number.NaN));
    expect(test?.greater).toBe(3 / 5);
    expect(test?.less).toBe(1);
    expect(test?.undefinedDraws).toBe(2);
  });

  it("has nothing to say without an observed value or without draws", () => {
    expect(shiftPValue(Number.NaN, Float64Array.of(1))).toBeNull();
    expect(shiftPValue(1, Float64Array.of(Number.NaN))).toBeNull();
  });
});
