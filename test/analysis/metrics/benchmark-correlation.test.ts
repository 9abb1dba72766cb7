import { describe, expect, it } from "vitest";
import { benchmarkCorrelation } from "../../../src/analysis/metrics/benchmark-correlation.ts";
import { expectRelative } from "../../expect-relative.ts";

describe("correlation with the benchmark", () => {
  it("is Pearson's", () => {
    expectRelative(benchmarkCorrelation([0.01, 0.02], [0.03, 0.01]).value, -1);
    // Deviations -1 0 1 and -4 2 2 over 3: 6 / sqrt(2 × 24)
    expectRelative(benchmarkCorrelation([1, 2, 3], [0, 2, 2]).value, 6 / Math.sqrt(48));
  });

  it("is undefined when a side does not vary", () => {
    expect(benchmarkCorrelation([0.01, 0.01], [0.03, 0.01])).toMatchObject({
      reason: "the returns do not vary",
    });
    expect(benchmarkCorrelation([0.01, 0.02], [0, 0])).toMatchObject({
      reason: "the benchmark's returns do not vary",
    });
    expect(benchmarkCorrelation([0.01], [0.02]).value).toBeNull();
  });
});
