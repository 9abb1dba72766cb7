import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countTrials, type Trial } from "../../src/result/trial.ts";
import { ledgerFile, readLedger, recordTrials, resetLedger, trialsOf } from "../../src/storage/run-ledger.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "edict-ledger-"));
});
afterEach(() => rmSync(home, { recursive: true }));

function trial(variant: number, fields: Partial<Trial> = {}): Trial {
  return {
    strategy: { name: "A", file: "/a.ts" },
    data: "HSTECH.HK",
    variant: variant.toString(16).padStart(16, "0"),
    variants: 1,
    sharpe: variant / 100,
    sharpeVariance: 0,
    runId: `run${variant}`,
    ...fields,
  };
}

describe("the ledger of runs", () => {
  it("is empty before the first run", () => {
    expect(readLedger(home)).toMatchObject({ trials: [], resets: 0, damagedLines: 0 });
  });

  it("counts a variant once however often it is run, and every other one", () => {
    for (const variant of [1, 2, 1, 3, 2]) recordTrials([trial(variant)], home);
    const { trials } = readLedger(home);
    expect(countTrials(trialsOf(readLedger(home), trial(1))).count).toBe(3);
    expect(trials.length).toBe(3);
  });

  it("takes the same file or the same name for the same strategy, and other data for other trials", () => {
    const others = [
      trial(2, { strategy: { name: "A renamed", file: "/a.ts" } }),
      trial(3, { strategy: { name: "A", file: "/copy-of-a.ts" } }),
      trial(4, { strategy: { name: "B", file: "/b.ts" } }),
      trial(5, { data: "KWEB" }),
    ];
    recordTrials([trial(1), ...others], home);
    expect(trialsOf(readLedger(home), trial(1)).map(({ runId }) => runId)).toEqual(["run1", "run2", "run3"]);
  });

  it("keeps the whole path of a strategy's file", () => {
    recordTrials([trial(1, { strategy: { name: "A", file: "strategies/a.ts" } })], home);
    expect(readLedger(home).trials[0]?.strategy.file).toBe(resolve("strategies/a.ts"));
  });

  it("resets openly: the count begins anew, and the lines stay", () => {
    recordTrials([trial(1), trial(2), trial(3, { strategy: { name: "B", file: "/b.ts" } })], home);
    resetLedger({ name: "A", file: "/a.ts" }, home);
    expect(readLedger(home)).toMatchObject({ resets: 1, setAside: 2, trials: [{ runId: "run3" }] });
    resetLedger("all", home);
    expect(readLedger(home)).toMatchObject({ resets: 2, setAside: 3, trials: [] });
    expect(
      readFileSync(ledgerFile(home), "utf8")
        .split("\n")
        .filter((line) => line !== "").length,
    ).toBe(5);
    recordTrials([trial(1)], home);
    expect(readLedger(home).trials.length).toBe(1);
  });

  it("loses only the line that a killed process was writing", () => {
    recordTrials([trial(1)], home);
    appendFileSync(ledgerFile(home), '{"strategy":{"name":"A","fi');
    recordTrials([trial(2)], home);
    expect(readLedger(home)).toMatchObject({
      damagedLines: 1,
      trials: [{ runId: "run1" }, { runId: "run2" }],
    });
  });

  it("loses no line of two processes that write at once", async () => {
    const outfile = join(home, "writer.mjs");
    buildSync({
      stdin: {
        contents: `import { recordTrials } from "./src/storage/run-ledger.ts";
          const [home, first] = process.argv.slice(2);
          for (let i = 0; i < 60; i++) recordTrials([{ strategy: { name: "A", file: "/a.ts" }, data: "X",
            variant: (Number(first) + i).toString(16).padStart(16, "0"), variants: 1, sharpe: i, sharpeVariance: 0,
            runId: "long ".repeat(400) }], home);`,
        resolveDir: resolve(import.meta.dirname, "../.."),
        loader: "ts",
      },
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
    });
    const run = (first: number) =>
      new Promise((done) =>
        spawn(process.execPath, [outfile, home, String(first)], { stdio: "inherit" }).on("exit", done),
      );
    expect(await Promise.all([run(1), run(1001), run(2001)])).toEqual([0, 0, 0]);
    expect(readLedger(home)).toMatchObject({ damagedLines: 0 });
    expect(readLedger(home).trials.length).toBe(180);
  });
});

describe("countTrials", () => {
  it("gives the variance of all Sharpe ratios, whether they came one by one or as a sweep", () => {
    const sharpes = [0.01, 0.03, 0.02, -0.01, 0.05];
    const single = countTrials(sharpes.map((sharpe, index) => trial(index, { sharpe })));
    // By hand: mean 0.02, squares 1 + 1 + 0 + 9 + 9 = 20 in units of 1e-4, over 4.
    expect(single.sharpeVariance).toBeCloseTo(20e-4 / 4, 15);
    // The first three as a sweep: mean 0.02, variance 1e-4.
    const sweep = trial(9, { variants: 3, sharpe: 0.02, sharpeVariance: 1e-4 });
    const both = countTrials([sweep, trial(3, { sharpe: -0.01 }), trial(4, { sharpe: 0.05 })]);
    expect(both.count).toBe(5);
    expect(both.sharpeVariance).toBeCloseTo(single.sharpeVariance as number, 15);
  });

  it("counts a variant without a Sharpe ratio as tried", () => {
    expect(countTrials([trial(1, { sharpe: null }), trial(2)])).toEqual({ count: 2, sharpeVariance: null });
  });
});
