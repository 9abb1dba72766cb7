import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { edict, emptyFolder } from "./edict.ts";

const folder = emptyFolder();
const home = { EDICT_HOME: emptyFolder() };
const results: string[] = [];

beforeAll(() => {
  edict(["new", "idea"], { cwd: folder });
  for (const hold of [5, 10, 15]) {
    const quick = ["run", "idea.ts", "--prices", "sample", "--luck", "0", "--no-study", "--quiet"];
    edict([...quick, "--param", `hold=${hold}`], { cwd: folder, env: home });
  }
  results.push(...readdirSync(join(folder, "results/idea")).map((name) => `results/idea/${name}`));
});

describe("edict compare", () => {
  it("takes two results or more, and gives a list where there are more than two", () => {
    const [first, second, third] = results as [string, string, string];
    const compared = (...files: string[]) => edict(["compare", ...files], { cwd: folder });
    expect(compared(first, second).stdout).toMatch(/^Metric +A +B +B - A$/m);
    expect(compared(first, second, third).stdout).toMatch(/^Metric +A +B +C +B - A +C - A$/m);
    const two = JSON.parse(compared(first, second, "--json").stdout);
    const three = JSON.parse(compared(first, second, third, "--json").stdout);
    expect(two).toHaveProperty("metrics");
    expect(three).toHaveLength(2);
    expect(three[0]).toEqual(two);
  });

  it("says of another document of edict's what it is", () => {
    writeFileSync(join(folder, "walk.json"), '{ "schema": "edict/walk-forward@1" }');
    const { stderr } = edict(["compare", results[0] as string, "walk.json"], { cwd: folder });
    expect(stderr).toContain("this is a walk-forward, and the result of a run is meant");
    expect(edict(["compare", results[0] as string, "results/idea"], { cwd: folder }).stderr).toContain(
      "this is a folder, and a file is meant",
    );
  });

  it("refuses one alone, and names one that is not there", () => {
    const alone = edict(["compare", results[0] as string], { cwd: folder });
    expect(alone).toMatchObject({ code: 2, stdout: "" });
    expect(alone.stderr).toContain("one result alone can be compared with nothing");
    expect(edict(["compare", results[0] as string, "none.json"], { cwd: folder }).stderr).toContain(
      "none.json",
    );
  });
});

describe("edict results --reset-ledger", () => {
  const reset = (strategy: string) =>
    edict(["results", "--reset-ledger", strategy], { cwd: folder, env: home });
  const counted = () =>
    JSON.parse(edict(["results", "--ledger", "--json"], { cwd: folder, env: home }).stdout);

  it("refuses what it does not know, with the nearest name", () => {
    const unknown = reset("Idee");
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('there is no file "Idee"');
    expect(unknown.stderr).toContain('did you mean "Idea"?');
    expect(counted()).toMatchObject({ resets: 0 });
    expect(counted().trials).toHaveLength(3);
  });

  it("knows a strategy by its name, and by its path when the file has gone", () => {
    expect(reset("Idea").code).toBe(0);
    expect(counted()).toMatchObject({ resets: 1, setAside: 3, trials: [] });
    edict(["run", "idea.ts", "--prices", "sample", "--luck", "0", "--quiet"], { cwd: folder, env: home });
    rmSync(join(folder, "idea.ts"));
    expect(reset("idea.ts").code).toBe(0);
    expect(counted()).toMatchObject({ resets: 2, setAside: 4, trials: [] });
  });
});
