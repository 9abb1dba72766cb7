import { describe, expect, it } from "vitest";
import { BOOK, nullReturns, pricesFrom, randomCalendar } from "../../../bench/null-market.ts";
import { shiftPValue } from "../../../src/analysis/significance/shift-p-value.ts";
import { kernelOrders } from "../../../src/engine/kernel/kernel-input.ts";
import { KERNEL_COLUMNS, KernelColumn } from "../../../src/engine/kernel/kernel-statistics.ts";
import { RuleKernel } from "../../../src/engine/kernel/rule-kernel.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";

const SESSIONS = 300;
const SAMPLES = 250;

/** Share of samples in which the headline p-value is at most 5%. bench/luck-size.ts does the same at length. */
function rejections(bursts: number, size: number, effect: number): number {
  let rejected = 0;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const random = new SeededRandom(5, sample);
    const returns = nullReturns("t4", SESSIONS, random);
    const sessions = randomCalendar(SESSIONS, bursts, size, 15, random);
    for (let i = 0; i < sessions.length; i += size) {
      for (let day = 1; day <= 4; day++) {
        const t = sessions[i]! + day;
        if (t < SESSIONS) returns[t] = returns[t]! + effect / 4;
      }
    }
    const kernel = new RuleKernel(pricesFrom(returns, random), BOOK, sessions.length);
    const orders = kernelOrders(sessions.length);
    const row = new Float64Array(KERNEL_COLUMNS);
    const means = new Float64Array(SESSIONS);
    for (let shift = 0; shift < SESSIONS; shift++) {
      orders.sessions.set(sessions.map((session) => (session + shift) % SESSIONS).sort());
      kernel.run(orders, RULE, row, 0);
      means[shift] = row[KernelColumn.meanTradeReturn]!;
    }
    if (shiftPValue(means[0]!, means.subarray(1))!.twoSided <= 0.05) rejected++;
  }
  return rejected / SAMPLES;
}

const RULE = {
  side: 1,
  entersAtClose: false,
  hold: 5,
  leavesAtOpen: false,
  stopLoss: 0.06,
  target: Number.NaN,
  trailingStop: Number.NaN,
  onlyIfGapBelow: Number.NaN,
  extends: true,
  waits: true,
} as const;

describe("the headline p-value", () => {
  it("rejects about 5% of true hypotheses at 5%, isolated or in bursts", () => {
    for (const [bursts, size] of [
      [12, 1],
      [8, 3],
    ] as const) {
      // Four standard errors of a share of 250 samples: 0.05 ± 0.055.
      expect(rejections(bursts, size, 0)).toBeLessThan(0.106);
      expect(rejections(bursts, size, 0)).toBeGreaterThan(0.004);
    }
  });

  it("finds a planted effect", () => {
    expect(rejections(12, 1, 0.08)).toBeGreaterThan(0.8);
  });
});
