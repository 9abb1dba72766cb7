import { describe, expect, it } from "vitest";
import {
  effectiveSampleSize,
  minimumDetectableAverage,
} from "../../../src/analysis/event-study/effective-sample-size.ts";
import { expectRelative } from "../../expect-relative.ts";

describe("effective sample size", () => {
  it("shrinks with the correlation between events", () => {
    expectRelative(effectiveSampleSize(20, 0.2), 20 / 4.8);
    expect(effectiveSampleSize(20, 0)).toBe(20);
    expect(effectiveSampleSize(20, 1)).toBe(1);
    expect(effectiveSampleSize(3, -0.5)).toBeNull();
  });

  it("says what so many events could have found", () => {
    // Student t with 24 degrees of freedom: quantiles at 0.975 and 0.8 (scipy.stats.t.ppf)
    expectRelative(minimumDetectableAverage(0.05, 25), 0.01 * (2.0638985616280245 + 0.8568554580756556));
    expect(minimumDetectableAverage(0.05, 1)).toBeNull();
    expect(minimumDetectableAverage(0, 25)).toBeNull();
  });
});
