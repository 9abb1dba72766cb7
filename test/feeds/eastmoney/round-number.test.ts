import { describe, expect, it } from "vitest";
import { intersect, roundestIn, simplestRatioIn } from "../../../src/feeds/eastmoney/round-number.ts";

it.each([
  [1.997, 2.0031, 2],
  [0.0511, 0.0539, 0.053], // 0.052 and 0.053 are as round; 0.053 is nearer to the middle, 0.0525
  [-0.01, 0.01, 0],
  [2.4, 2.4, 2.4],
])("the roundest number from %d to %d is %d", (low, high, expected) => {
  expect(roundestIn({ low, high })).toBe(expected);
});

it.each([
  [4.998, 5.003, 5, 1],
  [1.299, 1.301, 1.3, 10],
  [0.0999, 0.1001, 0.1, 10],
  [1.4999, 1.5001, 1.5, 2],
])("the simplest ratio from %d to %d is %d", (low, high, value, denominator) => {
  expect(simplestRatioIn({ low, high }, { low: 0.001, high: 1000 })).toEqual({ value, denominator });
});

describe("an interval without a ratio that a company would choose", () => {
  it("has none", () => {
    const allowed = { low: 0.001, high: 1000 };
    expect(simplestRatioIn({ low: Math.PI, high: Math.PI + 1e-9 }, allowed)).toBeUndefined();
    expect(simplestRatioIn({ low: 2000, high: 3000 }, allowed)).toBeUndefined();
  });
});

it("intersect keeps what two intervals share", () => {
  expect(intersect({ low: 1, high: 3 }, { low: 2, high: 5 })).toEqual({ low: 2, high: 3 });
  expect(intersect({ low: 1, high: 2 }, { low: 2, high: 5 })).toEqual({ low: 2, high: 2 });
  expect(intersect({ low: 1, high: 2 }, { low: 3, high: 5 })).toBeUndefined();
  expect(intersect({ low: 1, high: 2 }, { low: Number.NaN, high: Number.NaN })).toBeUndefined();
});
