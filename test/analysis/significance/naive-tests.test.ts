import { describe, expect, it } from "vitest";
import { naiveRandomDates, naiveTTest } from "../../../src/analysis/significance/naive-tests.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";
import { expectRelative } from "../../expect-relative.ts";

describe("naiveTTest", () => {
  it("is Student's t of the mean", () => {
    const test = naiveTTest(Float64Array.of(0.01, 0.02, 0.03))!;
    // mean 0.02, sd 0.01: t = 0.02 / (0.01 / sqrt 3) = 2 sqrt 3, df 2; p = 1 - t / sqrt(t² + 2).
    expectRelative(test.t, 2 * Math.sqrt(3));
    expect(test.degreesOfFreedom).toBe(2);
    expectRelative(test.p, 1 - test.t / Math.sqrt(test.t ** 2 + 2));
  });

  it("is none for one trade, or trades that do not vary", () => {
    expect(naiveTTest(Float64Array.of(0.1))).toBeNull();
    expect(naiveTTest(Float64Array.of(0.1, 0.1))).toBeNull();
  });
});

describe("naiveRandomDates", () => {
  it("moves each signal by a shift of its own", () => {
    const seen: number[][] = [];
    const runner = {
      engine: "kernel" as const,
      reason: null,
      shifted: () => {},
      without: () => {},
      shiftedMean: () => Number.NaN,
      scatteredMean: (shiftOf: (signal: number) => number) => {
        seen.push([shiftOf(3), shiftOf(8)]);
        return shiftOf(3) / 100;
      },
    };
    const test = naiveRandomDates(runner, 0.5, {
      signals: [3, 8],
      length: 100,
      draws: 200,
      random: new SeededRandom(1, 4),
    })!;
    expect(seen.length).toBe(200);
    expect(seen.filter(([a, b]) => a === b).length).toBeLessThan(10);
    // The mean is uniform over 0 .. 0.99, so about half of the draws reach 0.5.
    expect(test.greater).toBeGreaterThan(0.4);
    expect(test.greater).toBeLessThan(0.6);
  });
});
