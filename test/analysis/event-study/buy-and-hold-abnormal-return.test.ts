import { describe, expect, it } from "vitest";
import { buyAndHoldAbnormalReturn } from "../../../src/analysis/event-study/buy-and-hold-abnormal-return.ts";
import { expectRelative } from "../../expect-relative.ts";

describe("buy-and-hold abnormal return", () => {
  it("compounds both sides before it compares them", () => {
    expectRelative(
      buyAndHoldAbnormalReturn([0.04, -0.01, 0.03], [0.015, -0.005, 0.01])!.value,
      1.04 * 0.99 * 1.03 - 1.015 * 0.995 * 1.01,
    );
  });

  it("leaves a day out of both sides when either lacks it", () => {
    const held = buyAndHoldAbnormalReturn([0.1, 5, Number.NaN], [0.02, Number.NaN, 7])!;
    expectRelative(held.value, 0.08);
    expect(held.days).toBe(1);
    expect(buyAndHoldAbnormalReturn([Number.NaN], [0.1])).toBeNull();
    expect(() => buyAndHoldAbnormalReturn([0.1], [])).toThrow(RangeError);
  });
});
