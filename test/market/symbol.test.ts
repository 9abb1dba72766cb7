import { describe, expect, it } from "vitest";
import { canonicalSymbol, isSameSymbol } from "../../src/market/symbol.ts";

it.each([
  ["0700.HK", "0700.HK"],
  ["00700.HK", "0700.HK"],
  ["700.hk", "0700.HK"],
  ["hk00700", "0700.HK"],
  ["HK.00700", "0700.HK"],
  ["80700.HK", "80700.HK"],
  ["513180.SH", "513180.SS"],
  ["sh513180", "513180.SS"],
  ["600519.XSHG", "600519.SS"],
  ["sz.000001", "000001.SZ"],
  ["BABA.N", "BABA"],
  ["baba.us", "BABA"],
  ["USDHKD", "HKD=X"],
  ["USD/HKD", "HKD=X"],
  ["usdhkd=x", "HKD=X"],
  ["EUR-USD", "EURUSD=X"],
  ["HKD=X", "HKD=X"],
  ["^HSI", "^HSI"],
  ["HSTECH.HK", "HSTECH.HK"],
  ["VOD.L", "VOD.L"],
  [" KWEB ", "KWEB"],
])("canonicalSymbol(%j) is %j", (text, expected) => {
  expect(canonicalSymbol(text)).toBe(expected);
  expect(canonicalSymbol(expected)).toBe(expected);
});

describe("isSameSymbol", () => {
  it("lets a name without an exchange match any", () => {
    for (const [a, b] of [
      ["HSTECH", "HSTECH.HK"],
      ["700", "0700.HK"],
      ["00700", "0700.HK"],
      ["HSI", "^HSI"],
      ["USDHKD", "HKD=X"],
      ["513180", "513180.SH"],
    ] as const) {
      expect([isSameSymbol(a, b), isSameSymbol(b, a)]).toEqual([true, true]);
    }
  });

  it("tells others apart, also by exchange alone", () => {
    for (const [a, b] of [
      ["1810.HK", "9988.HK"],
      ["0001.HK", "000001.SS"],
      ["BABA", "BIDU"],
      ["CNY=X", "HKD=X"],
      ["7001", "0700.HK"],
    ] as const) {
      expect([isSameSymbol(a, b), isSameSymbol(b, a)]).toEqual([false, false]);
    }
  });
});
