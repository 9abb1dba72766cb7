import { describe, expect, it } from "vitest";
import { decodeWith } from "../../src/decode/decode-with.ts";
import { backtest } from "../../src/result/backtest.ts";
import { formatResult } from "../../src/result/format-result.ts";
import { luckTest } from "../../src/result/luck-test.ts";
import { type ResultDocument, resultSchema } from "../../src/result/result-schema.ts";
import type { SensitivityKey } from "../../src/result/sensitivity-schema.ts";
import { aSample } from "./a-sample.ts";

const FLAGSHIP = "long-hstech-after-leadership-meetings.ts";

async function run(name: string, config = {}): Promise<ResultDocument> {
  const { strategy, inputs } = await aSample(name, config);
  return backtest(strategy, inputs);
}

function rowOf(result: ResultDocument, key: SensitivityKey) {
  if ("missing" in result.sensitivity) throw new Error(result.sensitivity.missing);
  return result.sensitivity.rows.find((row) => row.key === key)!;
}

describe("the evidence of a run", () => {
  it("is part of the document, passes its schema, and gives the same bytes every time", async () => {
    const [first, second] = [await run(FLAGSHIP), await run(FLAGSHIP)];
    expect(decodeWith(resultSchema, first, { file: "result" }).issues).toBeUndefined();
    expect(formatResult(second)).toBe(formatResult(first));
  });

  it("finds the effect planted in the sample, of its size, and none on the symbol without", async () => {
    const result = await run(FLAGSHIP);
    if ("missing" in result.significance || "missing" in result.study) throw new Error("no evidence");
    expect(result.significance.calendarShift.statistics?.meanTradeReturn?.twoSided).toBeLessThan(0.01);
    const [range] = result.study.ranges;
    // 0.5% a session on ten sessions.
    expect(range!.interval!.low).toBeLessThan(0.05);
    expect(range!.interval!.high).toBeGreaterThan(0.05);
    const control = await run(FLAGSHIP, { instruments: { "HSTECH.HK": "SPY" } });
    if ("missing" in control.significance) throw new Error(control.significance.missing);
    expect(control.significance.calendarShift.statistics?.meanTradeReturn?.twoSided).toBeGreaterThan(0.05);
  });

  it("says who ran the shifts, and draws fewer where the engine has to", async () => {
    const flagship = await run(FLAGSHIP);
    const chips = await run("long-chipmakers-after-leadership-visits.ts", { luck: 40 });
    if ("missing" in flagship.significance || "missing" in chips.significance)
      throw new Error("no luck test");
    const { engine, exhaustive, draws, sessions } = flagship.significance.calendarShift;
    expect([engine, exhaustive, draws]).toEqual(["kernel", true, sessions - 1]);
    expect(flagship.config.luck).toEqual({ kernel: 10_000, general: 499 });
    expect(chips.significance.calendarShift).toMatchObject({
      engine: "general",
      engineReason: "several legs trade",
      exhaustive: false,
      draws: 40,
    });
  });

  it("is left out where it is turned off, and says so; the run id knows", async () => {
    const off = await run(FLAGSHIP, { luck: 0, study: false, sensitivity: false });
    const missing = { missing: "it was turned off" };
    expect([off.study, off.significance, off.sensitivity]).toEqual([missing, missing, missing]);
    expect(off.runId).not.toBe((await run(FLAGSHIP)).runId);
  });

  it("deflates the Sharpe ratio only for trials that the configuration names", async () => {
    const plain = await run(FLAGSHIP);
    const trials = { count: 200, sharpeVariance: 0.001 };
    const deflated = await run(FLAGSHIP, { trials });
    if ("missing" in plain.significance || "missing" in deflated.significance)
      throw new Error("no luck test");
    expect(plain.significance.deflatedSharpe).toBeNull();
    expect(deflated.config.trials).toEqual(trials);
    expect(deflated.significance.deflatedSharpe?.value).toBeGreaterThan(0);
    expect(deflated.significance.deflatedSharpe?.value).toBeLessThan(1);
    expect(deflated.runId).not.toBe(plain.runId);
  });

  it("is also there for a script that wants the luck test alone", async () => {
    const { strategy, inputs } = await aSample(FLAGSHIP);
    expect(luckTest(strategy, inputs)).toEqual((await run(FLAGSHIP)).significance);
  });
});

describe("sensitivity", () => {
  it("begins with the run itself, and gives a reason for each row that was not run", async () => {
    const result = await run(FLAGSHIP);
    const base = rowOf(result, "as-run");
    expect(base.totalReturn).toBe(result.summary.totalReturn?.value);
    expect(base.trades).toBe(result.trades.length);
    expect(rowOf(result, "without-leaks")).toMatchObject({ missing: "no leak was traded", trades: null });
    expect(rowOf(result, "known-one-session-earlier").tradable).toBe(false);
  });

  it("moves every fill by a session", async () => {
    const { strategy, inputs } = await aSample(FLAGSHIP);
    const later = backtest(
      {
        ...strategy,
        rules: (params: never) =>
          (strategy.rules as (params: never) => readonly object[])(params).map((rule) => ({
            ...rule,
            entry: { at: "open", delaySessions: 1 },
          })),
      } as unknown as typeof strategy,
      inputs,
    );
    const row = rowOf(await run(FLAGSHIP), "known-one-session-later");
    // The span of the delayed strategy begins a session later; the trades are the same.
    expect(row.totalReturn).toBeCloseTo(later.summary.totalReturn!.value!, 12);
    expect(row.trades).toBe(later.trades.length);
  });

  it("is the same run under the other timing as a run with that timing", async () => {
    const best = await run(FLAGSHIP, { timing: "best" });
    expect(rowOf(await run(FLAGSHIP), "other-timing").totalReturn).toBe(best.summary.totalReturn?.value);
  });

  it("keeps to complete families where asked", async () => {
    const result = await run(FLAGSHIP);
    const complete = result.signals.filter(
      (signal) => signal.disposition === "traded" && signal.familyComplete,
    ).length;
    expect(rowOf(result, "complete-families").signals).toBe(complete);
  });

  it("marks what turns the conclusion", async () => {
    const result = await run(FLAGSHIP);
    if ("missing" in result.sensitivity) throw new Error(result.sensitivity.missing);
    const [base] = result.sensitivity.rows;
    for (const row of result.sensitivity.rows.slice(1)) {
      if (row.missing !== null) continue;
      const turns = row.p !== null && base!.p !== null && row.p <= 0.05 !== base!.p <= 0.05;
      const sign = (row.meanTradeReturn ?? 0) * (base!.meanTradeReturn ?? 0) < 0;
      expect(row.flips).toBe(sign ? "sign" : turns ? "significance" : null);
    }
  });
});

describe("determinism", () => {
  it("gives the same bytes whatever the process has run before", async () => {
    const first = formatResult(await run(FLAGSHIP));
    for (const hold of [3, 7, 20]) {
      const { strategy, inputs } = await aSample(FLAGSHIP);
      backtest(strategy, { ...inputs, params: { hold } });
    }
    await run("ahead-of-scheduled-gatherings.ts");
    expect(formatResult(await run(FLAGSHIP))).toBe(first);
  });
});
