import { describe, expect, it } from "vitest";
import {
  countExceedances,
  normalPValue,
  permutationPValue,
  studentTPValue,
} from "../../src/statistics/p-value.ts";
import { expectRelative } from "../expect-relative.ts";

describe("p-values", () => {
  it("speak of the side that was asked for", () => {
    expectRelative(normalPValue(-1.96, "two-sided"), 2 * 0.024997895148220435);
    expectRelative(normalPValue(-1.96, "less"), 0.024997895148220435);
    expectRelative(normalPValue(-1.96, "greater"), 1 - 0.024997895148220435);
    expectRelative(studentTPValue(2.340638292816283, 7, "two-sided"), 2 * 0.025898138151555606);
    expectRelative(studentTPValue(2.340638292816283, 7, "greater"), 0.025898138151555606);
    expect(normalPValue(0, "two-sided")).toBe(1);
  });

  it("of a permutation test are never 0", () => {
    expect(permutationPValue(0, 9999)).toBe(0.0001);
    expect(permutationPValue(99, 99)).toBe(1);
    expect(() => permutationPValue(5, 4)).toThrow(RangeError);
    expect(() => permutationPValue(0, 0)).toThrow(RangeError);
  });

  it("count ties as extreme, and rounding as a tie", () => {
    expect(countExceedances(2, [1, -2, 3, 2], "two-sided")).toBe(3);
    expect(countExceedances(2, [1, -2, 3, 2], "greater")).toBe(2);
    expect(countExceedances(2, [1, -2, 3, 2], "less")).toBe(3);
    expect(countExceedances(0.3, [0.1 + 0.2, 0.1 + 0.1 + 0.1 - 1e-17], "greater")).toBe(2);
    expect(countExceedances(1.2, [0.8, 1.1], "two-sided", 1)).toBe(1);
  });
});
