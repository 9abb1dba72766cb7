import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type BootstrapMeans, bootstrapMeans } from "../../src/search/bootstrap-means.ts";
import { effectiveTrials } from "../../src/search/effective-trials.ts";
import { realityCheck } from "../../src/search/reality-check.ts";
import { returnMatrix } from "../../src/search/return-matrix.ts";
import { superiorPredictiveAbility } from "../../src/search/superior-predictive-ability.ts";
import { stationaryBootstrapIndices } from "../../src/statistics/block-bootstrap.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";
import { expectRelative } from "../expect-relative.ts";

const series = (random: SeededRandom, sessions: number, drift = 0) =>
  Float64Array.from({ length: sessions }, () => drift + 0.01 * random.normal());

/** Two variants over 4 sessions, three draws: small enough to work by hand. */
const byHand: BootstrapMeans = {
  means: Float64Array.of(0.02, -0.01),
  draws: [Float64Array.of(0.05, 0), Float64Array.of(0.01, -0.03), Float64Array.of(0.03, 0.02)],
  sessions: 4,
  blockLength: 1,
};

describe("realityCheck", () => {
  it("compares the best mean with the best recentred ones", () => {
    // Largest recentred means: max(.03, .01), max(-.01, -.02), max(.01, .03); √4 = 2. V = 0.04: two of 0.06, -0.02, 0.06 reach it.
    const found = realityCheck(byHand);
    expect(found.statistic).toBeCloseTo(0.04, 14);
    expect(found.pValue).toBe(3 / 4);
  });

  it("holds its size on noise, and sees a variant that earns", () => {
    const random = new SeededRandom(9);
    let rejected = 0;
    for (let run = 0; run < 200; run++) {
      const matrix = returnMatrix(Array.from({ length: 6 }, () => series(random, 120)));
      if (realityCheck(bootstrapMeans(matrix, 99, run)).pValue <= 0.1) rejected++;
    }
    // Binomial(200, 0.1): 99.9% lies within 6..36; the test is conservative, so low counts are no fault.
    expect(rejected).toBeLessThanOrEqual(36);
    const earning = returnMatrix([
      ...Array.from({ length: 5 }, () => series(random, 120)),
      series(random, 120, 0.006),
    ]);
    expect(realityCheck(bootstrapMeans(earning, 199, 1)).pValue).toBeLessThan(0.02);
  });
});

describe("superiorPredictiveAbility", () => {
  it("keeps its p-values in order, and is less timid than the reality check beside hopeless variants", () => {
    const random = new SeededRandom(11);
    const hopeless = Array.from({ length: 30 }, () =>
      Float64Array.from({ length: 250 }, () => -0.02 + 0.05 * random.normal()),
    );
    // A mean of exactly 0.0015 a session, some 2.4 standard errors.
    const noise = series(random, 250);
    const center = noise.reduce((sum, one) => sum + one, 0) / 250;
    const good = noise.map((one) => one - center + 0.0015);
    const means = bootstrapMeans(returnMatrix([good, ...hopeless]), 499, 3);
    const found = superiorPredictiveAbility(means);
    expect(found).not.toBeNull();
    expect(found!.lower).toBeLessThanOrEqual(found!.pValue);
    expect(found!.pValue).toBeLessThanOrEqual(found!.upper);
    expect(found!.pValue).toBeLessThan(realityCheck(means).pValue);
  });

  it("leaves out variants that never trade", () => {
    const random = new SeededRandom(2);
    const means = bootstrapMeans(returnMatrix([series(random, 50), new Float64Array(50)]), 49, 1);
    expect(superiorPredictiveAbility(means)?.variants).toBe(1);
    expect(superiorPredictiveAbility(bootstrapMeans(returnMatrix([new Float64Array(50)]), 9, 1))).toBeNull();
  });
});

/** Counts by the Python package arch on resamples that are given, see `source`. */
const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, "reference/snooping-tests.json"), "utf8"),
) as {
  cases: {
    name: string;
    returns: number[][];
    resamples: number[][];
    realityCheck: { statistic: number; reached: number };
    superiorPredictiveAbility: {
      statistic: number;
      reached: { lower: number; consistent: number; upper: number };
    };
  }[];
};

