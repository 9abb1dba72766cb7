import { describe, expect, it } from "vitest";
import { formatDifference, formatUnit } from "../../src/report/format-unit.ts";

describe("formatUnit", () => {
  it.each([
    [0.1234, "return", "+12.34%"],
    [0.1234, "fraction", "12.34%"],
    [-0.1234, "fraction", "-12.34%"],
    [0.5, "probability", "50.0%"],
    [-1234.5, "money", "HKD -1,234"],
    [1234, "count", "1,234"],
    [7, "sessions", "7"],
    [7.25, "sessions", "7.3"],
    [2557.56, "sessions", "2,557.6"],
    [3083, "sessions", "3,083"],
    [1.5, "ratio", "1.500"],
  ] as const)("writes %d as a %s", (value, unit, text) => {
    expect(formatUnit(value, unit, "HKD")).toBe(text);
  });
});

describe("formatDifference", () => {
  it.each([
    [0.05, "return", "+5.00 pp"],
    [-0.05, "fraction", "-5.00 pp"],
    [0.00001, "fraction", "0.00 pp"],
    [0.05, "probability", "+5.0 pp"],
    [1234.5, "money", "+1,235"],
    [-0.4, "money", "0"],
    [10, "count", "+10"],
    [0.5, "ratio", "+0.500"],
  ] as const)("writes %d between two of %s, percentages in points", (value, unit, text) => {
    expect(formatDifference(value, unit)).toBe(text);
  });
});
