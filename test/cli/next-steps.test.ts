import { spawnSync } from "node:child_process";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nextSteps } from "../../src/cli/run/next-steps.ts";
import type { RunOptions } from "../../src/cli/run-options.ts";
import { shellWord } from "../../src/cli/shell-word.ts";
import { EDICT, edict, emptyFolder } from "./edict.ts";

const options: RunOptions = { file: [], instrument: [], param: [] };
const run = { file: "my idea.ts", result: "results/my-idea/1a2b.json", trades: 3 };

describe("nextSteps", () => {
  it("repeats what the run read, and offers its page", () => {
    const given = { ...options, prices: "sample", param: ["hold=20"], luck: 0, frozen: true };
    expect(nextSteps({ edict: "edict", runs: [run], hasPage: false, options: given })).toEqual([
      'edict explain "my idea.ts" --prices sample --param hold=20 --frozen',
      "edict report results/my-idea/1a2b.json --html",
    ]);
    expect(nextSteps({ edict: "npx edict", runs: [run], hasPage: true, options })).toEqual([
      'npx edict explain "my idea.ts"',
      'npx edict dev "my idea.ts"',
    ]);
  });

  it("asks why a run without trades has none, and sets several runs side by side", () => {
    const idle = { ...run, trades: 0 };
    expect(nextSteps({ edict: "edict", runs: [idle], hasPage: false, options })).toEqual([
      'edict explain "my idea.ts"',
    ]);
    const runs = [run, { ...run, result: "results/other/3c4d.json" }];
    expect(nextSteps({ edict: "edict", runs, hasPage: false, options })).toEqual([
      "edict compare results/my-idea/1a2b.json results/other/3c4d.json",
    ]);
  });
});

describe("shellWord", () => {
  it("gives a shell the very word", () => {
    for (const word of ["plain-1.ts", "恒生 科技.ts", 'it\'s $HOME `x` "y" \\z', "^HSI=a.csv", "HKD=X=b.csv"])
      expect(spawnSync("sh", ["-c", `printf %s ${shellWord(word)}`], { encoding: "utf8" }).stdout).toBe(word);
  });
});

describe("what edict run ends with", () => {
  it("can be pasted into a shell as it stands", () => {
    const folder = emptyFolder();
    edict(["new", "first"], { cwd: folder });
    renameSync(join(folder, "first.ts"), join(folder, "my idea.ts"));
    const first = edict(["run", "my idea.ts", "--prices", "sample", "--luck", "0"], {
      cwd: folder,
      env: { npm_command: undefined },
    });
    const steps = (first.stdout.split("\nnext: ")[1] ?? "").trim().split(/\n +/);
    expect(steps).toHaveLength(2);
    for (const step of steps) {
      const pasted = spawnSync("sh", ["-c", step.replace(/^edict /, '"$0" "$1" '), process.execPath, EDICT], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(pasted).toMatchObject({ status: 0, stderr: "" });
    }
  });

  it("is not there where a program reads, or nobody does", () => {
    const folder = emptyFolder();
    edict(["new", "first"], { cwd: folder });
    const quick = ["run", "first.ts", "--prices", "sample", "--luck", "0"];
    expect(edict([...quick, "--quiet"], { cwd: folder }).stdout).toBe("");
    expect(() => JSON.parse(edict([...quick, "--json"], { cwd: folder }).stdout)).not.toThrow();
  });
});
