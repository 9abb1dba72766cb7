import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ResultDocument } from "../../src/result/result-schema.ts";
import { edict, emptyFolder, REPOSITORY } from "./edict.ts";

const PRICES = join(REPOSITORY, "../shared/prices/raw/HSTECH.sina.csv");
const BENCHMARK = join(REPOSITORY, "../shared/prices/raw/^HSI.long.csv");
const FLAGSHIP = join(REPOSITORY, "strategies/long-hstech-after-leadership-meetings.ts");
const hasPrices = existsSync(PRICES);
if (!hasPrices) console.log("skipped: the flagship on real prices, as ../shared/prices is not here");

describe.skipIf(!hasPrices)("the flagship on the real Hang Seng TECH index", () => {
  const rows = new Map(
    (hasPrices ? readFileSync(PRICES, "utf8") : "")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","))
      .map(([date, open, , , close]) => [date as string, { open: Number(open), close: Number(close) }]),
  );
  const args = ["run", FLAGSHIP, "--file", `HSTECH.HK=${PRICES}`, "--file", `^HSI=${BENCHMARK}`];
  const run = hasPrices
    ? edict([...args, "--json", "--out", emptyFolder()])
    : { stdout: "null", stderr: "", code: 0 };
  const result = JSON.parse(run.stdout) as ResultDocument;

  it("ends well and says nothing beside the document", () => {
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(result.schema).toBe("edict/result@1");
  });

  it("enters at the file's open and leaves at its close, or at the stop", () => {
    expect(result.trades.length).toBeGreaterThan(5);
    for (const trade of result.trades) {
      expect(trade.entry.price).toBe(rows.get(trade.entry.session)?.open);
      if (trade.exit.reason === "after-sessions")
        expect(trade.exit.price).toBe(rows.get(trade.exit.session)?.close);
      else
        expect(trade.exit.price).toBe(
          Math.min(trade.entry.price * (1 - 0.08), rows.get(trade.exit.session)?.open as number),
        );
    }
  });

  it("holds ten sessions of the file, the entry session included, unless extended or stopped", () => {
    const days = [...rows.keys()];
    const plain = result.trades.filter(
      (trade) => trade.exit.reason === "after-sessions" && trade.signalIds.length === 1,
    );
    for (const trade of plain) {
      expect(days.indexOf(trade.exit.session) - days.indexOf(trade.entry.session) + 1).toBe(10);
    }
    expect(plain.length).toBeGreaterThan(3);
  });

  it("enters after the symposium of 2025-02-17 at the open of 2025-02-18", () => {
    const trade = result.trades.find((one) => one.signalId === "xi-entrepreneur-symposium-2025");
    expect(trade?.entry).toEqual({
      session: "2025-02-18",
      instant: "2025-02-18T09:30:00+08:00",
      price: 5519.19,
      reason: "open",
    });
  });

  it("enters after the premier's meeting of 2023-07-12 at the open of 2023-07-13", () => {
    const trade = result.trades.find((one) => one.signalId === "li-qiang-platform-symposium-2023");
    expect(trade?.entry.session).toBe("2023-07-13");
    expect(trade?.entry.price).toBe(rows.get("2023-07-13")?.open);
  });

  it("gives the same bytes again, whatever the clock, the zone and the language", () => {
    const elsewhere = edict([...args, "--json", "--out", emptyFolder()], {
      env: { TZ: "America/St_Johns", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
    });
    expect(elsewhere.stdout).toBe(run.stdout);
  });

  it("writes what it prints, to a file named after the run", () => {
    const out = emptyFolder();
    edict([...args, "--out", out, "--quiet"]);
    const file = join(out, "long-hstech-after-leadership-meetings", `${result.runId}.json`);
    expect(readFileSync(file, "utf8")).toBe(run.stdout);
  });

  it("is buy and hold's twin where hand arithmetic says so: profit = quantity x move - costs", () => {
    for (const trade of result.trades) {
      const costs = (trade.entry.price + trade.exit.price) * trade.quantity * 0.001;
      const profit = trade.quantity * (trade.exit.price - trade.entry.price) - costs;
      expect(Math.abs(trade.profit - profit)).toBeLessThan(1e-9 * trade.entryValue);
    }
    const total = result.trades.reduce((sum, trade) => sum + trade.profit, 0);
    const last = result.equity.equity.at(-1) as number;
    expect(Math.abs(last - result.config.capital - total)).toBeLessThan(1e-9 * last);
  });
});
