import { describe, expect, it } from "vitest";
import { probabilityOfBacktestOverfitting } from "../../src/search/probability-of-backtest-overfitting.ts";
import { returnMatrix } from "../../src/search/return-matrix.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";

const noise = (variants: number, sessions: number, seed: number, drift = (_: number) => 0) => {
  const random = new SeededRandom(seed);
  return Array.from({ length: variants }, (_, k) =>
    Float64Array.from({ length: sessions }, () => drift(k) + 0.01 * random.normal()),
  );
};

/** The procedure of the paper, written down plainly: every split, every variant, from the returns themselves. */
function plainly(returns: readonly Float64Array[], blocks: number): number {
  const sessions = returns[0]?.length ?? 0;
  const blockOf = (t: number) =>
    Array.from({ length: blocks }, (_, b) => Math.floor(((b + 1) * sessions) / blocks)).findIndex(
      (end) => t < end,
    );
  const sharpe = (values: number[]) => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
    return mean / Math.sqrt(variance);
  };
  let overfitted = 0;
  let splits = 0;
  for (let mask = 0; mask < 2 ** blocks; mask++) {
    if ([...mask.toString(2)].filter((bit) => bit === "1").length !== blocks / 2) continue;
    splits++;
    const isIn = (t: number) => ((mask >> blockOf(t)) & 1) === 1;
    const inside = returns.map((row) => sharpe([...row].filter((_, t) => isIn(t))));
    const outside = returns.map((row) => sharpe([...row].filter((_, t) => !isIn(t))));
    const best = inside.indexOf(Math.max(...inside));
    const rank = outside.filter((one) => one < (outside[best] as number)).length + 1;
    if (rank / (returns.length + 1) <= 0.5) overfitted++;
  }
  return overfitted / splits;
}

describe("probabilityOfBacktestOverfitting", () => {
  it("is the paper's procedure, by block sums", () => {
    // 50 sessions make 6 blocks of 8 or 9.
    const returns = noise(7, 50, 3);
    const found = probabilityOfBacktestOverfitting(returnMatrix(returns));
    expect(found).toMatchObject({ blocks: 6, splits: 20, variants: 7 });
    expect(found?.probability).toBeCloseTo(plainly(returns, 6), 12);
  });

  it("is 0 where one variant is better than the others throughout", () => {
    const returns = noise(20, 400, 4, (k) => (k === 7 ? 0.02 : 0));
    expect(probabilityOfBacktestOverfitting(returnMatrix(returns))).toMatchObject({
      probability: 0,
      splits: 12_870,
      blocks: 16,
      probabilityOfLoss: 0,
    });
  });

  it("is near a half over many searches of pure noise", () => {
    const found = Array.from(
      { length: 40 },
      (_, seed) =>
        probabilityOfBacktestOverfitting(returnMatrix(noise(20, 96, 100 + seed)))?.probability ?? 0,
    );
    const mean = found.reduce((a, b) => a + b, 0) / found.length;
    // Leaving one half out makes the other half look the opposite, so noise lies somewhat above a half.
    expect(mean).toBeGreaterThan(0.4);
    expect(mean).toBeLessThan(0.75);
  });

  it("is not said of one variant, or of a few sessions", () => {
    expect(probabilityOfBacktestOverfitting(returnMatrix(noise(1, 400, 1)))).toBeNull();
    expect(probabilityOfBacktestOverfitting(returnMatrix(noise(5, 20, 1)))).toBeNull();
  });
});
