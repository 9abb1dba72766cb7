import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { buildProgram } from "../../src/cli/run-program.ts";
import { edict, emptyFolder, REPOSITORY } from "./edict.ts";

const TSC = join(REPOSITORY, "node_modules/typescript/bin/tsc");
const isRoot = process.getuid?.() === 0;

describe("edict new", () => {
  it("writes a strategy that runs and that an editor understands, in any folder", () => {
    const folder = emptyFolder();
    const made = edict(["new", "my-idea"], { cwd: folder });
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(folder).sort()).toEqual(["my-idea.ts", "tsconfig.json"]);
    expect(readFileSync(join(folder, "my-idea.ts"), "utf8")).toContain('name: "My idea"');
    const run = edict(["run", "my-idea.ts", "--prices", "sample", "--quiet"], { cwd: folder });
    expect(run).toMatchObject({ code: 0, stderr: "" });
  });

  it("gives types by which a misspelt kind is an error in the editor, and its own template none", () => {
    const folder = emptyFolder();
    edict(["new", "good"], { cwd: folder });
    const text = readFileSync(join(folder, "good.ts"), "utf8");
    writeFileSync(join(folder, "prints.ts"), `${text}console.log("a look at what is going on");\n`);
    expect(typeErrors(folder)).toEqual([]);
    writeFileSync(join(folder, "bad.ts"), text.replace("leadership-meeting", "leadership-meting"));
    const errors = typeErrors(folder);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every((line) => line.startsWith("bad.ts("))).toBe(true);
  });

  it("writes the same in YAML, which runs, too", () => {
    const folder = emptyFolder();
    edict(["new", "strategies/my idea", "--yaml"], { cwd: folder });
    expect(readdirSync(folder)).toEqual(["strategies"]);
    const run = edict(["run", "strategies/my idea.yaml", "--prices", "sample", "--quiet"], { cwd: folder });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(edict(["new", "named.yaml"], { cwd: folder }).stdout).toContain("Written named.yaml");
  });

  it("overwrites neither a strategy nor a tsconfig.json", () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "tsconfig.json"), "{}");
    writeFileSync(join(folder, "mine.ts"), "mine");
    const again = edict(["new", "mine"], { cwd: folder });
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("there is such a file already");
    const other = edict(["new", "other"], { cwd: folder });
    expect(other.stdout).toContain("Left tsconfig.json as it is");
    expect(readFileSync(join(folder, "tsconfig.json"), "utf8")).toBe("{}");
    expect(readFileSync(join(folder, "mine.ts"), "utf8")).toBe("mine");
  });

  it("names no place of this machine where edict is installed in the project", () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "node_modules/edict"), { recursive: true });
    writeFileSync(join(folder, "node_modules/edict/package.json"), "{}");
    edict(["new", "mine"], { cwd: folder });
    expect(
      JSON.parse(readFileSync(join(folder, "tsconfig.json"), "utf8")).compilerOptions.paths,
    ).toBeUndefined();
  });

  it("refuses a name that is none", () => {
    const folder = emptyFolder();
    for (const name of ["..", "a/..", "con:trol", "-x.ts/", " "]) {
      expect(edict(["new", "--", name], { cwd: folder }).code).toBe(2);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("edict doctor", () => {
  // A port that nothing listens on: no answer, at once.
  const offline = { EDICT_YAHOO_URL: "http://127.0.0.1:9", EDICT_EASTMONEY_URL: "http://127.0.0.1:9" };

  it("looks at everything, and a missing network is no failure", () => {
    const run = edict(["doctor", "--json"], { env: offline });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const states = Object.fromEntries(
      JSON.parse(run.stdout).map((one: { name: string; state: string }) => [one.name, one.state]),
    );
    expect(states).toMatchObject({
      Node: "well",
      edict: "well",
      "own folder": "well",
      "price store": "well",
      Yahoo: "limited",
      Eastmoney: "limited",
      esbuild: "well",
      Redis: "absent",
    });
  });

  it("says that its own folder cannot be written, and what to do", () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "file"), "");
    const run = edict(["doctor"], { env: { ...offline, EDICT_HOME: join(folder, "file/home") } });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/own folder +limited +.*cannot be written/);
    expect(run.stdout).toContain("EDICT_HOME");
  });

  it.skipIf(isRoot)("leaves a folder that may not be written as it was", () => {
    const folder = emptyFolder();
    chmodSync(folder, 0o500);
    edict(["doctor"], { env: { ...offline, EDICT_HOME: folder } });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("edict completion", () => {
  const complete = (...words: string[]) => {
    const script = `source <(cat); COMP_WORDS=(edict ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _edict_words; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const run = spawnSync("bash", ["-c", script], {
      input: edict(["completion", "bash"]).stdout,
      encoding: "utf8",
    });
    return run.stdout.trim().split("\n");
  };

  it.skipIf(!existsSync("/bin/bash"))(
    "completes commands, subcommands, flags and their choices in bash",
    () => {
      expect(complete("expl")).toEqual(["explain"]);
      expect(complete("signals", "acc")).toEqual(["accept"]);
      expect(complete("run", "mine.ts", "--pri")).toEqual(["--prices"]);
      expect(complete("run", "--timing", "")).toEqual(["safe", "best"]);
      expect(complete("schema", "re")).toEqual(["result"]);
      expect(complete("signals", "list", "--kind", "monetary-e")).toEqual(["monetary-easing"]);
      expect(complete("run", "mine.ts", "--prices", "sa")).toEqual(["sample"]);
      expect(complete("run", "mine.ts", "--prices", "=", "sa")).toEqual(["sample"]);
      // Nothing of its own where a file is meant: the shell then completes files.
      expect(complete("run", "")).toEqual([""]);
    },
  );

  it.skipIf(!existsSync("/usr/bin/fish"))("completes the same in fish", () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "prices"));
    writeFileSync(join(folder, "edict.fish"), edict(["completion", "fish"]).stdout);
    const complete = (line: string) => {
      const script = `source edict.fish; complete -C '${line}'`;
      const { stdout } = spawnSync("fish", ["-c", script], { cwd: folder, encoding: "utf8" });
      return stdout
        .trimEnd()
        .split("\n")
        .map((one) => one.split("\t")[0]);
    };
    expect(complete("edict expl")).toEqual(["explain"]);
    expect(complete("edict signals acc")).toEqual(["accept"]);
    expect(complete("edict run --fam")).toEqual(["--family"]);
    expect(complete("edict run mine.ts --prices s")).toEqual(["sample"]);
    expect(complete("edict run --prices csv:p")).toEqual(["csv:prices/"]);
    expect(complete("edict schema re")).toEqual(["result"]);
    // A command and a subcommand of one name are two places.
    expect(complete("edict compare --j")).toEqual(["--json"]);
    expect(complete("edict prices compare --j")).toEqual([""]);
    expect(complete("edict prices compare --tol")).toEqual(["--tolerance"]);
  });

  it.skipIf(!existsSync("/usr/bin/zsh"))("gives zsh what it can read", () => {
    const run = spawnSync("zsh", ["-f", "-n"], {
      input: edict(["completion", "zsh"]).stdout,
      encoding: "utf8",
    });
    expect(run).toMatchObject({ status: 0, stderr: "" });
  });

  it("names every command to zsh and fish, too", () => {
    for (const shell of ["zsh", "fish"]) {
      const { stdout } = edict(["completion", shell]);
      for (const command of buildProgram().commands) expect(stdout).toContain(command.name());
    }
  });
});

describe("the help", () => {
  const commands = (command: Command, path: string): [string, Command][] =>
    command.commands.flatMap((sub) => {
      const name = `${path} ${sub.name()}`;
      return sub.commands.length > 0 ? commands(sub, name) : [[name, sub] as [string, Command]];
    });

  it.each(commands(buildProgram(), "edict"))("of %s has an example of it", (name, command) => {
    let help = "";
    command.configureOutput({
      writeOut: (text) => {
        help += text;
      },
    });
    command.outputHelp();
    expect(help).toMatch(/\nExamples?:\n/);
    expect(help).toContain(name);
    expect(command.description()).not.toBe("");
  });

  it.each(commands(buildProgram(), "edict"))(
    "of %s has examples that its own parser takes",
    async (_, command) => {
      let help = "";
      command.configureOutput({
        writeOut: (text) => {
          help += text;
        },
      });
      command.outputHelp();
      const lines = help
        .replaceAll("\\\n", " ")
        .split("\n")
        .flatMap((line) => /^ {2}\$ edict (.*?)(?: [&>].*)?$/.exec(line)?.[1] ?? []);
      for (const line of lines) {
        const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
        const program = buildProgram(words);
        let called = 0;
        const quiet = (one: Command): void => {
          one.action(() => {
            called++;
          });
          for (const sub of one.commands) quiet(sub);
        };
        for (const one of program.commands) quiet(one);
        await program.parseAsync(words, { from: "user" });
        expect(called, line).toBe(1);
      }
    },
  );

  it("meets a misspelt command with the nearest one", () => {
    expect(edict(["sentimet"]).stderr).toContain('did you mean "sentiment"');
  });
});

function typeErrors(folder: string): string[] {
  const run = spawnSync(process.execPath, [TSC, "-p", folder, "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
  });
  return run.stdout.split("\n").filter((line) => line.includes("error TS"));
}
