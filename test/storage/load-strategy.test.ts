import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { loadStrategy } from "../../src/storage/load-strategy.ts";
import { resolveStrategy } from "../../src/strategy/resolve-strategy.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "edict-strategy-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const RULES = `rules: [{ on: { kinds: ["politburo"] }, legs: [{ instrument: "KWEB", side: "long" }], exit: { afterSessions: 5 } }]`;

async function issuesOf(path: string) {
  try {
    await loadStrategy(path, null);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  throw new Error("it loaded");
}

describe("loading a strategy file", () => {
  it("bundles the local files a strategy imports, and hashes them too", async () => {
    write("shared.ts", "export const HOLD: number = 7;\n");
    const path = write(
      "with-import.ts",
      `import { defineStrategy } from "edict";\nimport { HOLD } from "./shared.ts";\n` +
        `export default defineStrategy({ name: "a", hypothesis: "b", rules: [{ on: {}, legs: [{ instrument: "KWEB", side: "long" }], exit: { afterSessions: HOLD } }] });\n`,
    );
    const first = await loadStrategy(path, null);
    expect(first.inputs).toEqual([path, join(folder, "shared.ts")]);
    expect(resolveStrategy(first.strategy, {}, path).rules[0]?.exit.afterSessions).toBe(7);
    write("shared.ts", "export const HOLD: number = 8;\n");
    const second = await loadStrategy(path, null);
    expect(resolveStrategy(second.strategy, {}, path).rules[0]?.exit.afterSessions).toBe(8);
    expect(second.sha256).not.toBe(first.sha256);
  });

  it("takes an unchanged strategy from the cache and notices a changed import", async () => {
    const cache = join(folder, "cache");
    write("imported.ts", "export const HOLD = 3;\n");
    const path = write(
      "cached.ts",
      `import { HOLD } from "./imported.ts";\nexport default { name: "a", hypothesis: "b", rules: [{ on: {}, legs: [{ instrument: "KWEB", side: "long" }], exit: { afterSessions: HOLD } }] };\n`,
    );
    const compiled = await loadStrategy(path, cache);
    const cached = await loadStrategy(path, cache);
    expect(cached).toEqual({ ...compiled, strategy: cached.strategy });
    write("imported.ts", "export const HOLD = 4;\n");
    const changed = await loadStrategy(path, cache);
    expect(resolveStrategy(changed.strategy, {}, path).rules[0]?.exit.afterSessions).toBe(4);
  });

  it("compiles again when the cache is damaged", async () => {
    const cache = join(folder, "damaged");
    const path = write("damaged.js", `export default { name: "a", hypothesis: "b", ${RULES} };\n`);
    await loadStrategy(path, cache);
    const { readdirSync } = await import("node:fs");
    for (const name of readdirSync(cache)) writeFileSync(join(cache, name), "{ not json");
    await expect(loadStrategy(path, cache)).resolves.toMatchObject({ file: path });
  });

  it("reads YAML, where a rule names a parameter as $name", async () => {
    const path = write(
      "relief.yaml",
      [
        "name: a",
        "hypothesis: b",
        "params:",
        "  hold: { type: integer, default: 20, min: 1, max: 60 }",
        "rules:",
        "  - on: { kinds: [politburo] }",
        "    legs: [{ instrument: KWEB, side: long }]",
        "    exit: { afterSessions: $hold }",
      ].join("\n"),
    );
    const { strategy } = await loadStrategy(path, null);
    expect(resolveStrategy(strategy, { hold: "12" }, path).rules[0]?.exit.afterSessions).toBe(12);
    expect(resolveStrategy(strategy, {}, path).rules[0]?.exit.afterSessions).toBe(20);
  });

  it("says where a syntax error stands", async () => {
    const path = write("syntax.ts", `export default {\n  name: "a"\n  hypothesis: "b",\n};\n`);
    const [issue] = await issuesOf(path);
    expect(issue?.at).toMatch(/syntax\.ts:3:\d+$/);
    expect(issue?.what).toContain("Expected");
  });

  it("refuses a file that can be no strategy by its size, before the compiler takes a multiple of it", async () => {
    const path = write("prices.ts", "");
    truncateSync(path, 17 * 1024 * 1024);
    const [issue] = await issuesOf(path);
    expect(issue?.what).toBe("the strategy has 17 MB; at most 16 MB are compiled");
  });

  it("says that a module cannot be found, with the line", async () => {
    const path = write("lost.ts", `import x from "no-such-package";\nexport default x;\n`);
    const [issue] = await issuesOf(path);
    expect(issue?.what).toContain(`Could not resolve "no-such-package"`);
    expect(issue?.at).toMatch(/lost\.ts:1:/);
    expect(issue?.fix).toContain("npm install no-such-package");
  });

  it("passes on what a strategy throws while it loads, without a stack", async () => {
    const path = write("throws.ts", `throw new Error("no luck today");\nexport default {};\n`);
    expect(await issuesOf(path)).toEqual([
      {
        what: "the strategy file threw while it loaded: no luck today",
        at: `${path}:1:7`,
        fix: "mend the file; its code runs when edict loads it",
      },
    ]);
  });

  it("asks for a default export", async () => {
    const path = write("named.ts", `export const strategy = 1;\n`);
    expect((await issuesOf(path))[0]?.what).toBe("the strategy file has no default export");
  });

  it("names each misspelt field with the nearest valid one", async () => {
    const path = write(
      "misspelt.ts",
      `export default { name: "a", hypothesis: "b", rules: [{ on: { kind: ["politburo"] }, legs: [{ instrument: "KWEB", side: "long" }], exit: { afterSesions: 5 } }] };\n`,
    );
    const issues = await issuesOf(path);
    expect(issues.map((issue) => `${issue.what} ${issue.fix}`)).toEqual([
      `unknown field "kind" did you mean "kinds"?`,
      `unknown field "afterSesions" did you mean "afterSessions"?`,
    ]);
  });

  it("names the nearest kind for one that does not exist", async () => {
    const path = write(
      "kind.ts",
      `export default { name: "a", hypothesis: "b", rules: [{ on: { kinds: ["leadership-meting"] }, legs: [{ instrument: "KWEB", side: "long" }], exit: { afterSessions: 5 } }] };\n`,
    );
    const [issue] = await issuesOf(path);
    expect(issue?.fix).toContain(`"leadership-meeting"`);
    expect(issue?.at).toContain("rules[0].on.kinds[0]");
  });

  it.each(["no/such/file.ts", "strategies"])("refuses %s, which is no file", async (path) => {
    expect((await issuesOf(path))[0]?.what).toContain("there is no strategy file");
  });

  it.each(["my-ida.ts", "my-idea"])("names the file that %s was probably meant to be", async (name) => {
    const there = write("my-idea.ts", "export default {};\n");
    const asked = join(folder, name);
    expect((await issuesOf(asked))[0]?.fix).toContain(`did you mean "${there}"?`);
  });
});
