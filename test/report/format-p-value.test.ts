import { describe, expect, it } from "vitest";
import { formatPValue, pValueInWords } from "../../src/report/format-p-value.ts";

describe("formatPValue", () => {
  it("shows as many digits as the size of the number asks for", () => {
    expect([0.5, 0.0996, 0.0994, 0.0123, 0.0099, 0.0002].map(formatPValue)).toEqual([
      "0.50",
      "0.10",
      "0.099",
      "0.012",
      "0.0099",
      "0.0002",
    ]);
  });

  it("calls no p-value nought", () => {
    expect([0.00005, 0.00004, 0].map(formatPValue)).toEqual(["0.0001", "<0.0001", "<0.0001"]);
    expect([0.0123, 1e-9].map(pValueInWords)).toEqual(["p = 0.012", "p < 0.0001"]);
  });

  it("shows a dash where there is none", () => {
    expect([null, undefined].map(formatPValue)).toEqual(["-", "-"]);
  });
});
