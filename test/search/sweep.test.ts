import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { backtest } from "../../src/result/backtest.ts";
import { parameterSpace } from "../../src/search/parameter-space.ts";
import { sweep } from "../../src/search/sweep.ts";
import { sweepSchema } from "../../src/search/sweep-schema.ts";
import { defineStrategy } from "../../src/strategy/define-strategy.ts";
import { holdRule } from "../engine/run-case.ts";
import { testInputs, testStrategy } from "../workers/a-sweep-job.ts";

const inputs = testInputs();
const quick = { evidenceVariants: 0 };
const quiet = { luck: 0, study: false, sensitivity: false };

describe("sweep", () => {
  it("gives each point the numbers of a backtest with its parameters over the same sessions", () => {
    const found = sweep(testStrategy, inputs, {
      ...quick,
      method: "random",
      samples: 40,
      params: { hold: "1:12" },
    });
    expect(found.document.engine).toEqual({ name: "kernel", reason: null });
    const space = parameterSpace({ ...found.document.space, choices: [] });
    for (let index = 0; index < 40; index++) {
      const config = { ...quiet, from: found.document.span.from as string };
      const { summary } = backtest(testStrategy, { ...inputs, config, params: space.at(index) });
      for (const name of ["totalReturn", "sharpeRatio", "maxDrawdown", "winRate", "tradeCount"] as const) {
        const expected = summary[name]?.value ?? Number.NaN;
        const actual = found.columns[name][index] as number;
        if (Number.isNaN(expected)) expect(actual).toBeNaN();
        else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
      }
    }
  });

  it("sweeps a strategy with callbacks by the engine, with the kernel's numbers, and says so", () => {
    const rules = testStrategy.rules as (params: never) => readonly object[];
    const asked = defineStrategy({
      ...testStrategy,
      rules: (params) => rules(params as never).map((rule) => ({ ...rule, where: () => true })) as never,
    });
    const request = { ...quick, params: { hold: "2:8:3", stopLoss: "0.05", lag: "0:2" } };
    const quickly = sweep(testStrategy, inputs, request);
    const slowly = sweep(asked, inputs, request);
    expect(slowly.document.engine.name).toBe("general");
    expect(slowly.document.warnings.map((one) => one.code)).toContain("general-engine");
    for (const [index, value] of quickly.columns.sharpeRatio.entries()) {
      expect(slowly.columns.sharpeRatio[index]).toBeCloseTo(value, 12);
    }
  });

  it("counts and names the points at which the strategy throws, and goes on", () => {
    const { document } = sweep(testStrategy, inputs, {
      ...quick,
      params: { hold: "12:14", stopLoss: "0.05", lag: "0:1" },
    });
    expect(document.counts).toMatchObject({ points: 6, failed: 2, evaluated: 4 });
    expect(document.failures.map((one) => one.params["hold"])).toEqual([13, 13]);
  });

  it("has no best where the objective is undefined everywhere, and says why", () => {
    const { document } = sweep(testStrategy, inputs, {
      params: { hold: "2:4", stopLoss: "0.05", lag: "0" },
      minTrades: 10_000,
    });
    expect(document.best).toBeNull();
    expect(document.evidence).toBeNull();
    expect(document.counts.fewTrades).toBe(3);
    expect(document.warnings.map((one) => one.code)).toContain("no-candidate");
  });

  it("makes a document of its schema, the same each time, with evidence", () => {
    const request = {
      params: { hold: "2:12", stopLoss: "0.03:0.06:0.01", lag: "0:1" },
      evidenceVariants: 30,
      shifts: 19,
      draws: 49,
    };
    const one = sweep(testStrategy, inputs, request).document;
    expect(v.safeParse(sweepSchema, one).success).toBe(true);
    expect(JSON.stringify(sweep(testStrategy, inputs, request).document)).toBe(JSON.stringify(one));
    expect(one.evidence).toMatchObject({ variants: 30, candidates: 88 });
    expect(one.evidence?.calendar?.shifts).toBe(19);
    expect(one.evidence?.overfitting?.splits).toBe(12_870);
  });

  it("refuses an objective that there is not", () => {
    expect(() => sweep(testStrategy, inputs, { objective: "sharp" })).toThrow('did you mean "sharpe"');
  });

  it("refuses to search a strategy without parameters", () => {
    const fixed = defineStrategy({
      name: "fixed",
      hypothesis: "none",
      instruments: ["X"],
      rules: [holdRule()],
    });
    expect(() => sweep(fixed, inputs)).toThrow("nothing to search");
  });
});
