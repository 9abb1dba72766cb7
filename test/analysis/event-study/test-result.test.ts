import { describe, expect, it } from "vitest";
import { computedTest, undefinedTest } from "../../../src/analysis/event-study/test-result.ts";

const identity = { name: "some-test", convention: "as agreed", assumesIndependence: true };

describe("test result", () => {
  it("carries name, convention and numbers", () => {
    expect(computedTest(identity, { statistic: 2, p: 0.05, sided: "greater", degreesOfFreedom: 9 })).toEqual({
      ...identity,
      statistic: 2,
      p: 0.05,
      sided: "greater",
      degreesOfFreedom: 9,
      details: {},
    });
    expect(computedTest(identity, { statistic: 2, p: 0.05, sided: "less" })).not.toHaveProperty(
      "degreesOfFreedom",
    );
  });

  it("is undefined with a reason when a number is not finite, never NaN", () => {
    expect(computedTest(identity, { statistic: Number.NaN, p: 0.5, sided: "less" })).toMatchObject({
      statistic: null,
      p: null,
      reason: "the statistic is NaN",
    });
    expect(computedTest(identity, { statistic: 1, p: Number.NaN, sided: "less" })).toMatchObject({
      p: null,
      reason: "the p-value is NaN",
    });
    expect(undefinedTest(identity, "two-sided", "because")).toEqual({
      ...identity,
      statistic: null,
      p: null,
      sided: "two-sided",
      reason: "because",
      details: {},
    });
  });
});