describe("the snooping tests beside a second implementation", () => {
  it.each(reference.cases)("$name", ({ returns, resamples, ...expected }) => {
    const sessions = returns[0]!.length;
    const meanAt = (row: readonly number[], places: readonly number[]) =>
      places.reduce((sum, place) => sum + row[place]!, 0) / places.length;
    const means: BootstrapMeans = {
      means: Float64Array.from(returns, (row) => meanAt(row, [...row.keys()])),
      draws: resamples.map((places) => Float64Array.from(returns, (row) => meanAt(row, places))),
      sessions,
      blockLength: 1,
    };
    const pValue = (reached: number) => (1 + reached) / (1 + resamples.length);
    const check = realityCheck(means);
    expectRelative(check.statistic, expected.realityCheck.statistic, 1e-12);
    expect(check.pValue).toBeCloseTo(pValue(expected.realityCheck.reached), 14);
    const ability = superiorPredictiveAbility(means)!;
    const { statistic, reached } = expected.superiorPredictiveAbility;
    expectRelative(ability.statistic, statistic, 1e-12);
    expect([ability.lower, ability.pValue, ability.upper]).toEqual([
      expect.closeTo(pValue(reached.lower), 14),
      expect.closeTo(pValue(reached.consistent), 14),
      expect.closeTo(pValue(reached.upper), 14),
    ]);
  });

  it("resamples as the index-by-index bootstrap does", () => {
    const random = new SeededRandom(6);
    const returns = [series(random, 40), series(random, 40), new Float64Array(40)];
    // Sessions on which nothing is invested are left out of the matrix, and not of the resamples.
    for (const row of returns) row.fill(0, 10, 25);
    const { draws, means, blockLength } = bootstrapMeans(returnMatrix(returns), 20, 8);
    for (const [k, row] of returns.entries()) {
      expect(means[k]).toBeCloseTo(row.reduce((sum, one) => sum + one, 0) / 40, 15);
      for (const [draw, found] of draws.entries()) {
        const places = stationaryBootstrapIndices(40, blockLength, new SeededRandom(8, draw));
        expect(found[k]).toBeCloseTo(places.reduce((sum, place) => sum + row[place]!, 0) / 40, 15);
      }
    }
  });
});

describe("effectiveTrials", () => {
  it("counts copies as one, and series without correlation as many", () => {
    const one = Float64Array.of(1, -1, 1, -1, 0);
    const other = Float64Array.of(1, 1, -1, -1, 0);
    const copies = effectiveTrials(returnMatrix([one, one, one]), 300);
    expect(copies?.byMeanCorrelation).toBeCloseTo(1, 12);
    expect(copies?.byEigenvalues).toBeCloseTo(1, 12);
    const apart = effectiveTrials(returnMatrix([one, other]), 2);
    expect(apart?.meanCorrelation).toBeCloseTo(0, 12);
    expect(apart).toMatchObject({ byMeanCorrelation: 2, byEigenvalues: 2 });
  });

  it("takes the quiet sessions into account that the matrix leaves out", () => {
    const random = new SeededRandom(4);
    const [a, b] = [new Float64Array(200), new Float64Array(200)];
    for (let t = 0; t < 30; t++) {
      a[t * 3] = random.normal();
      b[t * 3] = random.normal();
    }
    const matrix = returnMatrix([a, b]);
    expect(matrix.active).toHaveLength(30);
    const mean = (x: Float64Array) => x.reduce((s, one) => s + one, 0) / 200;
    const [ma, mb] = [mean(a), mean(b)];
    let [sab, saa, sbb] = [0, 0, 0];
    for (let t = 0; t < 200; t++) {
      sab += (a[t]! - ma) * (b[t]! - mb);
      saa += (a[t]! - ma) ** 2;
      sbb += (b[t]! - mb) ** 2;
    }
    expect(effectiveTrials(matrix, 2)?.meanCorrelation).toBeCloseTo(sab / Math.sqrt(saa * sbb), 12);
  });
});
