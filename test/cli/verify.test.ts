import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { edict, emptyFolder, REPOSITORY } from "./edict.ts";

const FLAGSHIP = join(REPOSITORY, "strategies/long-hstech-after-leadership-meetings.ts");

function runOnSample(...more: string[]): string {
  const out = emptyFolder();
  edict(["run", FLAGSHIP, "--prices", "sample", "--out", out, "--quiet", ...more]);
  const folder = join(out, "long-hstech-after-leadership-meetings");
  return join(folder, readdirSync(folder)[0] as string);
}

describe("edict run --verify", () => {
  it("says that a result comes out again to the byte, with its own parameters", () => {
    const file = runOnSample("--param", "hold=7", "--timing", "best", "--capital", "5000");
    const run = edict(["run", "--verify", file]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("comes out again to the byte");
  });

  it("takes what was left out of the evidence from the result, too", () => {
    const file = runOnSample("--luck", "0", "--no-study", "--no-sensitivity");
    expect(edict(["run", "--verify", file])).toMatchObject({ code: 0, stderr: "" });
  });

  it("names the symbol whose prices moved", () => {
    const prices = join(emptyFolder(), "HSTECH.HK.csv");
    const row = (day: number, close: number) => `2025-02-${day},100,${close + 1},99,${close},10`;
    const text = (close: number) =>
      `Date,Open,High,Low,Close,Volume\n${[17, 18, 19, 20].map((day) => row(day, close)).join("\n")}\n`;
    writeFileSync(prices, text(101));
    const out = emptyFolder();
    edict(["run", FLAGSHIP, "--file", `HSTECH.HK=${prices}`, "--out", out, "--quiet"]);
    const folder = join(out, "long-hstech-after-leadership-meetings");
    const file = join(folder, readdirSync(folder)[0] as string);
    expect(edict(["run", "--verify", file, "--file", `HSTECH.HK=${prices}`]).code).toBe(0);
    writeFileSync(prices, text(102));
    const run = edict(["run", "--verify", file, "--file", `HSTECH.HK=${prices}`]);
    expect(run.code).toBe(3);
    expect(run.stdout).toMatch(/HSTECH\.HK +[0-9a-f]{12}/);
    expect(run.stderr).toContain("the result cannot be had again: HSTECH.HK");
  });

  it("says so when no input moved and the file was altered", () => {
    const file = runOnSample();
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace('"disposition":"traded"', '"disposition":"skipped"'),
    );
    const run = edict(["run", "--verify", file]);
    expect(run.code).toBe(3);
    expect(run.stdout).toContain("no input moved");
  });
});
