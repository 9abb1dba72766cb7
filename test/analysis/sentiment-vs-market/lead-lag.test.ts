import { describe, expect, it } from "vitest";
import { leadLagCorrelations } from "../../../src/analysis/sentiment-vs-market/lead-lag.ts";
import { pearsonCorrelation } from "../../../src/statistics/correlation.ts";
import { noise, persistent } from "./simulated.ts";

describe("leadLagCorrelations", () => {
  it("finds the lag at which the index leads, and is sure of it", () => {
    const index = persistent(600, 5);
    const random = noise(600, 6);
    // The return that starts two sessions after the decision holds today's news.
    const news = index.map((value, t) => value - 0.9 * (index[t - 1] ?? 0));
    const returns = random.map((value, t) => value + (t >= 2 ? news[t - 2]! : 0));
    const { lags } = leadLagCorrelations(news, returns, 5);
    const best = lags.reduce((a, b) =>
      Math.abs(b.correlation.correlation ?? 0) > Math.abs(a.correlation.correlation ?? 0) ? b : a,
    );
    expect(best.lag).toBe(2);
    expect(best.familyPValue).toBeLessThan(0.01);
    expect(lags.filter((one) => (one.familyPValue ?? 1) < 0.05)).toHaveLength(1);
  });

  it("equals the correlation of the pairs that exist at each lag", () => {
    const [x, y] = [persistent(100, 7), noise(100, 8)];
    const { lags } = leadLagCorrelations(x, y, 3);
    expect(lags.map((one) => one.lag)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(lags[6]?.correlation.correlation).toBeCloseTo(
      pearsonCorrelation(x.subarray(0, 97), y.subarray(3)),
      12,
    );
    expect(lags[0]?.correlation.correlation).toBeCloseTo(
      pearsonCorrelation(x.subarray(3), y.subarray(0, 97)),
      12,
    );
  });

  it("is not fooled by persistence: family p-values below 5% come about 5% of the time", () => {
    // Persistent on both sides, as with overlapping news: the case in which plain errors fail badly.
    let fooled = 0;
    for (let run = 0; run < 200; run++) {
      const { lags } = leadLagCorrelations(persistent(150, 1000 + run), persistent(150, 5000 + run), 3);
      if (lags.some((one) => (one.familyPValue ?? 1) <= 0.05)) fooled++;
    }
    // 10 expected; more than 20 has a chance below 0.2% (binomial).
    expect(fooled).toBeLessThanOrEqual(20);
  });

  it("gives no p-values where there are too few shifts, and says so", () => {
    const result = leadLagCorrelations(persistent(40, 1), noise(40, 2), 5);
    expect(result).toMatchObject({ shifts: 0, reason: "40 sessions leave 19 shifts, fewer than 39" });
    expect(result.lags[0]).toMatchObject({ shiftPValue: null, familyPValue: null });
  });
});
