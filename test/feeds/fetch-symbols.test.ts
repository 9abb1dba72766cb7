import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InputError, MarketDataError } from "../../src/errors.ts";
import { EastmoneyFeed } from "../../src/feeds/eastmoney-feed.ts";
import { type FetchProgress, failureOf, fetchSymbols } from "../../src/feeds/fetch-symbols.ts";
import { LiveFeed } from "../../src/feeds/live-feed.ts";
import { WHOLE_HISTORY } from "../../src/feeds/price-feed.ts";
import { openStore, type PriceStore } from "../../src/feeds/price-store.ts";
import { YahooFeed } from "../../src/feeds/yahoo-feed.ts";
import { expectTruth } from "../servers/expect-truth.ts";
import { instrumentOf } from "../servers/instrument-fixture.ts";
import { HASTY, useMarketServer } from "../servers/market-fixture.ts";

const SYMBOLS = Array.from({ length: 12 }, (_, index) => `${1000 + index}.HK`);
const market = useMarketServer((truth) => {
  for (const symbol of SYMBOLS) truth.add(symbol, "HKEX", "HKD", 30);
});
const { truth } = market.server;
const instruments = SYMBOLS.map((symbol) => instrumentOf(symbol));
const now = () => truth.now("1000.HK");

let home: string;
let store: PriceStore;
let yahoo: YahooFeed;
let eastmoney: EastmoneyFeed;
beforeAll(() => {
  yahoo = new YahooFeed({ baseUrl: market.url, now, ...HASTY });
  eastmoney = new EastmoneyFeed({ baseUrl: market.url, now, ...HASTY });
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "edict-fetch-"));
  store = openStore(home);
});
afterEach(() => rmSync(home, { recursive: true }));
afterAll(() => Promise.all([yahoo.close(), eastmoney.close()]));

const fetchAll = (options = {}, feed: YahooFeed | LiveFeed = yahoo) =>
  fetchSymbols(instruments, feed, store, WHOLE_HISTORY, { now, ...options });

describe("fetchSymbols", () => {
  it("stores every symbol, four at once, and tells of each", async () => {
    // Long enough for four requests to meet on a busy machine.
    market.server.delay = 150;
    const progress: FetchProgress[] = [];
    const fetches = await fetchAll({ onProgress: (one: FetchProgress) => progress.push(one) });
    expect(fetches.map(({ symbol, outcome, source }) => ({ symbol, outcome, source }))).toEqual(
      SYMBOLS.map((symbol) => ({ symbol, outcome: "created", source: "yahoo" })),
    );
    expect(progress.map(({ done }) => done)).toEqual(SYMBOLS.map((_, index) => index + 1));
    expect(progress[0]?.total).toBe(12);
    expect(market.server.mostAtOnce).toBe(4);
    for (const symbol of SYMBOLS) expectTruth(store, truth, symbol);
    expect(failureOf(fetches)).toBeUndefined();
  });

  it("goes on where it was stopped, and asks again for what failed only", async () => {
    market.server.fail("1003.HK", "404");
    const first = await fetchAll();
    expect(first.filter(({ outcome }) => outcome === "failed").map(({ symbol }) => symbol)).toEqual([
      "1003.HK",
    ]);
    market.server.heal();
    market.server.requests.length = 0;
    const second = await fetchAll();
    expect(second.map(({ outcome }) => outcome)).toEqual(
      SYMBOLS.map((symbol) => (symbol === "1003.HK" ? "created" : "current")),
    );
    expect(market.server.requests.map(({ name }) => name)).toEqual(["1003.HK"]);
  });

  it("leaves a source alone that refuses one symbol after another", async () => {
    market.server.fail("*", "forbidden");
    const fetches = await fetchAll({ concurrency: 1 });
    expect(market.server.requests).toHaveLength(3);
    expect(fetches.every(({ outcome }) => outcome === "failed")).toBe(true);
    expect(fetches[11]?.error?.issues[0]?.what).toBe("Yahoo refuses (HTTP 403); it was not asked again");
  });
});

