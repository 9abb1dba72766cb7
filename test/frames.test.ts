import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { frames } from "../src/frames.ts";
import { aResult } from "./report/a-result.ts";

const ROOT = join(import.meta.dirname, "..");

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve("danfojs-node");
    return true;
  } catch {
    return false;
  }
}

const result = aResult();
// Inside the repository, where "edict/frames" and danfojs-node are found.
const folder = mkdtempSync(join(import.meta.dirname, "frames-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!isInstalled())("frames (needs danfojs-node)", () => {
  it("has a row for each trade, signal and session, with the result's own numbers", () => {
    const { trades, signals, equity } = frames(result);
    expect([trades.shape[0], signals.shape[0], equity.shape[0]]).toEqual([
      result.trades.length,
      result.signals.length,
      result.equity.date.length,
    ]);
    expect(trades.return.values).toEqual(result.trades.map((trade) => trade.return));
    expect(trades.return.mean()).toBeCloseTo(result.summary.meanTradeReturn!.value!, 12);
    expect(equity.drawdown.min()).toBe(Math.min(...result.equity.drawdown));
  });

  it("has the columns and no row of a run that traded nothing", () => {
    const { trades, equity } = frames({ ...result, trades: [] });
    expect(trades.shape[0]).toBe(0);
    expect(trades.columns).toEqual(frames(result).trades.columns);
    expect(trades.return.values).toEqual([]);
    expect(equity.shape[0]).toBe(result.equity.date.length);
  });

  it("keeps a column of numbers numeric where the benchmark is missing", () => {
    const { equity } = frames({ ...result, equity: { ...result.equity, benchmark: null } });
    expect(equity.benchmark.values.every((value: number) => Number.isNaN(value))).toBe(true);
  });

  it("does what the example in docs/reports.md shows", async () => {
    const docs = readFileSync(join(ROOT, "docs", "reports.md"), "utf8");
    const example = /```ts\n([\s\S]*?)```/.exec(docs)![1]!;
    const file = join(folder, "result.json");
    writeFileSync(file, JSON.stringify(result));
    const script = join(folder, "example.ts");
    writeFileSync(script, example.replace('"result.json"', JSON.stringify(file)));
    const said: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((...parts: unknown[]) => {
      said.push(parts.join(" "));
    });
    await import(script);
    log.mockRestore();
    const rate = result.trades.filter((trade) => trade.return > 0).length / result.trades.length;
    expect(said).toContain(`win rate ${rate}`);
    expect(said).toContain(`deepest drawdown ${Math.min(...result.equity.drawdown)}`);
    expect(said.join("\n")).toMatch(/kind\s+│ return_mean\s+│ return_count/);
  });
});
