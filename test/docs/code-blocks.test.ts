import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildProgram } from "../../src/cli/run-program.ts";
import { EDICT, emptyFolder, REPOSITORY } from "../cli/edict.ts";

/** Every page, in whatever folder a reader opens it. */
const PAGES = [
  ...readdirSync(REPOSITORY),
  ...readdirSync(join(REPOSITORY, "docs")).map((name) => `docs/${name}`),
  ...["signals", "strategies", "results", "bench/peers"].map((folder) => `${folder}/README.md`),
].filter((page) => page.endsWith(".md") && existsSync(join(REPOSITORY, page)));

interface Block {
  /** `ts`, `sh`, ..., and what stands behind it */
  readonly kind: string;
  readonly code: string;
}

function blocksOf(page: string): Block[] {
  const text = readFileSync(join(REPOSITORY, page), "utf8");
  return [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, kind = "", code = ""]) => ({
    kind: kind.trim(),
    code,
  }));
}

/** A folder as the README has it: the repository's strategies, and prices of one's own. */
function project(): string {
  const folder = emptyFolder();
  cpSync(join(REPOSITORY, "strategies"), join(folder, "strategies"), { recursive: true });
  copyFileSync(
    join(REPOSITORY, "strategies/long-hstech-after-leadership-meetings.ts"),
    join(folder, "my-idea.ts"),
  );
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/edict"), `#!/bin/sh\nexec "${process.execPath}" "${EDICT}" "$@"\n`, {
    mode: 0o755,
  });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(REPOSITORY, join(folder, "node_modules/edict"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return folder;
}

function inShell(folder: string, scripts: readonly string[]) {
  return spawnSync("sh", ["-e", "-c", scripts.join("\n")], {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: `${join(folder, "bin")}:${process.env.PATH}`,
      EDICT_HOME: join(folder, "home"),
      NO_COLOR: "1",
    },
  });
}

describe.each(PAGES)("%s", (page) => {
  const blocks = blocksOf(page);

  it("links to pages that are there", () => {
    const text = readFileSync(join(REPOSITORY, page), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map((match) => match[1] as string);
    const missing = links.filter((link) => !existsSync(join(REPOSITORY, page, "..", link)));
    expect(missing).toEqual([]);
  });

  it("shows no code of a kind that nothing looks at", () => {
    const kinds = new Set(blocks.map((block) => block.kind));
    // YAML is run by strategies.test.ts. Text is what a command printed; Python is for readers of Arrow files, and
    // edict installs nothing that runs it.
    const looked = ["sh", "sh network", "ts", "js", "json", "yaml", "text", "python", ""];
    expect([...kinds].filter((kind) => !looked.includes(kind))).toEqual([]);
  });

  const scripts = blocks.filter((block) => block.kind === "sh").map((block) => block.code);
  if (scripts.length > 0) {
    it.skipIf(process.platform === "win32")("shows commands that run, one after the other", () => {
      const folder = project();
      const run = inShell(folder, scripts);
      expect(run.stderr).toBe("");
      expect(run.status).toBe(0);
    });
  }

  const shown = blocks
    .filter((block) => block.kind === "sh network")
    .flatMap((block) => block.code.split("\n"));
  if (shown.length > 0)
    it("shows commands that need a network or a person with flags that there are", () => {
      for (const line of shown.filter((one) => one.startsWith("edict "))) {
        const words = (line.split("#")[0] as string).trim().split(/\s+/).slice(1);
        let command = buildProgram();
        while (words[0] !== undefined && command.commands.some((sub) => sub.name() === words[0])) {
          const name = words.shift();
          command = command.commands.find((sub) => sub.name() === name) ?? command;
        }
        expect(command.name(), line).not.toBe("edict");
        const flags = words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0]);
        expect(
          command.options.map((option) => option.long),
          line,
        ).toEqual(expect.arrayContaining(flags));
      }
    });

  const programs = blocks.filter((block) => block.kind === "ts").map((block) => block.code);
  if (programs.length > 0)
    it("shows TypeScript that compiles", () => {
      const folder = emptyFolder();
      programs.forEach((code, index) => {
        writeFileSync(join(folder, `block-${index}.ts`), code);
      });
      const compilerOptions = {
        strict: true,
        noEmit: true,
        target: "es2023",
        module: "esnext",
        moduleResolution: "bundler",
        moduleDetection: "force",
        skipLibCheck: true,
        allowImportingTsExtensions: true,
        resolveJsonModule: true,
        types: ["node"],
        typeRoots: [join(REPOSITORY, "node_modules/@types")],
        paths: {
          edict: [join(REPOSITORY, "src/index.ts")],
          "edict/evidence": [join(REPOSITORY, "src/evidence.ts")],
          "edict/frames": [join(REPOSITORY, "src/frames.ts")],
        },
      };
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({ compilerOptions, include: ["block-*.ts"] }),
      );
      const run = spawnSync(
        process.execPath,
        [join(REPOSITORY, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"],
        { encoding: "utf8" },
      );
      expect(run.stdout.split("\n").filter((line) => line.startsWith("block-"))).toEqual([]);
    });

  const runnable = blocks.filter((block) => block.kind === "js").map((block) => block.code);
  if (runnable.length > 0)
    it("shows scripts that run", () => {
      const folder = project();
      // A page's scripts read what its commands have written.
      inShell(folder, scripts);
      for (const [index, code] of runnable.entries()) {
        writeFileSync(join(folder, `script-${index}.mjs`), code);
        const run = spawnSync(process.execPath, [`script-${index}.mjs`], {
          cwd: folder,
          encoding: "utf8",
          env: { ...process.env, EDICT_HOME: join(folder, "home") },
        });
        expect(run.stderr).toBe("");
        expect(run.status).toBe(0);
      }
    });

  const json = blocks.filter((block) => block.kind === "json").map((block) => block.code);
  if (json.length > 0)
    it("shows JSON that is JSON", () => {
      for (const code of json) expect(() => JSON.parse(code)).not.toThrow();
    });
});

it("README.md leads to every page of docs/", () => {
  const readme = readFileSync(join(REPOSITORY, "README.md"), "utf8");
  const pages = readdirSync(join(REPOSITORY, "docs")).filter((name) => name.endsWith(".md"));
  expect(pages.filter((name) => !readme.includes(`](docs/${name})`))).toEqual([]);
});
