import { describe, expect, it } from "vitest";
import {
  deflatedSharpeRatio,
  expectedMaximumSharpe,
} from "../../../src/analysis/metrics/deflated-sharpe-ratio.ts";
import {
  probabilisticSharpeRatio,
  probabilisticSharpeScore,
} from "../../../src/analysis/metrics/probabilistic-sharpe-ratio.ts";
import { normalCdf } from "../../../src/statistics/normal-distribution.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";
import { expectRelative } from "../../expect-relative.ts";

describe("deflated Sharpe ratio", () => {
  const returns = [0.012, -0.004, 0.009, 0.003, -0.006, 0.011, 0.002, -0.001];

  it("takes the expected best of as many worthless trials for its benchmark", () => {
    const trials = { count: 10, variance: 0.01 };
    // The formula with the quantiles of scipy.stats.norm.ppf at 1 / 10 and 1 / (10 e)
    expectRelative(expectedMaximumSharpe(trials), 0.157459830134575);
    const value = deflatedSharpeRatio(returns, trials).value;
    expectRelative(value, probabilisticSharpeRatio(returns, expectedMaximumSharpe(trials)).value!);
    expect(value!).toBeLessThan(probabilisticSharpeRatio(returns).value!);
  });

  it("equals the paper's example: 0.9004 for a Sharpe ratio of 2.5 out of 100 trials in five years", () => {
    // Bailey and Lopez de Prado 2014: T 1250, γ3 -3, γ4 10, variance of the annual ratios 1/2, 250 sessions a year
    const benchmark = expectedMaximumSharpe({ count: 100, variance: 0.5 / 250 });
    expect(benchmark).toBeCloseTo(0.1132, 4);
    const moments = { sharpe: 2.5 / Math.sqrt(250), observations: 1250, skewness: -3, rawKurtosis: 10 };
    expect(normalCdf(probabilisticSharpeScore(moments, benchmark)!)).toBeCloseTo(0.9004, 4);
  });

  it("expects what the best of noise really shows", () => {
    const random = new SeededRandom(4);
    let total = 0;
    for (let i = 0; i < 4000; i++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < 50; k++) best = Math.max(best, random.normal());
      total += best;
    }
    // The formula is an approximation of extreme value theory, good to about 1% at 50 trials.
    expectRelative(total / 4000, expectedMaximumSharpe({ count: 50, variance: 1 }), 0.02);
  });

  it("is the probabilistic one against 0 when all trials are alike", () => {
    expectRelative(
      deflatedSharpeRatio(returns, { count: 5, variance: 0 }).value,
      probabilisticSharpeRatio(returns).value!,
    );
  });

  it("is undefined for one trial", () => {
    expect(deflatedSharpeRatio(returns, { count: 1, variance: 0 })).toMatchObject({
      value: null,
      reason: "fewer than 2 variants were tried",
    });
    expect(() => deflatedSharpeRatio(returns, { count: 5, variance: -1 })).toThrow(RangeError);
  });
});
