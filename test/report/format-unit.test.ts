import { describe, expect, it } from "vitest";
import { formatUnit } from "../../src/report/format-unit.ts";

describe("formatUnit", () => {
  it.each([
    [0.1234, "fraction", "+12.34%"],
    [0.5, "probability", "50.0%"],
    [-1234.5, "money", "HKD -1,234"],
    [1234, "count", "1,234"],
    [7, "sessions", "7"],
    [7.25, "sessions", "7.3"],
    [1.5, "ratio", "1.500"],
  ] as const)("writes %d as a %s", (value, unit, text) => {
    expect(formatUnit(value, unit, "HKD")).toBe(text);
  });
});
