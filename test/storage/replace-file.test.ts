import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { replaceFile } from "../../src/storage/replace-file.ts";

const folder = () => mkdtempSync(join(tmpdir(), "edict-replace-"));
const isWindows = process.platform === "win32";

describe("replaceFile", () => {
  it("writes a new file, replaces an old one, and leaves nothing beside it", () => {
    const path = join(folder(), "a.json");
    replaceFile(path, "old");
    replaceFile(path, new TextEncoder().encode("新"));
    expect(readFileSync(path, "utf8")).toBe("新");
    expect(readdirSync(join(path, ".."))).toEqual(["a.json"]);
  });

  it("writes a long text whole, whatever character stands where it is cut", () => {
    const path = join(folder(), "a.json");
    for (const before of ["", "a", "新"]) {
      const text = before + "😀".repeat(50_000);
      replaceFile(path, text);
      expect(readFileSync(path, "utf8") === text).toBe(true);
    }
    replaceFile(path, "");
    expect(readFileSync(path, "utf8")).toBe("");
  });

  it("names the file in an error of the system, not the one beside it", () => {
    const path = join(folder(), "nowhere", "a.json");
    expect(() => replaceFile(path, "new")).toThrow(expect.objectContaining({ code: "ENOENT", path }));
  });

  it.skipIf(isWindows)("keeps the rights of the file that it replaces", () => {
    const path = join(folder(), "a.json");
    writeFileSync(path, "old");
    chmodSync(path, 0o600);
    replaceFile(path, "new");
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.skipIf(isWindows)("keeps the old file whole where the disk takes only a part of the new one", () => {
    const place = folder();
    const path = join(place, "a.json");
    writeFileSync(path, "old");
    const module = resolve(import.meta.dirname, "../../src/storage/replace-file.ts");
    const script = `import { build } from "esbuild";
      const { outputFiles } = await build({ entryPoints: [${JSON.stringify(module)}], bundle: true, write: false, format: "esm", platform: "node" });
      const { replaceFile } = await import("data:text/javascript;base64," + Buffer.from(outputFiles[0].text).toString("base64"));
      try { replaceFile(${JSON.stringify(path)}, "x".repeat(100_000)); console.log("written"); } catch (error) { console.log(error.code); }`;
    // A limit of 8 KB a file: the first call writes 8 KB and succeeds, as it does on a disk that is nearly full.
    const run = spawnSync(
      "bash",
      ["-c", `trap "" XFSZ; ulimit -f 8; exec "${process.execPath}" --input-type=module`],
      { input: script, encoding: "utf8" },
    );
    expect(run.stdout.trim()).toBe("EFBIG");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(place)).toEqual(["a.json"]);
  });
});
