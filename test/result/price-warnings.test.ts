import { describe, expect, it } from "vitest";
import { BarMark } from "../../src/market/bars.ts";
import { backtest } from "../../src/result/backtest.ts";
import type { RunConfig } from "../../src/result/run-config.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { defineStrategy } from "../../src/strategy/define-strategy.ts";
import { day, flatPrices, type SeriesFields, weekdays } from "../engine/price-table.ts";
import { holdRule, knownAtMinute } from "../engine/run-case.ts";

const DAYS = weekdays("2023-01-02", 60);
const strategy = defineStrategy({ name: "warned", hypothesis: "none", rules: [holdRule()] });
const OFF = { luck: 0, study: false, sensitivity: false } as const;

function warningOf(
  code: string,
  fields: SeriesFields,
  config: RunConfig = {},
  jumps: readonly number[] = [],
) {
  const signal = knownAtMinute(DAYS[20]!, "20:00", { id: "s" });
  const rates = flatPrices("HKD=X", DAYS, 7.8, { exchange: "FX", type: "currency-pair" });
  for (const index of jumps) rates.bars.marks[index] = BarMark.unconfirmed;
  return backtest(strategy, {
    signals: buildCatalogue([{ signal, at: "s" }]),
    prices: [flatPrices("X", DAYS, 100, fields), rates],
    config: { ...OFF, ...config },
  }).warnings.find((warning) => warning.code === code)?.message;
}

describe("prices with later dividends taken out", () => {
  const dividends = [
    { day: day(DAYS[10]!), amount: 1 },
    { day: day(DAYS[40]!), amount: 1 },
  ];

  it("are no prices for whole lots and least commissions, and the warning names the way out", () => {
    const message = warningOf("adjusted-sums", { dividends }, { wholeLots: true });
    expect(message).toContain("whole lots");
    expect(message).toContain("X (1 dividend after its first entry)");
    expect(message).toContain("--adjust split-only");
  });

  it("go without a word in fractions of shares, without dividends to come, or as they were paid", () => {
    expect(warningOf("adjusted-sums", { dividends }, { wholeLots: false })).toBeUndefined();
    expect(
      warningOf("adjusted-sums", { dividends: dividends.slice(0, 1) }, { wholeLots: true }),
    ).toBeUndefined();
    const paid = { dividends, adjustment: "split-only" } as const;
    expect(warningOf("adjusted-sums", paid, { wholeLots: true })).toBeUndefined();
  });
});

describe("a jump of an exchange rate", () => {
  it("is counted and named", () => {
    const message = warningOf("unconfirmed-rates", {}, { currency: "USD" }, [30]);
    expect(message).toContain("HKD=X: 1 close jumped");
    expect(message).toContain(DAYS[30]);
  });

  it("that there is none of goes without a word", () => {
    expect(warningOf("unconfirmed-rates", {}, { currency: "USD" })).toBeUndefined();
  });
});
