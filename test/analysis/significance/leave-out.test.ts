import { describe, expect, it } from "vitest";
import type { CalendarRunner } from "../../../src/analysis/significance/calendar-runner.ts";
import { leaveEachOut, MOST_LEFT_OUT } from "../../../src/analysis/significance/leave-out.ts";

/** A runner that counts its runs and gives nothing. */
function countingRunner() {
  let runs = 0;
  const runner = { without: () => runs++ } as unknown as CalendarRunner;
  return { runner, runs: () => runs };
}

const groups = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    signals: [index],
    profit: ((index * 7919) % count) - count / 4,
  }));

describe("leaveEachOut", () => {
  it("leaves out every group where they are few, from the largest profit", () => {
    const { runner, runs } = countingRunner();
    const left = leaveEachOut(runner, groups(MOST_LEFT_OUT));
    expect(runs()).toBe(MOST_LEFT_OUT);
    expect(left.map(({ profit }) => profit)).toEqual(
      left.map(({ profit }) => profit).toSorted((a, b) => b - a),
    );
  });

  it("leaves out the largest gains and losses of many, and takes shares of the whole", () => {
    const { runner, runs } = countingRunner();
    const all = groups(2_001);
    const left = leaveEachOut(runner, all);
    expect(runs()).toBe(MOST_LEFT_OUT);
    const sorted = all.map(({ profit }) => profit).toSorted((a, b) => b - a);
    expect(left.map(({ profit }) => profit)).toEqual([
      ...sorted.slice(0, MOST_LEFT_OUT / 2),
      ...sorted.slice(-MOST_LEFT_OUT / 2),
    ]);
    const total = sorted.reduce((sum, profit) => sum + profit, 0);
    expect(left[0]!.share).toBeCloseTo(sorted[0]! / total, 12);
  });
});