describe("failureOf", () => {
  it("is market data that is not available (3), unless every symbol is a mistake (2)", async () => {
    const range = WHOLE_HISTORY;
    const wrong = await fetchSymbols([instrumentOf("A B")], yahoo, store, range, { now });
    expect(failureOf(wrong)).toBeInstanceOf(InputError);
    const both = await fetchSymbols([instrumentOf("A B"), instrumentOf("9999.HK")], yahoo, store, range, {
      now,
    });
    const failure = failureOf(both);
    expect(failure).toBeInstanceOf(MarketDataError);
    expect(failure?.issues).toHaveLength(2);
    expect(failure?.exitCode).toBe(3);
  });
});

describe("a live feed", () => {
  const live = () => new LiveFeed([yahoo, eastmoney]);

  it("is Yahoo while Yahoo answers", async () => {
    await fetchAll({}, live());
    expect(new Set(market.server.requests.map(({ service }) => service))).toEqual(new Set(["yahoo"]));
  });

  it("is Eastmoney where Yahoo refuses, symbol by symbol, and says why", async () => {
    market.server.fail("1003.HK", "html");
    const fetches = await fetchAll({}, live());
    expect(fetches.map(({ source }) => source)).toEqual(
      SYMBOLS.map((symbol) => (symbol === "1003.HK" ? "eastmoney" : "yahoo")),
    );
    expect(fetches[3]?.refusals[0]?.what).toContain("Yahoo sent a page instead of prices");
    expect(store.read("1003.HK")).toMatchObject({ source: "eastmoney", basis: "raw" });
  });

  it("never mixes two sources: each has a history of its own", async () => {
    await fetchAll({}, live());
    truth.advance();
    market.server.fail("1003.HK", "forbidden");
    await fetchAll({ maxAge: 0 }, live());
    expectTruthUpTo("1003.HK", "yahoo", truth.get("1003.HK").bars.length - 1);
    expect(store.read("1003.HK", "eastmoney")?.columns.days).toHaveLength(truth.get("1003.HK").bars.length);
    expect(store.read("1003.HK")?.source).toBe("eastmoney"); // it ends last
    market.server.heal();
    await fetchAll({ maxAge: 0 }, live());
    expect(store.read("1003.HK")?.source).toBe("yahoo");
  });

  it("does not pass a symbol on that Yahoo does not know: a misspelling must not be looked for elsewhere", async () => {
    const [fetched] = await fetchSymbols([instrumentOf("7777.HK")], live(), store, WHOLE_HISTORY, { now });
    expect(fetched?.error?.issues[0]?.what).toContain("Yahoo has no data for 7777.HK");
    expect(market.server.requests.every(({ service }) => service === "yahoo")).toBe(true);
  });

  it("names both sources where neither answers", async () => {
    market.server.fail("*", "forbidden");
    const [fetched] = await fetchSymbols([instrumentOf("1000.HK")], live(), store, WHOLE_HISTORY, { now });
    expect(fetched?.error?.issues.map(({ what }) => what)).toEqual([
      "Yahoo refuses (HTTP 403)",
      "Eastmoney refuses (HTTP 403)",
    ]);
  });

  it("stops asking Yahoo once it has refused three in a row", async () => {
    market.server.chooseFault = ({ service }) => (service === "yahoo" ? "forbidden" : undefined);
    const fetches = await fetchAll({ concurrency: 1 }, live());
    expect(fetches.every(({ source }) => source === "eastmoney")).toBe(true);
    expect(market.server.requests.filter(({ service }) => service === "yahoo")).toHaveLength(3);
  });

  it("works without a store, too", async () => {
    market.server.fail("1000.HK", "500");
    const series = await live().fetch("1000.HK", WHOLE_HISTORY, instrumentOf("1000.HK"));
    expect(series.source).toBe("eastmoney");
  });
});

// The last: a request that was on its way reaches the server after the abort, where the next test would count it.
it("keeps what is stored when it is aborted", async () => {
  market.server.delay = 10;
  const controller = new AbortController();
  const options = {
    signal: controller.signal,
    onProgress: ({ done }: FetchProgress) => {
      if (done === 3) controller.abort(new Error("stopped by the user"));
    },
  };
  await expect(fetchAll(options)).rejects.toThrow("stopped by the user");
  const { manifests, issues } = store.list();
  expect(issues).toEqual([]);
  expect(manifests.length).toBeGreaterThanOrEqual(3);
  expect(manifests.length).toBeLessThan(12);
});

function expectTruthUpTo(symbol: string, source: string, sessions: number): void {
  expect(store.read(symbol, source)?.columns.days).toHaveLength(sessions);
}
