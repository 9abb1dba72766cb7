import { describe, expect, it } from "vitest";
import {
  type BootstrapInput,
  bootstrapIntervals,
} from "../../../src/analysis/significance/bootstrap-intervals.ts";
import { mean, standardDeviation } from "../../../src/statistics/moments.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";

function inputOf(seed: number, fields: Partial<BootstrapInput> = {}): BootstrapInput {
  const random = new SeededRandom(seed);
  const tradeReturns = Float64Array.from({ length: 20 }, () => 0.01 + 0.05 * random.normal());
  return {
    returns: Float64Array.from({ length: 500 }, () => 0.0004 + 0.01 * random.normal()),
    tradeReturns,
    bursts: Array.from({ length: 20 }, (_, i) => ({ trades: [i], entry: 25 * i, exit: 25 * i + 9 })),
    sessionsPerYear: 252,
    riskFree: 0,
    replicates: 2_000,
    seed: 7,
    streams: [1, 2],
    ...fields,
  };
}

describe("bootstrapIntervals", () => {
  it("covers the true mean of independent trades in about 95 of 100 samples", () => {
    let covered = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { meanTradeReturn } = bootstrapIntervals(inputOf(seed, { replicates: 499 }));
      if (meanTradeReturn.low !== null && meanTradeReturn.low <= 0.01 && meanTradeReturn.high >= 0.01)
        covered++;
    }
    // Three standard errors of a share of 300 samples: 0.95 ± 0.038.
    expect(covered / 300).toBeGreaterThan(0.912);
    expect(covered / 300).toBeLessThan(0.988);
  });

  it("is as wide as Student's interval of the sum over bursts, whatever goes on inside them", () => {
    const input = inputOf(3);
    // Returns that reverse within a burst, and returns that go on: the sums per burst decide, and not the sessions.
    for (const inside of [
      [0.03, -0.02],
      [0.005, 0.005],
    ] as const) {
      const random = new SeededRandom(5);
      const returns = new Float64Array(500);
      for (const { entry } of input.bursts) {
        const scale = 1 + random.normal();
        for (let day = 0; day < 10; day++) returns[entry + day] = scale * inside[day % 2]!;
      }
      const sums = input.bursts.map(({ entry }) =>
        returns.subarray(entry, entry + 25).reduce((log, one) => log + Math.log1p(one), 0),
      );
      const { totalReturn } = bootstrapIntervals({ ...input, returns });
      const logOf = (value: number | null) => Math.log1p(value as number);
      // t(0.975, 19) = 2.0930; the bootstrap's quantiles of 2,000 replicates differ by some percent.
      const half = 2.093 * Math.sqrt(20) * standardDeviation(sums);
      expect((logOf(totalReturn.high) - logOf(totalReturn.low)) / (2 * half)).toBeGreaterThan(0.9);
      expect((logOf(totalReturn.high) - logOf(totalReturn.low)) / (2 * half)).toBeLessThan(1.1);
      expect((logOf(totalReturn.high) + logOf(totalReturn.low)) / 2).toBeCloseTo(20 * mean(sums), 1);
    }
  });

  it("gives every session to one burst, and draws a burst with all its trades", () => {
    // Three bursts: with so few the widened level is nearly 1, so that an interval ends at the outermost draws, which are
    // three times the first burst and three times the second.
    const returns = Float64Array.of(0.1, 0, 0.2, -0.05, 0, -0.05, 0.01, 0.02, 0);
    const { totalReturn, meanTradeReturn, tradesPerBlock, sessionsPerBlock } = bootstrapIntervals(
      inputOf(1, {
        returns,
        tradeReturns: Float64Array.of(0.1, -0.02, 0.1, -0.02, -0.02, 0.02),
        bursts: [
          { trades: [0, 2], entry: 1, exit: 2 },
          { trades: [1, 3, 4], entry: 3, exit: 5 },
          { trades: [5], entry: 7, exit: 7 },
        ],
      }),
    );
    expect([tradesPerBlock, sessionsPerBlock]).toEqual([2, 2]);
    // Sessions 0 to 2 are the first's; 3 to 6, the day after its exit among them, the second's.
    expect(totalReturn.high).toBeCloseTo((1.1 * 1.2) ** 3 - 1, 6);
    expect(totalReturn.low).toBeCloseTo((0.95 * 0.95 * 1.01) ** 3 - 1, 6);
    expect(meanTradeReturn.high).toBeCloseTo(0.1, 12);
    expect(meanTradeReturn.low).toBeCloseTo(-0.02, 12);
  });

  it("holds the true total return and Sharpe ratio of few bursts in about 95 of 100 samples", () => {
    const covered = { totalReturn: 0, sharpeRatio: 0 };
    const bursts = Array.from({ length: 8 }, (_, i) => ({ trades: [i], entry: 25 * i, exit: 25 * i + 9 }));
    for (let seed = 0; seed < 400; seed++) {
      const random = new SeededRandom(seed, 3);
      const returns = new Float64Array(200);
      for (const { entry } of bursts) {
        for (let day = 0; day < 10; day++) returns[entry + day] = Math.expm1(0.015 * random.normal());
      }
      const tradeReturns = new Float64Array(8).map((_, i) => returns[25 * i]!);
      const found = bootstrapIntervals(inputOf(seed, { returns, tradeReturns, bursts, replicates: 499 }));
      for (const name of ["totalReturn", "sharpeRatio"] as const) {
        const { low, high } = found[name];
        if (low !== null && low <= 0 && high >= 0) covered[name]++;
      }
    }
    // Three standard errors of a share of 400 samples: 0.95 ± 0.033.
    for (const share of [covered.totalReturn / 400, covered.sharpeRatio / 400]) {
      expect(share).toBeGreaterThan(0.917);
      expect(share).toBeLessThan(0.983);
    }
  });

  it("gives the same bytes for the same seed, and others for another", () => {
    expect(bootstrapIntervals(inputOf(1))).toEqual(bootstrapIntervals(inputOf(1)));
    expect(bootstrapIntervals(inputOf(1, { seed: 8 }))).not.toEqual(bootstrapIntervals(inputOf(1)));
  });

  it("says that there is no interval of a lost account", () => {
    const returns = Float64Array.of(0.1, -1, 0);
    expect(bootstrapIntervals(inputOf(1, { returns })).totalReturn).toMatchObject({
      low: null,
      reason: "the account was lost",
    });
  });
});
