import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputWatcher } from "../../src/serve/watch-inputs.ts";

let folder = "";
let seen: string[][] = [];
let watcher: InputWatcher<"a" | "b">;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "edict-watch-"));
  seen = [];
  watcher = new InputWatcher((groups) => seen.push([...groups].sort()));
});
afterEach(() => {
  watcher.close();
  rmSync(folder, { recursive: true, force: true });
});

const change = (name: string) => writeFileSync(join(folder, name), String(Math.random()));
const quiet = () => new Promise((resolve) => setTimeout(resolve, 150));

describe("InputWatcher", () => {
  it("names the group of a file that was saved, once for several events", async () => {
    change("one");
    change("two");
    watcher.watch({ a: [join(folder, "one")], b: [join(folder, "two")] });
    change("one");
    change("one");
    await expect.poll(() => seen, { timeout: 5000 }).toEqual([["a"]]);
    change("one");
    change("two");
    await expect.poll(() => seen, { timeout: 5000 }).toEqual([["a"], ["a", "b"]]);
  });

  it("sees a file that is put in the place of another", async () => {
    change("one");
    watcher.watch({ a: [join(folder, "one")], b: [] });
    change("one.tmp");
    renameSync(join(folder, "one.tmp"), join(folder, "one"));
    await expect.poll(() => seen.flat(), { timeout: 5000 }).toContain("a");
  });

  it("takes a folder for everything in it, and leaves other files alone", async () => {
    mkdirSync(join(folder, "prices"));
    change("one");
    watcher.watch({ a: [join(folder, "prices")], b: [join(folder, "one")] });
    change("unrelated");
    await quiet();
    expect(seen).toEqual([]);
    change("prices/NEW.csv");
    await expect.poll(() => seen.flat(), { timeout: 5000 }).toContain("a");
  });

  it("stops watching what it is no longer told to", async () => {
    mkdirSync(join(folder, "old"));
    watcher.watch({ a: [join(folder, "old")], b: [] });
    watcher.watch({ a: [], b: [] });
    change("old/file");
    await quiet();
    expect(seen).toEqual([]);
  });
});
