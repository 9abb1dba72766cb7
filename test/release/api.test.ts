import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const check = (script: string) =>
  spawnSync(process.execPath, [join(ROOT, "scripts", script), "--check"], { cwd: ROOT, encoding: "utf8" });

describe("what is generated from the code is what the code says:", () => {
  it("the report of the public interface, so that no change of it goes unseen", () => {
    expect(check("api-report.mjs")).toMatchObject({ status: 0, stderr: "" });
  });

  it("the first screen of the README", () => {
    expect(check("write-first-screen.mjs")).toMatchObject({ status: 0, stderr: "" });
  });

  it("the page of formulas and conventions", () => {
    expect(check("write-methodology.mjs")).toMatchObject({ status: 0, stderr: "" });
  });
});
