import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MarketDataError } from "../../src/errors.ts";
import { EastmoneyFeed } from "../../src/feeds/eastmoney-feed.ts";
import { FeedRefusal } from "../../src/feeds/feed-refusal.ts";
import { WHOLE_HISTORY } from "../../src/feeds/price-feed.ts";
import { instrumentOf } from "../servers/instrument-fixture.ts";
import type { MarketFault } from "../servers/market-fault.ts";
import { HASTY, useMarketServer } from "../servers/market-fixture.ts";

const market = useMarketServer((truth) => {
  truth.add("0700.HK", "HKEX", "HKD", 40);
  truth.add("HSTECH.HK", "HKEX", "HKD", 40);
  truth.add("600519.SS", "SSE", "CNY", 40);
  truth.add("KWEB", "NYSE", "USD", 40);
  truth.dividend("0700.HK", 2);
  for (let session = 0; session < 20; session++) truth.advance();
  truth.split("0700.HK", 5);
  for (let session = 0; session < 20; session++) truth.advance();
});
const { truth } = market.server;
const tencent = instrumentOf("0700.HK");
let feed: EastmoneyFeed;
beforeAll(() => {
  feed = new EastmoneyFeed({ baseUrl: market.url, now: () => truth.now("0700.HK"), ...HASTY });
});
afterAll(() => feed.close());
const ask = () => feed.fetch("0700.HK", WHOLE_HISTORY, tencent);

describe("what Eastmoney sends", () => {
  it("becomes prices as traded, with the dividends and splits behind the adjusted ones", async () => {
    const { bars, dividends, splits } = truth.get("0700.HK");
    const series = await ask();
    expect([...series.columns.days]).toEqual(bars.map(({ day }) => day));
    for (const name of ["open", "high", "low", "close", "volume"] as const) {
      expect([...series.columns[name]]).toEqual(bars.map((bar) => bar[name]));
    }
    expect(series).toMatchObject({
      symbol: "0700.HK",
      source: "eastmoney",
      currency: "HKD",
      basis: "raw",
      columnsGiven: ["open", "high", "low", "close", "volume"],
      splits,
      unfinishedDay: null,
      findings: [],
    });
    expect(series.dividends).toEqual([{ day: dividends[0]!.day, amount: expect.closeTo(2, 2) }]);
  });

  it("is asked for twice, as traded and adjusted, and both answers are kept", async () => {
    const { answers } = await feed.fetchRecorded("0700.HK", WHOLE_HISTORY, tencent);
    expect(answers).toHaveLength(2);
    expect(market.server.requests.map(({ url }) => new URLSearchParams(url).get("fqt"))).toEqual(["0", "1"]);
    expect(market.server.requests.map(({ name }) => name)).toEqual(["116.00700", "116.00700"]);
  });

  it("is asked for once where nothing is paid: HSTECH, an index", async () => {
    const series = await feed.fetch("HSTECH.HK", WHOLE_HISTORY, instrumentOf("HSTECH.HK"));
    expect(series.columns.days).toHaveLength(80);
    expect(market.server.requests.map(({ name }) => name)).toEqual(["124.HSTECH"]);
  });

  it("has mainland volumes in hands of a hundred, which become shares", async () => {
    const series = await feed.fetch("600519.SS", WHOLE_HISTORY, instrumentOf("600519.SS", "SSE", "CNY"));
    expect([...series.columns.volume]).toEqual(truth.get("600519.SS").bars.map(({ volume }) => volume));
  });

  it("is looked for on each American market until one has it", async () => {
    const series = await feed.fetch("KWEB", WHOLE_HISTORY, instrumentOf("KWEB", "NYSE", "USD"));
    expect(series.columns.days).toHaveLength(80);
    expect(market.server.requests.map(({ name }) => name)).toEqual(["106.KWEB", "107.KWEB", "107.KWEB"]);
  });

  it("is cut to the range, events and all, but for splits", async () => {
    const { bars } = truth.get("0700.HK");
    const series = await feed.fetch("0700.HK", { from: bars[10]!.day, to: bars[19]!.day }, tencent);
    expect([...series.columns.days]).toEqual(bars.slice(10, 20).map(({ day }) => day));
    expect(series.dividends).toEqual([]);
    expect(series.splits).toHaveLength(1);
  });

  it("marks today's bar as unfinished", async () => {
    market.server.fail("116.00700", "today");
    const series = await ask();
    expect(series.unfinishedDay).toBe(truth.nextDay("0700.HK"));
  });

  it("prints a price that is missing as -, which is NaN", async () => {
    market.server.fail("116.00700", "null-rows");
    expect((await ask()).columns.close.at(-1)).toBeNaN();
  });
});

describe("a fault", () => {
  it.each<[MarketFault, string]>([
    ["404", "Eastmoney has no prices of 0700.HK"],
    ["null-result", "Eastmoney has no prices of 0700.HK"],
    ["empty", "Eastmoney has no prices of 0700.HK"],
    ["wrong-symbol", "was asked for 00700 and sent 99999"],
  ])("%s is an error about the symbol", async (fault, what) => {
    market.server.fail("116.00700", fault);
    const error = await ask().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MarketDataError);
    expect(error).not.toBeInstanceOf(FeedRefusal);
    expect((error as Error).message).toContain(what);
  });

  it.each<[MarketFault, string, number]>([
    ["429", "rate-limited", 3],
    ["500", "server-error", 3],
    ["hang", "timeout", 3],
    ["cut", "network", 3],
    ["truncated", "network", 3],
    ["html", "not-data", 1],
    ["forbidden", "forbidden", 1],
  ])("%s is a refusal, and sends the library to no other host", async (fault, reason, requests) => {
    market.server.fail("1.600519", fault);
    const error = await feed
      .fetch("600519.SS", WHOLE_HISTORY, instrumentOf("600519.SS", "SSE", "CNY"))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FeedRefusal);
    expect((error as FeedRefusal).reason).toBe(reason);
    expect(market.server.requests).toHaveLength(requests);
  });

  it.each<MarketFault>(["429-retry-after", "500", "cut", "truncated"])(
    "%s once is forgotten",
    async (fault) => {
      market.server.fail("116.00700", fault, 1);
      expect((await ask()).columns.days).toHaveLength(80);
    },
  );

  it("a currency other than the instrument's is refused", async () => {
    await expect(feed.fetch("0700.HK", WHOLE_HISTORY, { ...tencent, currency: "USD" })).rejects.toThrow(
      "are in HKD, but it is on record in USD",
    );
  });

  it("an abort is no error of Eastmoney's", async () => {
    market.server.fail("116.00700", "hang");
    const controller = new AbortController();
    const asked = feed.fetchRecorded("0700.HK", WHOLE_HISTORY, tencent, controller.signal);
    await expect.poll(() => market.server.requests.length, { timeout: 10_000 }).toBe(1);
    controller.abort(new Error("stopped by the user"));
    await expect(asked).rejects.toThrow("stopped by the user");
  });
});
