import { describe, expect, it } from "vitest";
import { computeMetrics } from "../../../src/analysis/metrics/compute-metrics.ts";
import { metricCatalogue } from "../../../src/analysis/metrics/metric-catalogue.ts";
import { sharpeRatio } from "../../../src/analysis/metrics/sharpe-ratio.ts";
import { simpleReturns } from "../../../src/statistics/returns.ts";
import { expectRelative } from "../../expect-relative.ts";

const levels = [100, 96, 99, 104, 101, 108];
const days = [0, 1, 2, 3, 6, 7];

describe("all metrics of a run", () => {
  it("come by key, each with its definition", () => {
    const metrics = computeMetrics({
      levels,
      days,
      sessionsPerYear: 246,
      grossWeights: [0, 1, 1, 1, 0],
      tradedNotional: 400,
      trades: { profits: [5, -2], returns: [0.05, -0.02], sessionsHeld: [3, 1] },
      benchmarkReturns: [-0.02, 0.01, 0.03, -0.01, 0.04],
      trialSharpes: [0.1, 0.2, 0.15],
    });
    expect(Object.keys(metrics)).toEqual(metricCatalogue.map(({ key }) => key));
    for (const [key, metric] of Object.entries(metrics)) expect(metric.value, key).toBeTypeOf("number");
    expect(metrics.sharpeRatio).toEqual(sharpeRatio(simpleReturns(levels), { sessionsPerYear: 246 }));
    expect(metrics.winRate).toEqual({ value: 0.5, definition: "win-rate.profit-after-costs" });
  });

  it("are null with the reason where their input is missing", () => {
    const metrics = computeMetrics({ levels, days });
    expect(metrics.beta).toEqual({ value: null, reason: "there is no benchmark", definition: "beta.ols" });
    expect(metrics.winRate).toMatchObject({ value: null, reason: "no trades were given" });
    expect(metrics.deflatedSharpeRatio).toMatchObject({ reason: "no trials were counted" });
    expect(metrics.turnover).toMatchObject({ reason: "no traded notional was given" });
    expect(metrics.timeInMarket).toMatchObject({ reason: "no exposure was given" });
  });

  it("take plain returns, and levels without days: only what counts calendar days is undefined then", () => {
    const returns = Array.from(simpleReturns(levels));
    const metrics = computeMetrics({ returns });
    const dated = computeMetrics({ levels, days });
    expect(metrics.compoundAnnualGrowthRate).toMatchObject({ value: null, reason: "no days were given" });
    expect(metrics.longestDrawdownDays).toMatchObject({ value: null, reason: "no days were given" });
    for (const [key, metric] of Object.entries(metrics)) {
      if (metric.value !== null) expectRelative(metric.value, dated[key]!.value!, 1e-12);
      else if (!/Days$|GrowthRate$/.test(key)) expect(dated[key]!.value, key).toBeNull();
    }
    expect(computeMetrics({ levels }).sharpeRatio).toEqual(dated.sharpeRatio);
    const asTexts = days.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    expect(computeMetrics({ levels, days: asTexts })).toEqual(dated);
    expect(() => computeMetrics({})).toThrow(RangeError);
    expect(() => computeMetrics({ levels, returns })).toThrow(RangeError);
    expect(() => computeMetrics({ levels, days: ["1970-01-01"] })).toThrow(/6 levels need as many days/);
  });

  it("survive an account that goes under", () => {
    const metrics = computeMetrics({ levels: [100, 50, -10, -5], days: [0, 1, 2, 3] });
    expect(metrics.totalReturn!.value).toBeCloseTo(-1.05, 12);
    expect(metrics.maxDrawdown!.value).toBeCloseTo(-1.1, 12);
    expect(metrics.sharpeRatio).toMatchObject({
      value: null,
      reason: "the account is at -10 at level 2, and has no return after that",
    });
    expect(metrics.calmarRatio!.value).toBeNull();
  });

  it("survive a run that never traded, with no NaN anywhere", () => {
    const metrics = computeMetrics({
      levels: [100, 100, 100],
      days: [0, 1, 2],
      grossWeights: [0, 0],
      tradedNotional: 0,
      trades: { profits: [], returns: [], sessionsHeld: [] },
      benchmarkReturns: [0, 0],
      trialSharpes: [],
    });
    expect(JSON.stringify(metrics)).not.toMatch(/NaN|Infinity/);
    for (const metric of Object.values(metrics)) {
      if (metric.value === null) expect(metric.reason.length).toBeGreaterThan(5);
      else expect(Number.isFinite(metric.value)).toBe(true);
    }
    expect(metrics.tradeCount!.value).toBe(0);
    expect(metrics.sharpeRatio!.value).toBeNull();
  });
});
