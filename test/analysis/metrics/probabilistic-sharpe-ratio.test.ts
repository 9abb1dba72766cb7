import { describe, expect, it } from "vitest";
import {
  probabilisticSharpeRatio,
  probabilisticSharpeScore,
  sharpeMoments,
} from "../../../src/analysis/metrics/probabilistic-sharpe-ratio.ts";
import { normalCdf } from "../../../src/statistics/normal-distribution.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("probabilistic Sharpe ratio", () => {
  it("follows the formula on four numbers", () => {
    // SR 0.1, n 101, γ3 -1, γ4 5: 0.1 × 10 / sqrt(1 + 0.1 + 0.01)
    const moments = { sharpe: 0.1, observations: 101, skewness: -1, rawKurtosis: 5 };
    expectRelative(probabilisticSharpeScore(moments, 0)!, 1 / Math.sqrt(1.11));
    expectRelative(probabilisticSharpeScore(moments, 0.05)!, 0.5 / Math.sqrt(1.11));
    expect(probabilisticSharpeScore({ ...moments, skewness: 20 }, 0)).toBeNull();
  });

  it("is one half at the benchmark", () => {
    const sharpe = sharpeMoments([0.01, -0.02, 0.03, 0.01]);
    expect(
      typeof sharpe === "string"
        ? 0
        : probabilisticSharpeRatio([0.01, -0.02, 0.03, 0.01], sharpe.sharpe).value,
    ).toBe(0.5);
  });

  it.skipIf(vectors === null)("equals the correct value, and not what excess kurtosis gives", () => {
    const value = probabilisticSharpeRatio(vectors.input.returns).value!;
    expectRelative(value, vectors.ref.psr_correct);
    const moments = sharpeMoments(vectors.input.returns);
    if (typeof moments === "string") throw new Error(moments);
    const excess = probabilisticSharpeScore({ ...moments, rawKurtosis: moments.rawKurtosis - 3 }, 0)!;
    expectRelative(normalCdf(excess), vectors.ref.psr_excess_minus1_vbt);
    expect(Math.abs(value - vectors.ref.psr_excess_minus1_vbt)).toBeGreaterThan(1e-5);
  });

  it("is undefined for two returns, or without variation", () => {
    expect(probabilisticSharpeRatio([0.01, -0.01])).toMatchObject({
      value: null,
      reason: "fewer than 3 returns",
    });
    expect(probabilisticSharpeRatio([0.01, 0.01, 0.01]).value).toBeNull();
  });
});
