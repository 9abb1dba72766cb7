import { describe, expect, it } from "vitest";
import {
  precisionWeightedAverage,
  precisionWeightedTest,
} from "../../../../src/analysis/event-study/hypothesis-tests/precision-weighted.ts";
import { normalPValue } from "../../../../src/statistics/p-value.ts";
import { expectRelative } from "../../../expect-relative.ts";

describe("precision-weighted average", () => {
  it("weighs quiet assets more", () => {
    // (2 + 2) / (100 + 100/3)
    expectRelative(precisionWeightedAverage([0.02, 0.06], [0.01, 0.03]), 0.03);
    expectRelative(precisionWeightedAverage([0.02, 0.06], [0.01, 0.01]), 0.04);
  });

  it("is tested by the standardized sum over its deviation", () => {
    const test = precisionWeightedTest([0.02, 0.06], [0.01, 0.03], [1, 3]);
    expectRelative(test.statistic, 2);
    expectRelative(test.p, normalPValue(2, "two-sided"));
    expectRelative(test.details.average!, 0.03);
  });

  it("refuses deviations that are not above 0", () => {
    expect(() => precisionWeightedAverage([1], [0])).toThrow("deviation 0 is 0");
    expect(() => precisionWeightedAverage([1], [])).toThrow(RangeError);
    expect(() => precisionWeightedTest([1], [1], [])).toThrow(RangeError);
    expect(precisionWeightedTest([], [], []).statistic).toBeNull();
  });
});
