import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { buildProgram } from "../../src/cli/run-program.ts";
import { usageIssue } from "../../src/cli/usage-issue.ts";
import { edict, REPOSITORY } from "./edict.ts";

/** What a wrong command line is told. */
async function issueOf(line: string) {
  const args = line.split(" ");
  const program = buildProgram(args);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return usageIssue(error, args, program);
    throw error;
  }
  throw new Error(`${line} was accepted`);
}

describe("a wrong command line", () => {
  it.each([
    ["run x.ts --source yahoo", "--prices"],
    ["run x.ts --start=2020-01-01", "--from"],
    ["prices fetch X --until 2020-01-01", "--to"],
    ["signals list --since 2020-01-01", "--from"],
    ["sweep x.ts --workers 4", "--threads"],
    ["backtest x.ts", "run"],
    ["fetch", "prices"],
    ["signals show", "list"],
    ["prices download", "fetch"],
    ["run x.ts --prics sample", "--prices"],
    ["rnu x.ts", "run"],
  ])("%s is met with edict's own name", async (line, name) => {
    expect((await issueOf(line)).fix).toBe(`did you mean "${name}"?`);
  });

  it("is given no name that its command does not take", async () => {
    expect((await issueOf("doctor --source yahoo")).fix).toBe("edict doctor --help says what it takes");
    expect((await issueOf("prices ls-remote")).fix).toBe("edict prices --help lists its commands");
  });

  it.each([
    ["merge", "missing required argument 'shard'", "edict merge"],
    ["worker", "required option '--queue <url>' not specified", "edict worker"],
    ["signals accept x.yaml", "required option '--into <file>' not specified", "edict signals accept"],
    ["run x.ts --prics sample", "unknown option '--prics'", "edict run"],
    ["signals show", "unknown command 'show'", "edict signals"],
    ["rnu x.ts", "unknown command 'rnu'", "edict"],
  ])("%s says where it is wrong", async (line, what, at) => {
    expect(await issueOf(line)).toMatchObject({ what, at });
  });

  it("offers the choice of an argument that may have been meant", async () => {
    expect(await issueOf("schema results")).toMatchObject({ at: "format", fix: 'did you mean "result"?' });
    expect(await issueOf("completion powershell")).toMatchObject({
      what: '"powershell" is not one of bash, zsh, fish',
      at: "shell",
    });
  });

  it("finds a slip that needs no prices before it asks for any", () => {
    const strategy = `${REPOSITORY}/strategies/long-hstech-after-leadership-meetings.ts`;
    const study = edict(["study", "--kinds", "politburro", "--on", "HSTECH.HK", "--prices", "csv:nowhere"]);
    expect(study.stderr).toContain('did you mean "politburo"?');
    const sweep = edict(["sweep", strategy, "--objective", "sharp", "--prices", "csv:nowhere"]);
    expect(sweep.stderr).toContain('did you mean "sharpe"?');
  });

  it("names the flag, and not the field that it fills", () => {
    const { stderr } = edict(["signals", "list", "--min-stance", "0.5", "--max-stance", "0.4"]);
    expect(stderr).toContain("--min-stance is more than --max-stance");
    expect(edict(["signals", "list", "--kind", "politburro"]).stderr).toContain("at   --kind\n");
  });
});

describe("edict prices fetch", () => {
  it("takes its source as the other commands do, and by its earlier name", async () => {
    const fixes = await Promise.all(
      ["--prices", "--source"].map((flag) => issueOf(`prices fetch X ${flag} yahooo`)),
    );
    expect(fixes.map(({ at, fix }) => [at, fix])).toEqual([
      ["--prices", 'did you mean "yahoo"?'],
      ["--source", 'did you mean "yahoo"?'],
    ]);
    expect((await issueOf("prices fetch X --prices yahoo --source yahoo")).what).toContain(
      "cannot be used with",
    );
  });
});
