import { describe, expect, it } from "vitest";
import { firstDayFrom } from "../../src/time/first-day-from.ts";

describe("firstDayFrom", () => {
  it("is the first day on or after another", () => {
    const days = Int32Array.of(10, 12, 15);
    expect([9, 10, 11, 15, 16].map((one) => firstDayFrom(days, one))).toEqual([0, 0, 1, 2, 3]);
  });
});
