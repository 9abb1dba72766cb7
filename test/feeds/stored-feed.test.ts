import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { MarketDataError } from "../../src/errors.ts";
import { cutToRange } from "../../src/feeds/cut-to-range.ts";
import { FrozenFeed } from "../../src/feeds/frozen-feed.ts";
import { WHOLE_HISTORY } from "../../src/feeds/price-feed.ts";
import { openStore, type PriceStore } from "../../src/feeds/price-store.ts";
import { StoredFeed } from "../../src/feeds/stored-feed.ts";
import { YahooFeed } from "../../src/feeds/yahoo-feed.ts";
import { instrumentOf } from "../servers/instrument-fixture.ts";
import { HASTY, useMarketServer } from "../servers/market-fixture.ts";
import { daysFrom, seriesOf } from "./store/series-fixture.ts";

const market = useMarketServer((truth) => truth.add("0700.HK", "HKEX", "HKD", 40));
const { truth } = market.server;
const tencent = instrumentOf("0700.HK");
const now = () => truth.now("0700.HK");

let home: string;
let store: PriceStore;
let yahoo: YahooFeed;
beforeAll(() => {
  yahoo = new YahooFeed({ baseUrl: market.url, now, ...HASTY });
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "edict-stored-"));
  store = openStore(home);
});
afterEach(() => rmSync(home, { recursive: true }));
afterAll(() => yahoo.close());

const stored = (options = {}) => new StoredFeed(store, yahoo, { now, ...options });

it("fetches what is not stored, and reads what is stored and final without a network", async () => {
  const bars = truth.get("0700.HK").bars;
  const range = { from: bars[5]!.day, to: bars[20]!.day };
  const first = await stored().fetch("0700.HK", range, tencent);
  expect(first.columns.days).toHaveLength(16);
  market.server.fail("*", "500"); // as good as disconnected
  expect(await stored({ maxAge: 0 }).fetch("0700.HK", range, tencent)).toEqual(first);
  expect(new FrozenFeed(store).read("0700.HK", range)).toEqual(first);
  expect(market.server.requests).toHaveLength(1);
});

it("never passes an old history off as today's", async () => {
  await stored().fetch("0700.HK", WHOLE_HISTORY, tencent);
  market.server.fail("*", "500");
  await expect(stored({ maxAge: 0 }).fetch("0700.HK", WHOLE_HISTORY, tencent)).rejects.toThrow(
    MarketDataError,
  );
  expect(new FrozenFeed(store).read("0700.HK", WHOLE_HISTORY).columns.days).toHaveLength(40);
});

it("frozen, it says what to fetch", async () => {
  const frozen = new FrozenFeed(store);
  await expect(frozen.fetch("0700.HK", WHOLE_HISTORY)).rejects.toThrow("edict prices fetch 0700.HK");
  const bars = truth.get("0700.HK").bars;
  await stored().fetch("0700.HK", { from: bars[5]!.day, to: null }, tencent);
  expect(() => frozen.read("0700.HK", { from: bars[0]!.day, to: null })).toThrow(
    "fetched from 2024-01-09 on, not from 2024-01-02",
  );
  expect(() => frozen.read("0700.HK", { from: bars[5]!.day + 9000, to: null })).toThrow(
    "no prices of 0700.HK between",
  );
  expect(() => new FrozenFeed(store, "eastmoney").read("0700.HK", WHOLE_HISTORY)).toThrow(
    "no prices of 0700.HK are stored",
  );
});

it("a cut keeps splits, drops dividends outside, and shares memory where days increase", () => {
  const series = seriesOf(daysFrom(0, 10), {
    dividends: [
      { day: 2, amount: 1 },
      { day: 8, amount: 1 },
    ],
    splits: [{ day: 9, ratio: 2 }],
    unfinishedDay: 9,
  });
  const cut = cutToRange(series, { from: 3, to: 8 });
  expect([...cut.columns.days]).toEqual([3, 4, 5, 6, 7, 8]);
  expect(cut).toMatchObject({ dividends: [{ day: 8 }], splits: [{ day: 9 }], unfinishedDay: null });
  expect(cut.columns.close.buffer).toBe(series.columns.close.buffer);
  expect(cutToRange(series, WHOLE_HISTORY)).toBe(series);
});

it("a cut of unsorted rows leaves their order as it is", () => {
  const cut = cutToRange(
    seriesOf([
      [5, 1],
      [1, 2],
      [9, 3],
      [2, 4],
      [5, 5],
    ]),
    { from: 2, to: 5 },
  );
  expect([...cut.columns.days]).toEqual([5, 2, 5]);
  expect([...cut.columns.close]).toEqual([1, 4, 5]);
});
