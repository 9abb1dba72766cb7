import { describe, expect, it } from "vitest";
import { sum } from "../../src/statistics/moments.ts";
import { signedRankProbabilities, signedRankTails } from "../../src/statistics/signed-rank-distribution.ts";

describe("signed-rank distribution", () => {
  it("counts sign patterns by hand", () => {
    // W+ of ranks 1, 2: 0, 1, 2, 3, each one of four patterns.
    expect([...signedRankProbabilities([1, 2])]).toEqual([0.25, 0, 0.25, 0, 0.25, 0, 0.25]);
    expect(signedRankTails([1, 2, 3], 6)).toEqual({ lower: 1, upper: 0.125 });
    expect(signedRankTails([1, 2, 3], 3)).toEqual({ lower: 0.625, upper: 0.625 });
  });

  it("knows ties: half ranks are as good as whole ones", () => {
    expect(signedRankTails([1.5, 1.5], 1.5)).toEqual({ lower: 0.75, upper: 0.75 });
  });

  it("agrees with the table: n = 8, P(W+ >= 32) = 7/256", () => {
    expect(signedRankTails([1, 2, 3, 4, 5, 6, 7, 8], 32).upper).toBe(7 / 256);
    expect(sum(signedRankProbabilities([1, 2, 3, 4, 5, 6, 7, 8]))).toBe(1);
  });

  it("refuses what is no mid-rank", () => {
    expect(() => signedRankProbabilities([0.3])).toThrow(RangeError);
    expect(() => signedRankProbabilities([0])).toThrow(RangeError);
  });
});
