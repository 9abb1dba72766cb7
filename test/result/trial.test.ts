import { describe, expect, it } from "vitest";
import { backtest } from "../../src/result/backtest.ts";
import { dataName, deflatedSharpeOf, trialOf } from "../../src/result/trial.ts";
import { aSample } from "./a-sample.ts";

const FLAGSHIP = "long-hstech-after-leadership-meetings.ts";
const QUICK = { luck: 0, study: false, sensitivity: false };

describe("trialOf", () => {
  it("is another variant with other parameters, costs or timing, and the same with another seed or fewer shifts", async () => {
    const { strategy, inputs } = await aSample(FLAGSHIP);
    const variant = (config: object, params: object = {}) =>
      trialOf(backtest(strategy, { ...inputs, params: { ...params }, config: { ...QUICK, ...config } }))
        .variant;
    const base = variant({});
    expect(variant({ seed: 7 })).toBe(base);
    expect(variant({ luck: 5 })).toBe(base);
    expect(variant({ sensitivity: true })).toBe(base);
    const others = [variant({ timing: "best" }), variant({ costs: { bps: 20 } }), variant({}, { hold: 11 })];
    expect(new Set([base, ...others]).size).toBe(4);
  });

  it("names the data by symbol, and keeps synthetic prices apart", async () => {
    const { strategy, inputs } = await aSample(FLAGSHIP, QUICK);
    const result = backtest(strategy, inputs);
    expect(dataName(result)).toBe("HSTECH.HK (synthetic)");
    const annual = result.summary.sharpeRatio!.value!;
    expect(trialOf(result).sharpe).toBeCloseTo(annual / Math.sqrt(252), 15);
  });
});

describe("deflatedSharpeOf", () => {
  it("falls with the number of variants tried", async () => {
    const { strategy, inputs } = await aSample(FLAGSHIP, QUICK);
    const result = backtest(strategy, inputs);
    const deflated = (count: number) => deflatedSharpeOf(result, { count, sharpeVariance: 0.0004 }).value!;
    expect(deflated(10)).toBeGreaterThan(deflated(1000));
    expect(deflatedSharpeOf(result, { count: 1, sharpeVariance: null })).toMatchObject({ value: null });
  });
});
