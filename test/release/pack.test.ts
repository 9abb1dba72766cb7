import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { beforeAll, describe, expect, it } from "vitest";
import { type PackedEdict, packEdict } from "./packed-edict.ts";

const ROOT = resolve(import.meta.dirname, "../..");
let packed: PackedEdict;

beforeAll(() => {
  packed = packEdict();
});

const elsewhere = () => mkdtempSync(join(tmpdir(), "edict elsewhere "));

describe("the package that is published", () => {
  it("holds the program, its types, the signals and the strategies, and nothing else", () => {
    const strangers = packed.files.filter(
      (file) =>
        !/^(dist\/|signals\/|strategies\/|(package\.json|README\.md|LICENSE|CHANGELOG\.md)$)/.test(file),
    );
    expect(strangers).toEqual([]);
    expect(packed.files).toEqual(
      expect.arrayContaining(["dist/cli.cjs", "dist/index.js", "dist/types/index.d.ts"]),
    );
    expect(packed.files).toEqual(expect.arrayContaining(["signals/china-policy.json", "LICENSE"]));
  });

  it("is small: less than a megabyte and a half", () => {
    expect(packed.size).toBeLessThan(1_500_000);
  });

  it("has no finding of publint's", async () => {
    const { messages, pkg } = await publint({ pkgDir: packed.folder, strict: true, pack: false });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("has no line in its library that would fill the screen, since Node prints the line of an uncaught error", () => {
    const library = packed.files.filter((file) =>
      /^dist\/(index|evidence|frames|chunks\/.*)\.js$/.test(file),
    );
    expect(library.length).toBeGreaterThan(3);
    const lines = library.flatMap((file) => readFileSync(join(packed.folder, file), "utf8").split("\n"));
    // The bundler breaks lines between statements only, where it may.
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(30_000);
  });

  it("carries the licences of what is bundled into it", () => {
    const licences = readFileSync(join(packed.folder, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
    for (const name of ["valibot", "temporal-polyfill", "udsv", "pure-rand"])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
  });
});

describe("the installed command", () => {
  it("is a program by itself, as npm links it", () => {
    expect(readFileSync(packed.command, "utf8").startsWith("#!/usr/bin/env node\n")).toBe(true);
    const folder = elsewhere();
    symlinkSync(packed.command, join(folder, "edict"));
    execFileSync("chmod", ["+x", packed.command]);
    const version = execFileSync(join(folder, "edict"), ["--version"], { encoding: "utf8" });
    expect(version.trim()).toBe(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version);
  });

  it("runs a strategy that imports from edict, in a folder that has never heard of edict", () => {
    const folder = elsewhere();
    copyFileSync(join(ROOT, "strategies/long-hstech-after-leadership-meetings.ts"), join(folder, "mine.ts"));
    const run = spawnSync(process.execPath, [packed.command, "run", "mine.ts", "--prices", "sample"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, EDICT_HOME: join(folder, "home"), NO_COLOR: "1" },
    });
    expect(run.stderr).toBe("");
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/Written to results\/mine\/[0-9a-f]{16}\.json/);
  });

  it("has what its threads run, and they find the program from a folder that has never heard of edict", () => {
    const folder = elsewhere();
    const file = join(packed.folder, "dist/worker-thread.cjs");
    // A sweep of which no chunk is left.
    const script = `const { keepChunks, evaluateChunk } = require(${JSON.stringify(file)});
      const chunks = { entries: new Int32Array(0), place: new Int32Array(1) };
      keepChunks({ chunks }).then((answer) => console.log(answer, typeof evaluateChunk));`;
    const run = spawnSync(process.execPath, ["-e", script], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, EDICT_HOME: join(folder, "home"), NO_COLOR: "1" },
    });
    expect(run).toMatchObject({ status: 0, stdout: "null function\n", stderr: "" });
  });
});

describe("the installed library", () => {
  for (const [moduleResolution, module] of [
    ["nodenext", "nodenext"],
    ["bundler", "esnext"],
  ] as const) {
    it(`is typed for projects that resolve modules by ${moduleResolution}, without skipLibCheck`, () => {
      const folder = consumerProject();
      const compilerOptions = {
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noEmit: true,
        target: "es2022",
        types: [],
        module,
        moduleResolution,
      };
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["consumer.ts"] }),
      );
      const run = spawnSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder], {
        encoding: "utf8",
      });
      expect(run.stdout).toBe("");
      expect(run.status).toBe(0);
    });
  }

  it("says nothing, writes nothing and keeps nothing open when it is imported", () => {
    const folder = consumerProject();
    const home = join(folder, "home");
    const script = `const listeners = process.eventNames().length;
      const globals = Object.getOwnPropertyNames(globalThis).length;
      const edict = await import("edict");
      if (typeof edict.backtest !== "function") throw new Error("no backtest");
      if (process.eventNames().length > listeners) throw new Error("it listens to the process");
      if (Object.getOwnPropertyNames(globalThis).length > globals) throw new Error("it sets globals");`;
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: folder,
      encoding: "utf8",
      // Were something kept open, the process would not end by itself.
      timeout: 60_000,
      env: { ...process.env, EDICT_HOME: home },
    });
    expect(run).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(() => statSync(home)).toThrow();
  });
});

/** A project of somebody else's, into which edict is installed. */
function consumerProject(): string {
  const folder = elsewhere();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(packed.folder, join(folder, "node_modules/edict"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  copyFileSync(join(ROOT, "test/release/consumer.ts.txt"), join(folder, "consumer.ts"));
  return folder;
}
