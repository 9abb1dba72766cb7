import { beforeAll, describe, expect, it } from "vitest";
import { renderFamilyReport } from "../../../src/report/terminal/family-report.ts";
import { renderLuck } from "../../../src/report/terminal/luck-report.ts";
import { renderSensitivity } from "../../../src/report/terminal/sensitivity-report.ts";
import { renderStudyReport } from "../../../src/report/terminal/study-report.ts";
import { PLAIN } from "../../../src/report/terminal/style.ts";
import { renderLedger, renderTrialCount } from "../../../src/report/terminal/trials-report.ts";
import { backtest } from "../../../src/result/backtest.ts";
import { backtestFamily } from "../../../src/result/backtest-family.ts";
import type { ResultDocument } from "../../../src/result/result-schema.ts";
import { studyStrategy } from "../../../src/result/study-document.ts";
import { trialOf } from "../../../src/result/trial.ts";
import { aSample, type SampleCase } from "../../result/a-sample.ts";

let sample: SampleCase;
let result: ResultDocument;
beforeAll(async () => {
  sample = await aSample("long-hstech-after-leadership-meetings.ts");
  result = backtest(sample.strategy, sample.inputs);
});

const widths = (text: string) => Math.max(...text.split("\n").map((line) => line.length));

describe("renderLuck", () => {
  it("prints each statistic with interval, shifted range and p, the convention, and the naive tests as naive", () => {
    const text = renderLuck(result, PLAIN);
    expect(text).toMatch(/^Was it luck\? {2}8 trades in 8 independent bursts\n/);
    for (const label of ["Mean trade", "Total return", "Sharpe", "Max drawdown"])
      expect(text).toContain(label);
    expect(text.replace(/\s+/g, " ")).toContain("p = (1 + draws at least as extreme) / (draws + 1)");
    expect(text).toContain("Naive, for comparison only:");
    expect(widths(text)).toBeLessThanOrEqual(PLAIN.width);
  });

  it("says why there is no test", () => {
    expect(renderLuck({ ...result, significance: { missing: "there are no trades" } }, PLAIN)).toBe(
      "Was it luck?  not tested: there are no trades",
    );
  });
});

describe("renderSensitivity", () => {
  it("marks the row that looks ahead, and names the rows that were not run", () => {
    const text = renderSensitivity(result, PLAIN);
    expect(text).toMatch(/known one session earlier.*looks ahead/);
    expect(text).toContain("without leaks: no leak was traded");
  });
});

describe("renderStudyReport", () => {
  it("prints every test with its convention, and marks those that take events as independent", () => {
    const { study, subject, data } = studyStrategy(sample.strategy, sample.inputs);
    if ("missing" in study) throw new Error(study.missing);
    const text = renderStudyReport(
      study,
      { title: subject.title, subtitle: "A hypothesis.", synthetic: data.synthetic },
      PLAIN,
    );
    const words = text.replace(/\s+/g, " ");
    for (const { name, convention } of study.ranges[0]!.tests)
      expect(words).toContain(`${name}: ${convention}`);
    expect(text).toMatch(/patell +\S+ +\S+ +naive: takes events as independent/);
    expect(text).toContain("SYNTHETIC PRICES");
    expect(text).toContain("is backed by no source");
  });
});

describe("renderFamilyReport", () => {
  it("says which stay significant when all are counted", async () => {
    const other = await aSample("short-hstech-after-crackdowns.ts");
    const text = renderFamilyReport(backtestFamily([sample, other]), PLAIN);
    expect(text.replace(/\s+/g, " ")).toContain(
      "Alone, Long Hang Seng Tech after leadership meetings is significant at 5%; counting all that were tried together: Long Hang Seng Tech after leadership meetings.",
    );
  });
});

describe("renderTrialCount and renderLedger", () => {
  it("tell the first variant from the fortieth", () => {
    const undefinedMetric = { value: null, reason: "none", definition: "d" };
    expect(renderTrialCount(result, { count: 1, sharpeVariance: null }, undefinedMetric, PLAIN)).toContain(
      "this is the first variant",
    );
    const deflated = { value: 0.41, definition: "d" };
    const text = renderTrialCount(result, { count: 40, sharpeVariance: 0.001 }, deflated, PLAIN);
    expect(text.replace(/\s+/g, " ")).toContain(
      "40 variants of this strategy on these data, by the ledger of runs. With a Sharpe ratio of 1.31, the deflated Sharpe ratio is 0.410: the best of as many worthless variants would often look as good.",
    );
  });

  it("lists variants by strategy and data, and owns up to resets and damage", () => {
    const trial = trialOf(result);
    const facts = { file: "/home/runs.jsonl", resets: 2, setAside: 57, damagedLines: 1 };
    const text = renderLedger({ ...facts, trials: [trial, { ...trial, variant: "f".repeat(16) }] }, PLAIN);
    expect(text).toMatch(/Long Hang Seng Tech after leadership meetings {2}HSTECH\.HK \(synthetic\) +2 /);
    expect(text).toContain("It was reset 2 times; 57 runs before that are no longer counted.");
    expect(text).toContain("1 line of it cannot be read");
    expect(renderLedger({ ...facts, trials: [] }, PLAIN)).toContain("Nothing has been run yet.");
  });
});
