import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { isTradable } from "../../src/market/instrument.ts";
import { instrumentBook, instrumentFor, SHIPPED_INSTRUMENTS } from "../../src/market/instrument-book.ts";
import { canonicalSymbol } from "../../src/market/symbol.ts";
import { parseCalendarDay } from "../../src/time/calendar-day.ts";
import { EXCHANGE_CODES } from "../../src/time/exchange.ts";

describe("the shipped book", () => {
  const { entries } = SHIPPED_INSTRUMENTS;

  it("has complete, well-formed entries, spelt as Yahoo does, each name once", () => {
    const names = entries.flatMap((entry) => [entry.symbol, ...(entry.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
    for (const entry of entries) {
      expect(canonicalSymbol(entry.symbol)).toBe(entry.symbol);
      expect(EXCHANGE_CODES).toContain(entry.exchange);
      expect(entry.currency).toMatch(/^[A-Z]{3}$/);
      expect(entry.lot === null || (Number.isInteger(entry.lot) && entry.lot > 0)).toBe(true);
      for (const day of [entry.listed, entry.delisted]) {
        if (day !== undefined) expect(parseCalendarDay(day)).toBeDefined();
      }
      expect(isTradable(entry) || entry.lot === null).toBe(true);
    }
  });

  it("is what an editor completes symbols from", () => {
    const written = readFileSync(new URL("../../src/market/known-symbol.ts", import.meta.url), "utf8");
    const completed = [...written.matchAll(/^ {2}\| "(.+)"/gm)].map(([, symbol]) => symbol);
    expect(completed).toEqual(entries.map(({ symbol }) => symbol));
  });

  it("names a tradable instrument of the book instead of an index", () => {
    for (const entry of entries.filter((one) => one.tradeInstead !== undefined)) {
      expect(entry.type).toBe("index");
      expect(isTradable(instrumentFor(entry.tradeInstead as string).instrument)).toBe(true);
      expect(instrumentFor(entry.tradeInstead as string).origin).toBe("shipped");
    }
  });

  it("knows the lots of the Hong Kong cost notes", () => {
    const lots = ["0700.HK", "9988.HK", "0981.HK", "3033.HK"].map(
      (symbol) => instrumentFor(symbol).instrument.lot,
    );
    expect(lots).toEqual([100, 100, 500, 200]);
  });

  it("has every symbol that the shipped signals name", () => {
    const text = readFileSync(new URL("../../signals/china-policy.json", import.meta.url), "utf8");
    const lists = [...text.matchAll(/"symbols":\s*\[([^\]]*)\]/g)].map((match) => match[1] as string);
    const symbols = new Set(
      lists.flatMap((list) => [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1] as string)),
    );
    expect(symbols.size).toBeGreaterThanOrEqual(27);
    expect([...symbols].filter((symbol) => instrumentFor(symbol).origin !== "shipped")).toEqual([]);
  });
});

describe("instrumentFor", () => {
  it("finds an instrument under other vendors' spellings", () => {
    for (const [asked, symbol] of [
      ["00700.HK", "0700.HK"],
      ["513180.SH", "513180.SS"],
      ["HSTECH", "HSTECH.HK"],
      ["hsi", "^HSI"],
      ["USDHKD", "HKD=X"],
      ["USD/CNY", "CNY=X"],
    ] as const) {
      expect(instrumentFor(asked)).toMatchObject({ instrument: { symbol }, origin: "shipped" });
    }
  });

  it.each([
    ["0005.HK", "stock", "HKEX", "HKD", null],
    ["3188.HK", "etf", "HKEX", "HKD", null],
    ["9834.HK", "stock", "HKEX", "HKD", null],
    ["9067.HK", "etf", "HKEX", "USD", null],
    ["82833.HK", "etf", "HKEX", "CNY", null],
    ["600519.SS", "stock", "SSE", "CNY", 100],
    ["588000.SS", "etf", "SSE", "CNY", 100],
    ["000016.SS", "index", "SSE", "CNY", null],
    ["688981.SS", "stock", "SSE", "CNY", null],
    ["300750.SZ", "stock", "SZSE", "CNY", 100],
    ["159915.SZ", "etf", "SZSE", "CNY", 100],
    ["399006.SZ", "index", "SZSE", "CNY", null],
    ["VOD.L", "stock", "LSE", "GBP", null],
    ["7203.T", "stock", "TSE", "JPY", null],
    ["IBM", "stock", "NYSE", "USD", 1],
    ["AAPL", "stock", "NASDAQ", "USD", 1],
    ["BRK-B", "stock", "NYSE", "USD", 1],
    ["SGD=X", "currency-pair", "FX", "SGD", null],
    ["GBPJPY=X", "currency-pair", "FX", "JPY", null],
    ["^VIX", "index", "NYSE", "USD", null],
  ])("derives %s as %s on %s in %s, lot %j, and says so", (symbol, type, exchange, currency, lot) => {
    const found = instrumentFor(symbol);
    expect(found).toMatchObject({ instrument: { symbol, type, exchange, currency, lot }, origin: "derived" });
    expect(found.note).toContain(`${symbol} is in no book of instruments`);
  });

  it("takes the user's book before its own", () => {
    const mine = instrumentBook([{ ...instrumentFor("0700.HK").instrument, lot: 7 }]);
    expect(instrumentFor("00700.HK", mine)).toMatchObject({ instrument: { lot: 7 }, origin: "user" });
    expect(instrumentFor("9988.HK", mine).origin).toBe("shipped");
  });

  it.each([
    ["0700.HKG", 'did you mean "0700.HK"?'],
    ["HSTEHC.HQ", 'did you mean "HSTECH.HK"?'],
    ["KWEBB.XX", 'did you mean "KWEB"?'],
    ["600519", "name its exchange: 600519.SS or 600519.SZ"],
    ["5", "name its exchange: 0005.HK"],
    [
      "../../etc/passwd",
      "end it in one of .HK, .SS, .SZ, .L, .T, write =X behind a currency, or describe it in instruments.json",
    ],
  ])("refuses %s: %s", (symbol, fix) => {
    let issue: unknown;
    try {
      instrumentFor(symbol);
    } catch (error) {
      issue = (error as InputError).issues[0];
      expect(error).toBeInstanceOf(InputError);
    }
    expect(issue).toEqual({ what: `"${symbol}" is no symbol that edict can place`, at: symbol, fix });
  });
});
