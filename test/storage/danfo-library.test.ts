import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "edict-danfo-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The module as it is where danfojs-node is not installed: bundled into a folder without node_modules. */
async function elsewhere() {
  const outfile = join(folder, "danfo-library.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "../../src/storage/danfo-library.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
  });
  return (await import(outfile)) as typeof import("../../src/storage/danfo-library.ts");
}

describe("danfojs-node where it is not installed", () => {
  it("is asked for by name, with what to do", async () => {
    const { loadDanfo, loadSpreadsheetLibrary } = await elsewhere();
    for (const load of [() => loadDanfo("frames()"), () => loadSpreadsheetLibrary("--xlsx")]) {
      let issue: unknown;
      try {
        load();
      } catch (error) {
        issue = (error as { issues: unknown[] }).issues[0];
      }
      expect(issue).toMatchObject({
        what: expect.stringMatching(/^(frames\(\)|--xlsx) needs danfojs-node, which is not installed$/),
        fix: expect.stringContaining("npm install danfojs-node"),
      });
    }
  });

  it("passes on a fault of the library's own instead of calling it absent", async () => {
    const modules = join(folder, "node_modules", "danfojs-node");
    mkdirSync(modules, { recursive: true });
    writeFileSync(join(modules, "index.js"), `throw new Error("broken inside");`);
    cpSync(join(folder, "danfo-library.mjs"), join(folder, "again.mjs"));
    const { loadDanfo } = (await import(
      join(folder, "again.mjs")
    )) as typeof import("../../src/storage/danfo-library.ts");
    expect(() => loadDanfo("frames()")).toThrow("broken inside");
  });
});
