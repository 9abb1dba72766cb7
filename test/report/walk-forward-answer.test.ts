import { describe, expect, it } from "vitest";
import { walkForwardAnswer } from "../../src/report/walk-forward-answer.ts";
import type { WalkForwardDocument } from "../../src/search/walk-forward-schema.ts";

const row = (sharpeRatio: number | null, tradeCount: number) => ({ sharpeRatio, tradeCount });
const fold = (inSample: number | null, outOfSample: number | null, trades: number) => ({
  inSample: inSample === null ? null : row(inSample, 9),
  outOfSample: row(outOfSample, trades),
});
const walk = (folds: readonly ReturnType<typeof fold>[], means: readonly [number | null, number | null]) =>
  ({
    objective: "sharpeRatio",
    folds,
    inSample: means[0],
    outOfSample: means[1],
    efficiency: means[0] === null || means[1] === null ? null : means[1] / means[0],
  }) as unknown as WalkForwardDocument;

describe("walkForwardAnswer", () => {
  it("says what was kept, of which folds, and that few trades say little", () => {
    const folds = [fold(1.8, null, 0), fold(2, 1.5, 1), fold(1, 0.75, 2)];
    expect(walkForwardAnswer(walk(folds, [1.5, 1.125]))).toEqual([
      "Where they were chosen the points made a Sharpe ratio of 1.50 on average; in the windows after that they made 1.13, 0.75 times as much, in the 2 of 3 folds that have both.",
      "3 trades in 2 of 3 windows.",
      "With fewer than 8 trades out of sample, one more or fewer turns the answer.",
    ]);
  });

  it("has no limit to tell where every fold counts and there are trades enough", () => {
    expect(walkForwardAnswer(walk([fold(2, -1, 8)], [2, -1]))).toEqual([
      "Where they were chosen the points made a Sharpe ratio of 2.00 on average; in the windows after that they made -1.00: nothing of it was kept.",
      "8 trades in 1 of 1 window.",
    ]);
  });

  it("says so where nothing can be compared", () => {
    expect(walkForwardAnswer(walk([fold(null, null, 0)], [null, null]))[0]).toBe(
      "In none of 1 fold is the Sharpe ratio defined both in sample and out of sample.",
    );
  });
});
