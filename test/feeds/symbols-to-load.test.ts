import { describe, expect, it } from "vitest";
import { symbolsToLoad } from "../../src/feeds/symbols-to-load.ts";
import { SHIPPED_INSTRUMENTS } from "../../src/market/instrument-book.ts";
import { strategySymbols } from "../../src/result/strategy-symbols.ts";
import { defineStrategy } from "../../src/strategy/define-strategy.ts";
import { resolveStrategy } from "../../src/strategy/resolve-strategy.ts";

const words = { name: "case", hypothesis: "none" };

function required(strategy: Parameters<typeof defineStrategy>[0], book: string | null) {
  const resolved = resolveStrategy(defineStrategy(strategy), {}, "case");
  return symbolsToLoad(strategySymbols(resolved, [], "safe"), book, SHIPPED_INSTRUMENTS)
    .filter((one) => !one.isOptional)
    .map((one) => one.symbol);
}

describe("the symbols that a strategy needs", () => {
  it("are what its legs trade, with the exchange rates for it", () => {
    const rules = [
      {
        on: {},
        legs: ["KWEB", "0700.HK"].map((instrument) => ({ instrument, side: "long" as const, weight: 0.5 })),
        exit: { afterSessions: 2 },
      },
    ];
    expect(required({ ...words, rules }, null)).toEqual(["KWEB", "0700.HK", "HKD=X"]);
    expect(required({ ...words, rules }, "CNY")).toEqual(["KWEB", "0700.HK", "CNY=X", "HKD=X"]);
  });

  it("are what onSession may trade, with the exchange rates for it", () => {
    const byHand = { ...words, instruments: ["KWEB", "0700.HK"], onSession: () => undefined };
    expect(required(byHand, null)).toEqual(["KWEB", "0700.HK", "HKD=X"]);
    expect(required({ ...words, instruments: ["0700.HK"], onSession: () => undefined }, null)).toEqual([
      "0700.HK",
    ]);
  });

  it("are what callbacks look at, which needs no exchange rate", () => {
    const rules = [
      {
        on: {},
        where: () => true,
        legs: [{ instrument: "KWEB", side: "long" as const }],
        exit: { afterSessions: 2 },
      },
    ];
    expect(required({ ...words, instruments: ["^HSI"], rules }, null)).toEqual(["KWEB", "^HSI"]);
  });
});
