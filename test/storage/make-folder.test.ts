import { existsSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../../src/storage/make-folder.ts";

const folder = () => mkdtempSync(join(tmpdir(), "edict-make-folder-"));

describe("makeFolder", () => {
  it("makes what is missing, and leaves alone what is there", () => {
    const path = join(folder(), "a", "b", "c");
    makeFolder(path, 0o700);
    makeFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it("says why it cannot where a file is in the way", () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");
    expect(() => makeFolder(join(file, "below"))).toThrow(/ENOTDIR/);
  });

  it.skipIf(!existsSync("/proc/self"))(
    "gives up where the system makes no folders, and does not try for ever",
    () => {
      expect(() => makeFolder("/proc/edict/results")).toThrow(/ENOENT|EACCES|EPERM/);
    },
  );
});
