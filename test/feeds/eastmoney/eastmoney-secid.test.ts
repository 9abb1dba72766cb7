import { expect, it } from "vitest";
import { eastmoneyListing } from "../../../src/feeds/eastmoney/eastmoney-secid.ts";
import type { ExchangeCode } from "../../../src/time/exchange.ts";
import { instrumentOf } from "../../servers/instrument-fixture.ts";

it.each<[string, ExchangeCode, string[], string, number]>([
  ["0700.HK", "HKEX", ["116.00700"], "HKD", 1],
  ["80700.HK", "HKEX", ["116.80700"], "CNY", 1], // the renminbi counter
  ["HSTECH.HK", "HKEX", ["124.HSTECH"], "HKD", 1],
  ["^HSI", "HKEX", ["100.HSI"], "HKD", 1],
  ["600519.SS", "SSE", ["1.600519"], "CNY", 100],
  ["000001.SZ", "SZSE", ["0.000001"], "CNY", 100],
  ["AAPL", "NASDAQ", ["105.AAPL", "106.AAPL", "107.AAPL"], "USD", 1],
  ["BABA", "NYSE", ["106.BABA", "107.BABA", "105.BABA"], "USD", 1],
  ["BRK-B", "NYSE", ["106.BRK_B", "107.BRK_B", "105.BRK_B"], "USD", 1],
  ["HKD=X", "FX", ["119.USDHKD"], "HKD", 1],
])("%s is looked for as it is listed", (symbol, exchange, secids, currency, sharesPerVolume) => {
  expect(eastmoneyListing(instrumentOf(symbol, exchange, currency))).toMatchObject({
    secids,
    currency,
    sharesPerVolume,
  });
});

it("a fund of New York is looked for on Arca first", () => {
  const fund = { ...instrumentOf("KWEB", "NYSE", "USD"), type: "etf" as const };
  expect(eastmoneyListing(fund).secids[0]).toBe("107.KWEB");
});

it.each(["CNY=X", "VOD.L", "7203.T", "^IXIC", "../x"])("%s is refused, not guessed", (symbol) => {
  expect(() => eastmoneyListing(instrumentOf(symbol, "LSE", "GBP"))).toThrow(
    `no prices that correspond to ${symbol}`,
  );
});
