import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LiveRun } from "../../src/serve/live-run.ts";
import { liveFolder } from "./live-folder.ts";

let folder = "";
let files: ReturnType<typeof liveFolder>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "edict-live-run-"));
  files = liveFolder(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const nothing = new Set<never>();

describe("LiveRun", () => {
  it("runs at once without evidence, and gathers it when asked", async () => {
    const run = new LiveRun(files.options);
    await run.run(nothing);
    expect(run.result!.trades).toHaveLength(2);
    expect(run.result!.significance).toEqual({ missing: expect.any(String) });
    await run.gatherEvidence();
    expect(run.result!.significance).toHaveProperty("bursts");
    expect(run.isSound).toBe(true);
  });

  it("reads again only what changed", async () => {
    const run = new LiveRun(files.options);
    await run.run(nothing);
    writeFileSync(files.signals, files.signalsText(1));
    await run.run(new Set(["strategy"] as const));
    expect(run.result!.trades).toHaveLength(2);
    await run.run(new Set(["signals"] as const));
    expect(run.result!.trades).toHaveLength(1);
  });

  it("keeps the last good result and says what is wrong, whatever a strategy throws", async () => {
    const run = new LiveRun(files.options);
    await run.run(nothing);
    const good = run.result;
    const source = readFileSync(files.strategy, "utf8");
    for (const [broken, what] of [
      [source.replace("afterSessions: hold", "afterSessions: nothing"), /nothing is not defined/],
      [source.replace("=> [", "=> { throw new Error('inside'); }, x: () => ["), /inside|unknown field/],
      ["export const x = 1;", /no default export/],
    ] as const) {
      writeFileSync(files.strategy, broken);
      await run.run(new Set(["strategy"] as const));
      expect(run.isSound).toBe(false);
      expect(run.panel.issues[0]!.what).toMatch(what);
      expect(run.panel.status).toBe("the last good result stands below");
      expect(run.result).toBe(good);
    }
    writeFileSync(files.strategy, source);
    await run.run(new Set(["strategy"] as const));
    expect(run.panel.issues).toEqual([]);
  });

  it("says that a file is wrong for as long as it is, whatever else is run meanwhile", async () => {
    const run = new LiveRun(files.options);
    await run.run(nothing);
    const source = readFileSync(files.strategy, "utf8");
    writeFileSync(files.strategy, source.replace("rules:", "rules"));
    await run.run(new Set(["strategy"] as const));
    // A slider that is moved, and a file of prices that is saved, do not make the strategy right.
    run.setParams({ hold: 9 });
    await run.run(nothing);
    await run.run(new Set(["prices"] as const));
    expect(run.isSound).toBe(false);
    expect(run.panel.status).toBe("the last good result stands below");
    writeFileSync(files.strategy, source);
    await run.run(new Set(["strategy"] as const));
    expect(run.isSound).toBe(true);
    expect(run.result!.strategy.params.hold).toBe(9);
  });

  it("starts with what is wrong where there is no good result yet", async () => {
    const run = new LiveRun({ ...files.options, strategyFile: join(folder, "none.ts") });
    await run.run(nothing);
    expect(run.result).toBeNull();
    expect(run.panel.status).toBe("no result yet");
    expect(run.panel.issues[0]!.what).toContain("there is no strategy file");
  });

  it("takes parameters, refuses one out of its range, and forgets one that the strategy has lost", async () => {
    const run = new LiveRun(files.options);
    await run.run(nothing);
    run.setParams({ hold: 9 });
    await run.run(nothing);
    expect(run.result!.strategy.params.hold).toBe(9);
    expect(() => run.setParams({ hold: 99 })).toThrow("99 is outside 1..20");
    expect(() => run.setParams({ hodl: 9 })).toThrow('did you mean "hold"?');
    expect(run.panel.values).toEqual({ hold: 9, first: true });
    const source = readFileSync(files.strategy, "utf8");
    writeFileSync(files.strategy, source.replaceAll("hold", "stay"));
    await run.run(new Set(["strategy"] as const));
    expect(run.result!.strategy.params).toEqual({ stay: 4, first: true });
  });
});
