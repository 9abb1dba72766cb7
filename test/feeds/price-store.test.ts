import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError, MarketDataError } from "../../src/errors.ts";
import { openStore, type PriceStore } from "../../src/feeds/price-store.ts";
import { columnsSha256 } from "../../src/feeds/store/series-file.ts";
import type { RawSeries } from "../../src/market/raw-series.ts";
import { instrumentOf } from "../servers/instrument-fixture.ts";
import { bundleScript, ended, start } from "./store/bundle-script.ts";
import { daysFrom, seriesOf } from "./store/series-fixture.ts";

let home: string;
let store: PriceStore;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "edict-store-"));
  store = openStore(home);
});
afterEach(() => rmSync(home, { recursive: true }));

const put = (series: RawSeries, answers: { bytes: Uint8Array<ArrayBuffer>; sha256: string }[] = []) =>
  store.put({
    instrument: instrumentOf(series.symbol),
    series,
    askedFrom: null,
    fetchedAt: Date.UTC(2026, 0, 1),
    earlierAnswers: [],
    answers: answers.map((answer) => ({ url: "", fetchedAt: 0, ...answer })),
  });

describe("a store", () => {
  it("gives back what was put, with a manifest of it", async () => {
    const series = seriesOf(daysFrom(20_000, 30), { dividends: [{ day: 20_003, amount: 2.5 }] });
    await put(series);
    expect(openStore(home).read("0700.HK")).toEqual(series);
    expect(openStore(home).readStored("0700.HK")?.manifest).toMatchObject({
      schema: "edict/prices@1",
      symbol: "0700.HK",
      source: "yahoo",
      exchange: "HKEX",
      zone: "Asia/Hong_Kong",
      currency: "HKD",
      basis: "split-adjusted",
      rows: 30,
      sessions: 30,
      from: "2024-10-04",
      to: "2024-11-02",
      dividends: [["2024-10-07", 2.5]],
      fetchedAt: "2026-01-01T00:00:00.000Z",
    });
    expect(store.isIntact("0700.HK", "yahoo")).toBe(true);
  });

  it("has nothing where nothing was put", () => {
    expect(store.read("0700.HK")).toBeUndefined();
    expect(store.read("0700.HK", "yahoo")).toBeUndefined();
    expect(store.isIntact("0700.HK", "yahoo")).toBeUndefined();
    expect(store.list()).toEqual({ manifests: [], issues: [] });
  });

  it("keeps symbols apart that differ only in case, and those that look like paths", async () => {
    for (const symbol of ["abc", "ABC", "../up", "CON"])
      await put(seriesOf([[1, symbol.length]], { symbol }));
    expect(store.list().manifests.map(({ symbol }) => symbol)).toEqual(["../up", "ABC", "CON", "abc"]);
    expect(readdirSync(home)).toEqual(["prices"]);
    expect(readdirSync(join(home, "prices"))).toEqual(["yahoo"]);
  });

  it("keeps sources apart, and reads the one that ends last; of equals, yahoo", async () => {
    await put(seriesOf(daysFrom(0, 5)));
    await put(seriesOf(daysFrom(0, 5), { source: "eastmoney", basis: "raw" }));
    expect(store.read("0700.HK")?.source).toBe("yahoo");
    await put(seriesOf(daysFrom(0, 6), { source: "eastmoney", basis: "raw" }));
    expect(store.read("0700.HK")?.source).toBe("eastmoney");
    expect(store.read("0700.HK", "yahoo")?.columns.days).toHaveLength(5);
    expect(store.list().manifests.map(({ source }) => source)).toEqual(["eastmoney", "yahoo"]);
  });

  it("keeps imported files under csv, and their full name in the series", async () => {
    await put(seriesOf([[1, 1]], { source: "csv:prices/KWEB.csv" }));
    expect(store.read("0700.HK", "csv")?.source).toBe("csv:prices/KWEB.csv");
    await expect(put(seriesOf([[1, 1]], { source: "../evil" }))).rejects.toThrow(InputError);
    await expect(put(seriesOf([[1, 1]], { source: "answers" }))).rejects.toThrow(InputError);
  });

  it("forgets a symbol on request", async () => {
    await put(seriesOf([[1, 1]]));
    expect(await store.remove("0700.HK", "yahoo")).toBe(true);
    expect(await store.remove("0700.HK", "yahoo")).toBe(false);
    expect(store.read("0700.HK")).toBeUndefined();
  });

  it("clears away what a killed process left, once it is a day old", async () => {
    await put(seriesOf([[1, 1]]));
    const leftover = `${store.pathOf("0700.HK", "yahoo")}.123`;
    writeFileSync(leftover, "half");
    expect(await store.removeLeftovers(Date.now())).toEqual([]);
    expect(await store.removeLeftovers(Date.now() + 90_000_000)).toEqual([leftover]);
    expect(store.list()).toMatchObject({ manifests: [{ symbol: "0700.HK" }], issues: [] });
  });

  it("keeps the raw answer under its hash, and knows when it is another", async () => {
    const bytes = new TextEncoder().encode('{"chart":{}}');
    const sha256 = "d5a54ce0bcc6a6b5ea2c15d2a8ea1ab0aa2f5eb6a3b6f1f33ae0a07b83c5a8ff";
    await put(seriesOf([[1, 1]]), [{ bytes, sha256 }]);
    // The hash above is made up: what is kept is not what it names.
    expect(() => store.archive.read(sha256)).toThrow("a kept answer is not what was sent");
    expect(store.archive.read("0".repeat(64))).toBeUndefined();
    const kept = readFileSync(store.archive.pathOf(sha256));
    writeFileSync(store.archive.pathOf(sha256), kept.subarray(0, kept.length - 9));
    expect(() => store.archive.read(sha256)).toThrow("a kept answer is not what was sent");
  });
});

