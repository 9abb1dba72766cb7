import { describe, expect, it } from "vitest";
import {
  type BootstrapInput,
  bootstrapIntervals,
} from "../../../src/analysis/significance/bootstrap-intervals.ts";
import { stationaryBootstrapIndices } from "../../../src/statistics/block-bootstrap.ts";
import { standardDeviation } from "../../../src/statistics/moments.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";

function inputOf(seed: number, fields: Partial<BootstrapInput> = {}): BootstrapInput {
  const random = new SeededRandom(seed);
  const tradeReturns = Float64Array.from({ length: 20 }, () => 0.01 + 0.05 * random.normal());
  return {
    returns: Float64Array.from({ length: 500 }, () => 0.0004 + 0.01 * random.normal()),
    tradeReturns,
    bursts: Array.from({ length: 20 }, (_, i) => [i]),
    burstSessions: new Array<number>(20).fill(10),
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

  it("draws whole blocks with the law of the index-by-index bootstrap", () => {
    const input = inputOf(3);
    const random = new SeededRandom(1);
    const { sessionsPerBlock, totalReturn } = bootstrapIntervals(input);
    const totals = Float64Array.from({ length: 2_000 }, () =>
      stationaryBootstrapIndices(500, sessionsPerBlock, random).reduce(
        (log, index) => log + Math.log1p(input.returns[index]!),
        0,
      ),
    );
    const deviation = standardDeviation(totals);
    const logOf = (value: number | null) => Math.log1p(value as number);
    const width = logOf(totalReturn.high) - logOf(totalReturn.low);
    // With 20 bursts t(0.975, 19) sqrt(20/19) = 2.1474 deviations on either side; the estimates differ by some percent.
    expect(width / (2 * 2.1474 * deviation)).toBeGreaterThan(0.92);
    expect(width / (2 * 2.1474 * deviation)).toBeLessThan(1.08);
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
