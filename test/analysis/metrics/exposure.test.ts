import { describe, expect, it } from "vitest";
import { meanGrossExposure, timeInMarket } from "../../../src/analysis/metrics/exposure.ts";

describe("exposure", () => {
  it("counts sessions with a position, and weighs them", () => {
    expect(timeInMarket([0, 0.5, 1, 0]).value).toBe(0.5);
    expect(meanGrossExposure([0, 0.5, 1, 0]).value).toBe(0.375);
    expect(meanGrossExposure([2, 2]).value).toBe(2);
  });

  it("is undefined without sessions", () => {
    expect(timeInMarket([])).toMatchObject({ value: null, reason: "no sessions" });
    expect(meanGrossExposure([]).value).toBeNull();
    expect(() => timeInMarket([Number.NaN])).toThrow("gross weight 0 is NaN");
  });
});