describe("a damaged file", () => {
  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["cut in half", (bytes) => bytes.subarray(0, bytes.length / 2)],
    ["empty", () => Buffer.alloc(0)],
    ["a page", () => Buffer.from("<html>")],
  ])("is named, not read: %s", async (_, damage) => {
    await put(seriesOf(daysFrom(0, 50)));
    await put(seriesOf(daysFrom(0, 50), { symbol: "3690.HK" }));
    const path = store.pathOf("0700.HK", "yahoo");
    writeFileSync(path, damage(readFileSync(path)));
    expect(() => store.read("0700.HK")).toThrow(MarketDataError);
    expect(() => store.read("0700.HK")).toThrow(`at   ${path}`);
    const { manifests, issues } = store.list();
    expect(manifests.map(({ symbol }) => symbol)).toEqual(["3690.HK"]);
    expect(issues).toHaveLength(1);
  });

  it("is named where it was put in the place of another symbol", async () => {
    await put(seriesOf(daysFrom(0, 50)));
    const copy = store.pathOf("3690.HK", "yahoo");
    writeFileSync(copy, readFileSync(store.pathOf("0700.HK", "yahoo")));
    expect(() => store.read("3690.HK")).toThrow("it holds 0700.HK");
  });

  it("with a flipped bit in its rows is not intact, and is not read", async () => {
    await put(seriesOf(daysFrom(0, 50)));
    const path = store.pathOf("0700.HK", "yahoo");
    const bytes = readFileSync(path);
    const close = Buffer.from(new Float64Array([31]).buffer);
    bytes[bytes.indexOf(close)]! ^= 1;
    writeFileSync(path, bytes);
    expect(store.isIntact("0700.HK", "yahoo")).toBe(false);
    expect(() => store.read("0700.HK")).toThrow("its bytes are not those that were written");
  });
});

it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "a folder that cannot be written leaves the old file",
  async () => {
    await put(seriesOf(daysFrom(0, 5)));
    chmodSync(join(home, "prices", "yahoo"), 0o500);
    await expect(put(seriesOf(daysFrom(0, 6)))).rejects.toThrow();
    chmodSync(join(home, "prices", "yahoo"), 0o700);
    expect(store.read("0700.HK")?.columns.days).toHaveLength(5);
  },
);

it("kill -9 at any instant leaves the old history or the new, and never an answer missing", async () => {
  const script = await bundleScript(new URL("./store/endless-writer.ts", import.meta.url));
  mkdirSync(home, { recursive: true });
  let version = 1;
  for (let round = 0; round < 12; round++) {
    const child = start(script, home, String(version));
    let printed = "";
    child.stdout?.on("data", (text) => {
      printed += text;
    });
    await new Promise((resolve) => child.stdout?.once("data", resolve));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    child.kill("SIGKILL");
    expect(await ended(child)).toBe("SIGKILL");
    const stored = openStore(home).readStored("0700.HK");
    const { series, manifest } = stored!;
    const lastPrinted = Number(printed.trim().split("\n").at(-1));
    const found = series.columns.close[0]!;
    expect(found).toBeGreaterThanOrEqual(lastPrinted);
    expect(found).toBeLessThanOrEqual(lastPrinted + 1);
    expect(new Set(series.columns.close)).toEqual(new Set([found]));
    expect(columnsSha256(series.columns, series.columnsGiven)).toBe(manifest.columnsSha256);
    const answer = store.archive.read(manifest.answers[0]!.sha256);
    expect(new TextDecoder().decode(answer)).toBe(`answer of version ${found}`);
    version = found + 1;
  }
});
