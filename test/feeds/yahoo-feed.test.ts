import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { InputError, MarketDataError } from "../../src/errors.ts";
import { FeedRefusal } from "../../src/feeds/feed-refusal.ts";
import { WHOLE_HISTORY } from "../../src/feeds/price-feed.ts";
import { YahooFeed } from "../../src/feeds/yahoo-feed.ts";
import { parseCalendarDay } from "../../src/time/calendar-day.ts";
import { instrumentOf } from "../servers/instrument-fixture.ts";
import type { MarketFault } from "../servers/market-fault.ts";
import { HASTY, useMarketServer } from "../servers/market-fixture.ts";

const market = useMarketServer((truth) => {
  truth.add("0700.HK", "HKEX", "HKD", 30);
  truth.add("^HSI", "HKEX", "HKD", 10);
  truth.add("HKD=X", "FX", "HKD", 10);
  truth.add("BABA", "NYSE", "USD", 12, "2024-03-04"); // across the change of clocks on 2024-03-10
  truth.dividend("0700.HK", 2);
  truth.advance();
  truth.split("0700.HK", 5);
  truth.advance();
  truth.advance();
});
const tencent = instrumentOf("0700.HK");
let feed: YahooFeed;
beforeAll(() => {
  feed = new YahooFeed({ baseUrl: market.url, now: () => market.server.truth.now("0700.HK"), ...HASTY });
});
afterAll(() => feed.close());

const ask = () => feed.fetch("0700.HK", WHOLE_HISTORY, tencent);
const refusalOf = async (fault: MarketFault) => {
  market.server.fail("0700.HK", fault);
  const error = await ask().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MarketDataError);
  return error as MarketDataError;
};

