import { describe, expect, it } from "vitest";
import { cellOf } from "../../src/report/heat-map-cell.ts";

describe("the cell of a value", () => {
  it("is the last that begins at or before a number", () => {
    expect([1, 5, 9.9, 40].map((value) => cellOf([1, 5, 10], value))).toEqual([0, 1, 1, 2]);
  });

  it("is the one of its name for a choice", () => {
    expect(cellOf(["open", "close"], "close")).toBe(1);
  });
});
