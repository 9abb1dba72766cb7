import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MarketDataError } from "../../../src/errors.ts";
import { EastmoneyFeed } from "../../../src/feeds/eastmoney-feed.ts";
import { WHOLE_HISTORY } from "../../../src/feeds/price-feed.ts";
import { openStore, type PriceStore } from "../../../src/feeds/price-store.ts";
import { updateStore } from "../../../src/feeds/store/update-store.ts";
import { YahooFeed } from "../../../src/feeds/yahoo-feed.ts";
import { expectTruth } from "../../servers/expect-truth.ts";
import { instrumentOf } from "../../servers/instrument-fixture.ts";
import type { MarketFault } from "../../servers/market-fault.ts";
import { HASTY, useMarketServer } from "../../servers/market-fixture.ts";
import { bundleScript, ended, start } from "./bundle-script.ts";

const SYMBOLS = ["0700.HK", "3690.HK", "9988.HK"];
const market = useMarketServer((truth) => {
  for (const symbol of SYMBOLS) truth.add(symbol, "HKEX", "HKD", 60);
});
const { truth } = market.server;
const tencent = instrumentOf("0700.HK");
const now = () => truth.now("0700.HK");

let home: string;
let store: PriceStore;
let feed: YahooFeed;
beforeAll(() => {
  feed = new YahooFeed({ baseUrl: market.url, now, ...HASTY });
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "edict-update-"));
  store = openStore(home);
});
afterEach(() => rmSync(home, { recursive: true }));
afterAll(() => feed.close());

const update = (options = {}, range = WHOLE_HISTORY, symbol = "0700.HK") =>
  updateStore(store, instrumentOf(symbol), feed, range, options);
const asked = () =>
  market.server.requests.map(({ url }) => Number(new URLSearchParams(url.split("?")[1]).get("period1")));

describe("an update", () => {
  it("fetches the whole at first, then ten sessions", async () => {
    expect(await update()).toMatchObject({ outcome: "created", sessionsAdded: 60, restatement: null });
    truth.advance();
    truth.advance();
    expect(await update()).toMatchObject({ outcome: "extended", sessionsAdded: 2, sessionsRevised: 0 });
    const tenth = truth.get("0700.HK").bars.at(-12)!.day;
    expect(asked()[1]).toBe((tenth - 1) * 86_400);
    expect(await update()).toMatchObject({ outcome: "unchanged", sessionsAdded: 0 });
    expectTruth(store, truth, "0700.HK");
    expect(store.readStored("0700.HK")?.manifest.answers).toHaveLength(3);
  });

  it("asks for the whole again where the range begins earlier, and not where it begins later", async () => {
    const bars = truth.get("0700.HK").bars;
    await update({}, { from: bars[20]!.day, to: null });
    expect(store.read("0700.HK")?.columns.days[0]).toBe(bars[20]!.day);
    await update({}, { from: bars[40]!.day, to: null });
    expect(store.read("0700.HK")?.columns.days[0]).toBe(bars[20]!.day);
    await update({}, { from: bars[10]!.day, to: null });
    expect(store.read("0700.HK")?.columns.days[0]).toBe(bars[10]!.day);
    await update();
    expectTruth(store, truth, "0700.HK");
  });

  it("replaces a history that a split restated, and reports it", async () => {
    await update();
    const before = store.read("0700.HK")!.columns.close[0]!;
    truth.split("0700.HK", 5);
    truth.advance();
    const result = await update();
    expect(result).toMatchObject({ outcome: "replaced", sessionsAdded: 1 });
    expect(result.restatement).toMatchObject({ sessionsLost: 0 });
    expect(result.restatement?.factor).toBeCloseTo(0.2, 6);
    const series = store.read("0700.HK")!;
    expect(series.columns.close[0]).toBeCloseTo(before / 5, 5);
    expect(series.findings).toMatchObject([{ kind: "restated-history", symbol: "0700.HK" }]);
    expect(series.splits).toHaveLength(1);
    expect(store.readStored("0700.HK")?.manifest.answers).toHaveLength(1);
    expectTruth(store, truth, "0700.HK");
  });

  it("replaces a history that a dividend restated", async () => {
    await update();
    truth.dividend("0700.HK", 3);
    truth.advance();
    expect(await update()).toMatchObject({ outcome: "replaced" });
    expectTruth(store, truth, "0700.HK");
    truth.advance();
    expect(await update()).toMatchObject({ outcome: "extended", restatement: null });
    expect(store.read("0700.HK")?.findings).toHaveLength(1); // the restatement stays on record
  });

  it("asks again for a hole that the exchange's other symbols do not have", async () => {
    for (const symbol of SYMBOLS) await update({}, WHOLE_HISTORY, symbol);
    market.server.fail("0700.HK", "null-rows", 1);
    truth.advance();
    for (const symbol of SYMBOLS) await update({}, WHOLE_HISTORY, symbol);
    const hole = truth.get("0700.HK").bars.at(-1)!.day;
    // Twelve sessions later the hole is final, and only the neighbours show that it is one.
    for (let session = 0; session < 12; session++) truth.advance();
    for (const symbol of ["3690.HK", "9988.HK"]) await update({}, WHOLE_HISTORY, symbol);
    const holed = store.readStored("0700.HK")!;
    const columns = { ...holed.series.columns, days: holed.series.columns.days.slice() };
    expect(columns.close.at(-1)).toBeNaN();
    expect(columns.days.at(-1)).toBe(hole);
    const result = await update();
    expect(result).toMatchObject({ sessionsAdded: 13, holesAfter: 0 });
    expectTruth(store, truth, "0700.HK");
  });

  it("asks for the whole after thirty parts", async () => {
    await update();
    for (let part = 0; part < 30; part++) await update();
    expect(store.readStored("0700.HK")?.manifest.answers).toHaveLength(31);
    await update();
    expect(store.readStored("0700.HK")?.manifest.answers).toHaveLength(1);
    const whole = asked().filter((period1) => period1 === asked()[0]);
    expect(whole).toHaveLength(2);
  });

  it("keeps what the source sent", async () => {
    const { manifest } = await update();
    const answer = store.archive.read(manifest.answers[0]!.sha256);
    expect(JSON.parse(new TextDecoder().decode(answer)).chart.result[0].meta.symbol).toBe("0700.HK");
    expect(answer).toHaveLength(manifest.answers[0]!.bytes);
  });
});

