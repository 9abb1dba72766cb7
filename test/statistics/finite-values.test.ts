import { describe, expect, it } from "vitest";
import { assertFinite } from "../../src/statistics/finite-values.ts";

describe("finite values", () => {
  it("pass, and the first that is not one is named", () => {
    expect(() => assertFinite([1, -2, 0], "return")).not.toThrow();
    expect(() => assertFinite([1, Number.NaN, Number.NaN], "return")).toThrow("return 1 is NaN");
    expect(() => assertFinite([Number.NEGATIVE_INFINITY], "level")).toThrow("level 0 is -Infinity");
  });
});
