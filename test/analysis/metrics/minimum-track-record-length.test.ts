import { describe, expect, it } from "vitest";
import {
  minimumTrackRecordLength,
  sessionsNeeded,
} from "../../../src/analysis/metrics/minimum-track-record-length.ts";
import {
  probabilisticSharpeScore,
  sharpeMoments,
} from "../../../src/analysis/metrics/probabilistic-sharpe-ratio.ts";
import { expectRelative } from "../../expect-relative.ts";

describe("minimum track record length", () => {
  const returns = [0.012, -0.004, 0.009, 0.003, -0.006, 0.011, 0.002, -0.001];

  it("is the length at which the probabilistic Sharpe ratio reaches the confidence", () => {
    const length = minimumTrackRecordLength(returns).value!;
    const moments = sharpeMoments(returns);
    if (typeof moments === "string") throw new Error(moments);
    // Φ⁻¹(0.95)
    expectRelative(probabilisticSharpeScore({ ...moments, observations: length }, 0)!, 1.6448536269514722);
  });

  it("equals the paper's example: 2.73 years of daily returns for a Sharpe ratio of 2 against 1, if normal", () => {
    // Bailey and Lopez de Prado 2012, 250 sessions a year
    const moments = { sharpe: 2 / Math.sqrt(250), skewness: 0, rawKurtosis: 3 };
    expect(sessionsNeeded(moments, 1 / Math.sqrt(250), 0.95) / 250).toBeCloseTo(2.73, 2);
  });

  it("names its benchmark and confidence", () => {
    expect(minimumTrackRecordLength(returns, 0.1, 0.9).definition).toBe(
      "minimum-track-record-length.benchmark0.1.confidence0.9",
    );
  });

  it("is undefined when the Sharpe ratio does not exceed the benchmark", () => {
    expect(minimumTrackRecordLength(returns.map((r) => -r))).toMatchObject({
      value: null,
      reason: "the Sharpe ratio does not exceed the benchmark's",
    });
    expect(() => minimumTrackRecordLength(returns, 0, 1)).toThrow(RangeError);
  });
});