describe("what Yahoo sends", () => {
  it("becomes columns, split-adjusted, with adjusted close, splits and dividends", async () => {
    const series = await ask();
    const stated = market.server.truth.stated("0700.HK");
    expect([...series.columns.days]).toEqual(stated.map((bar) => bar.day));
    expect([...series.columns.close]).toEqual(stated.map((bar) => bar.close));
    expect([...series.columns.adjustedClose]).toEqual(stated.map((bar) => bar.adjustedClose));
    expect([...series.columns.volume]).toEqual(stated.map((bar) => bar.volume));
    expect(series).toMatchObject({
      symbol: "0700.HK",
      source: "yahoo",
      currency: "HKD",
      basis: "split-adjusted",
      columnsGiven: ["open", "high", "low", "close", "volume", "adjustedClose"],
      dividends: [{ day: stated[30]?.day, amount: 0.4 }], // 2 a share before the 5:1 split
      splits: [{ day: stated[31]?.day, ratio: 5 }],
      unfinishedDay: null,
      symbolsNamed: ["0700.HK"],
      synthetic: false,
      findings: [],
    });
  });

  it("is dated on the exchange's clocks, on both sides of a change of clocks", async () => {
    const later = new YahooFeed({
      baseUrl: market.url,
      now: () => market.server.truth.now("BABA"),
      ...HASTY,
    });
    const series = await later.fetch("BABA", WHOLE_HISTORY, instrumentOf("BABA", "NYSE", "USD"));
    await later.close();
    expect([...series.columns.days]).toEqual(market.server.truth.stated("BABA").map((bar) => bar.day));
  });

  it("is cut to the range, but keeps splits that came after it", async () => {
    const [first, second, third] = market.server.truth.stated("0700.HK");
    const series = await feed.fetch("0700.HK", { from: second!.day, to: third!.day }, tencent);
    expect(first!.day).toBeLessThan(second!.day);
    expect([...series.columns.days]).toEqual([second!.day, third!.day]);
    expect(series.splits).toHaveLength(1);
    expect(series.dividends).toEqual([]);
  });

  it("is kept byte for byte, with its hash", async () => {
    const { answers } = await feed.fetchRecorded("0700.HK", WHOLE_HISTORY, tencent);
    expect(answers).toHaveLength(1);
    expect(JSON.parse(new TextDecoder().decode(answers[0]!.bytes)).chart.error).toBeNull();
    expect(answers[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(["^HSI", "HKD=X"])("arrives for a symbol that must be escaped: %s", async (symbol) => {
    const exchange = symbol === "^HSI" ? "HKEX" : "FX";
    const series = await feed.fetch(symbol, WHOLE_HISTORY, instrumentOf(symbol, exchange));
    expect(series.columns.days).toHaveLength(13);
    expect(market.server.requests[0]?.name).toBe(symbol);
  });

  it.each(["", "..", ".", "A B", "A\nB", "x".repeat(65), "\ud800"])(
    "is not asked for %j, which is no symbol",
    async (symbol) => {
      await expect(feed.fetch(symbol, WHOLE_HISTORY, instrumentOf(symbol))).rejects.toThrow(InputError);
      expect(market.server.requests).toEqual([]);
    },
  );

  it("never reaches outside the chart service, whatever the symbol", async () => {
    const symbol = "../../../secret?x=1#y";
    await expect(feed.fetch(symbol, WHOLE_HISTORY, instrumentOf(symbol))).rejects.toThrow("no data for");
    expect(market.server.requests[0]?.url).toMatch(/^\/v8\/finance\/chart\/[^/?#]+\?useYfid=/);
  });
});

describe("odd answers that are data", () => {
  it("a null row stays in, as NaN", async () => {
    market.server.fail("0700.HK", "null-rows");
    const { columns } = await ask();
    expect(columns.days).toHaveLength(33);
    expect(columns.close.at(-1)).toBeNaN();
    expect(columns.close.at(-2)).toBeGreaterThan(0);
  });

  it("one null field is one NaN", async () => {
    market.server.fail("0700.HK", "null-field");
    const { columns } = await ask();
    expect(columns.close.at(-1)).toBeNaN();
    expect(columns.open.at(-1)).toBeGreaterThan(0);
  });

  it("without adjclose, the column is not given", async () => {
    market.server.fail("0700.HK", "no-adjclose");
    const series = await ask();
    expect(series.columnsGiven).toEqual(["open", "high", "low", "close", "volume"]);
    expect(series.columns.adjustedClose[0]).toBeNaN();
  });

  it("zero prices come through for the quality check to refuse", async () => {
    market.server.fail("0700.HK", "zero-prices");
    expect((await ask()).columns.close.at(-1)).toBe(0);
  });

  it("a null currency is no currency, not an error", async () => {
    market.server.fail("0700.HK", "null-currency");
    const series = await ask();
    expect(series.currency).toBeNull();
    expect(series.findings).toEqual([
      expect.objectContaining({
        kind: "currency-unit",
        action: "kept",
        what: expect.stringContaining("HKD"),
      }),
    ]);
  });

  it("the last session twice is one row and one finding", async () => {
    market.server.fail("0700.HK", "duplicate-last");
    const series = await ask();
    expect(series.columns.days).toHaveLength(33);
    expect(series.findings).toMatchObject([
      { kind: "duplicate-session", symbol: "0700.HK", action: "left-out" },
    ]);
  });

  it("today's bar is marked as unfinished", async () => {
    market.server.fail("0700.HK", "today");
    const series = await ask();
    expect(series.columns.days).toHaveLength(34);
    expect(series.unfinishedDay).toBe(market.server.truth.nextDay("0700.HK"));
  });
});

describe("answers that are errors", () => {
  it.each<[MarketFault, string]>([
    ["404", "Yahoo has no data for 0700.HK; it says: No data found, symbol may be delisted"],
    ["400", "Yahoo has no prices of 0700.HK in the range asked for; it says: Data doesn't exist"],
    ["empty", "it has no rows"],
    ["null-result", "Yahoo answered without prices for 0700.HK"],
    ["wrong-currency", "its prices are in JPY, but 0700.HK is on record in HKD"],
    ["wrong-symbol", "it is about OTHER"],
  ])("%s says what is wrong with this symbol, and is no refusal", async (fault, what) => {
    const error = await refusalOf(fault);
    expect(error).not.toBeInstanceOf(FeedRefusal);
    expect(error.exitCode).toBe(3);
    expect(error.issues[0]?.what).toContain(what);
    expect(error.issues[0]?.at).toBe(`${market.url}/v8/finance/chart/0700.HK`);
    expect(error.issues[0]?.fix).toBeTruthy();
  });

  it.each<[MarketFault, string, string, number]>([
    ["429", "rate-limited", "too many requests (HTTP 429), 3 times in a row", 3],
    ["429-retry-later", "rate-limited", "it asks to wait 3600 s", 1],
    ["500", "server-error", "failed (HTTP 500), 3 times", 3],
    ["hang", "timeout", "did not answer within 1 s, 3 times", 3],
    ["cut", "network", "could not be reached", 3],
    ["truncated", "network", "broke its answer off after", 3],
    ["html", "not-data", 'a page instead of prices: "Your privacy choices"', 1],
    ["forbidden", "forbidden", "Yahoo refuses (HTTP 403)", 1],
  ])("%s is a refusal after the retries it deserves", async (fault, reason, what, requests) => {
    const error = await refusalOf(fault);
    expect(error).toBeInstanceOf(FeedRefusal);
    expect((error as FeedRefusal).reason).toBe(reason);
    expect(error.issues[0]?.what).toContain(what);
    expect(error.exitCode).toBe(3);
    expect(market.server.requests).toHaveLength(requests);
  });

  it.each<MarketFault>(["429", "429-retry-after", "500", "hang", "cut", "truncated"])(
    "%s once is forgotten after a retry",
    async (fault) => {
      market.server.fail("0700.HK", fault, 1);
      expect((await ask()).columns.days).toHaveLength(33);
      expect(market.server.requests).toHaveLength(2);
    },
  );

  it("a server that is not there is a refusal that names the address", async () => {
    const nobody = new YahooFeed({ baseUrl: "http://127.0.0.1:59999", ...HASTY });
    await expect(nobody.fetch("0700.HK", WHOLE_HISTORY, tencent)).rejects.toThrow(
      /could not be reached: .*127\.0\.0\.1:59999/,
    );
    await nobody.close();
  });

  it("an abort ends the request and its retries", async () => {
    market.server.fail("0700.HK", "hang");
    const controller = new AbortController();
    const asked = feed.fetchRecorded("0700.HK", WHOLE_HISTORY, tencent, controller.signal);
    await expect.poll(() => market.server.requests.length, { timeout: 10_000 }).toBe(1);
    controller.abort(new Error("stopped by the user"));
    await expect(asked).rejects.toThrow("stopped by the user");
    expect(market.server.requests).toHaveLength(1);
  });
});

it("prints nothing, whatever the library would say", async () => {
  const spies = (["log", "info", "warn", "error", "debug", "dir"] as const).map((name) =>
    vi.spyOn(console, name),
  );
  const wrote = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
  for (const fault of ["429", "404", "html", "null-result", "null-currency", "empty"] as const) {
    market.server.fail("0700.HK", fault);
    await ask().catch(() => undefined);
  }
  for (const spy of [...spies, ...wrote]) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

const SHARED = fileURLToPath(new URL("../../../shared/yahoo/", import.meta.url));
describe.skipIf(!existsSync(SHARED))("answers as the real service sends them (../shared/yahoo)", () => {
  /** Serves one file, whatever is asked. */
  const serve = async (
    file: string,
    symbol: string,
    exchange: "HKEX" | "NASDAQ" | "FX",
    currency: string,
  ) => {
    const { createServer } = await import("node:http");
    const body = readFileSync(SHARED + file);
    const server = createServer((_, response) => response.end(body));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    // An hour after the last trade of the youngest file, 2026-09-24 08:08 UTC.
    const now = () => 1_790_237_309_000 + 3_600_000;
    const real = new YahooFeed({ baseUrl: `http://127.0.0.1:${port}`, now, ...HASTY });
    try {
      return await real.fetch(symbol, WHOLE_HISTORY, instrumentOf(symbol, exchange, currency));
    } finally {
      await real.close();
      server.close();
    }
  };

  it("a year of 0700.HK", async () => {
    const series = await serve("0700.HK.1d.1y.json", "0700.HK", "HKEX", "HKD");
    expect(series.columns.days).toHaveLength(246);
    expect(series.columns.days[0]).toBe(parseCalendarDay("2025-09-24"));
    expect(series.columns.days.at(-1)).toBe(parseCalendarDay("2026-09-24"));
    expect(series.columns.close.at(-1)).toBe(438.3999938964844);
    expect(series.unfinishedDay).toBeNull();
  });

  it("a 4:1 split of AAPL and its dividend", async () => {
    const series = await serve("AAPL.split.json", "AAPL", "NASDAQ", "USD");
    expect(series.splits).toEqual([{ day: parseCalendarDay("2020-08-31"), ratio: 4 }]);
    expect(series.dividends).toEqual([{ day: parseCalendarDay("2020-11-06"), amount: 0.205 }]);
  });

  it("a currency whose last session comes twice, first without a close", async () => {
    const series = await serve("HKD=X.null-close.json", "HKD=X", "FX", "HKD");
    expect(series.columns.days).toHaveLength(5);
    expect(series.columns.close.at(-1)).toBe(7.8420000076293945);
    expect(series.unfinishedDay).toBe(parseCalendarDay("2026-09-24"));
    expect(series.findings[0]?.what).toContain("with closes null and 7.842");
  });

  it.each(["chart-notimestamp-quotes-length.fake.json", "chart-notimestamp-weird-quote.fake.json"])(
    "%s is refused in words",
    async (file) => {
      await expect(serve(file, "AAPL", "NASDAQ", "USD")).rejects.toThrow(
        /Yahoo's answer for AAPL cannot be read/,
      );
    },
  );
});