describe("an update from Eastmoney, whose prices are as traded", () => {
  it("goes on through a dividend and a split, and collects both", async () => {
    const eastmoney = new EastmoneyFeed({ baseUrl: market.url, now, ...HASTY });
    const go = () => updateStore(store, instrumentOf("3690.HK"), eastmoney, WHOLE_HISTORY);
    await go();
    truth.dividend("3690.HK", 1.25);
    truth.advance();
    expect(await go()).toMatchObject({ outcome: "extended", sessionsAdded: 1, restatement: null });
    for (let session = 0; session < 4; session++) truth.advance();
    truth.split("3690.HK", 2);
    truth.advance();
    expect(await go()).toMatchObject({ outcome: "extended", sessionsAdded: 5, restatement: null });
    for (let session = 0; session < 20; session++) truth.advance();
    await go();
    const { bars, splits, dividends } = truth.get("3690.HK");
    const series = store.read("3690.HK")!;
    expect([...series.columns.close]).toEqual(bars.map(({ close }) => close));
    expect(series.splits).toEqual(splits);
    expect(series.dividends).toEqual([{ day: dividends[0]!.day, amount: expect.closeTo(1.25, 2) }]);
    await eastmoney.close();
  });
});

describe("a fault", () => {
  it.each<MarketFault>([
    "429",
    "429-retry-later",
    "500",
    "hang",
    "cut",
    "truncated",
    "html",
    "forbidden",
    "404",
    "400",
    "empty",
    "null-result",
    "wrong-currency",
    "wrong-symbol",
    "no-adjclose",
  ])("%s is an error, and leaves the store as it was", async (fault) => {
    await update();
    const before = store.readStored("0700.HK");
    truth.advance();
    market.server.fail("0700.HK", fault);
    const error = await update().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MarketDataError);
    expect((error as MarketDataError).exitCode).toBe(3);
    expect((error as MarketDataError).issues[0]).toMatchObject({
      what: expect.any(String),
      fix: expect.any(String),
    });
    expect(store.readStored("0700.HK")).toEqual(before);
    market.server.heal();
    await update();
    expectTruth(store, truth, "0700.HK");
  });

  it.each<MarketFault>([
    "null-rows",
    "null-field",
    "zero-prices",
    "duplicate-last",
    "today",
    "null-currency",
    "short",
  ])("%s is gone with the next answer", async (fault) => {
    await update();
    truth.advance();
    market.server.fail("0700.HK", fault);
    await update().catch(() => undefined);
    market.server.heal();
    truth.advance();
    await update();
    expectTruth(store, truth, "0700.HK");
  });

  it("a restated history that was asked for whole is reported all the same", async () => {
    await update();
    truth.split("0700.HK", 2);
    truth.advance();
    const { outcome, restatement } = await update({ refetch: true });
    expect([outcome, restatement?.factor]).toEqual(["replaced", 0.5]);
    expect(store.read("0700.HK")?.findings.map(({ kind }) => kind)).toEqual(["restated-history"]);
    expectTruth(store, truth, "0700.HK");
  });

  it("that makes a history shorter is refused, even if the whole was asked for, until the loss is accepted", async () => {
    await update();
    market.server.fail("0700.HK", "short");
    const lacks = /the answer lacks \d+ of the \d+ sessions that are stored/;
    await expect(update()).rejects.toThrow(lacks);
    await expect(update({ refetch: true })).rejects.toThrow(lacks);
    await expect(update({ refetch: true })).rejects.toThrow("--refetch --accept-loss");
    expectTruth(store, truth, "0700.HK");
    // What was taken unseen is no "unchanged" history.
    const taken = await update({ refetch: true, acceptLoss: true });
    expect(taken.outcome).toBe("replaced");
    expect(taken.sessionsAdded).toBeLessThan(0);
    expect(store.read("0700.HK")?.columns.days).toHaveLength(3);
    expect(await update({ refetch: true })).toMatchObject({ outcome: "unchanged", sessionsAdded: 0 });
  });
});

it("two processes at once do not corrupt the store", async () => {
  const script = await bundleScript(new URL("./fetching-process.ts", import.meta.url));
  const args = [home, market.url, String(now()), "4", ...SYMBOLS];
  const children = [start(script, ...args), start(script, ...args)];
  expect(await Promise.all(children.map(ended))).toEqual([0, 0]);
  for (const symbol of SYMBOLS) expectTruth(store, truth, symbol);
  expect(store.list().issues).toEqual([]);
});

it("an abort leaves the store as it was", async () => {
  await update();
  const before = store.readStored("0700.HK");
  market.server.fail("0700.HK", "hang");
  const controller = new AbortController();
  const running = updateStore(store, tencent, feed, WHOLE_HISTORY, { signal: controller.signal });
  await expect.poll(() => market.server.requests.at(-1)?.fault, { timeout: 10_000 }).toBe("hang");
  controller.abort(new Error("stopped"));
  await expect(running).rejects.toThrow("stopped");
  expect(store.readStored("0700.HK")).toEqual(before);
});
