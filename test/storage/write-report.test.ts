import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { writeReport } from "../../src/storage/write-report.ts";

const folder = mkdtempSync(join(tmpdir(), "edict-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("writeReport", () => {
  it("writes text and bytes, and makes the folder", () => {
    const path = writeReport(join(folder, "a", "b.md"), "text");
    expect(readFileSync(path, "utf8")).toBe("text");
    expect([...readFileSync(writeReport(join(folder, "c.arrow"), Uint8Array.of(1, 2)))]).toEqual([1, 2]);
  });

  it("says which folder cannot be written", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => writeReport(join(folder, "file", "x.html"), "")).toThrow(InputError);
  });
});
