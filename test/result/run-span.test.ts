import { describe, expect, it } from "vitest";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { backtest } from "../../src/result/backtest.ts";
import type { RunConfig } from "../../src/result/run-config.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { defineStrategy } from "../../src/strategy/define-strategy.ts";
import { param } from "../../src/strategy/param.ts";
import { flatPrices, weekdays } from "../engine/price-table.ts";
import { holdRule, knownAtMinute } from "../engine/run-case.ts";

const strategy = defineStrategy({
  name: "spans",
  hypothesis: "none",
  params: { minStance: param.number(0.4, { min: -1, max: 1 }) },
  rules: ({ minStance }) => [holdRule({ on: { stance: { atLeast: minStance } } })],
});
const SIGNALS = [
  knownAtMinute("2023-03-01", "20:00", { id: "weak", stance: 0.1 }),
  knownAtMinute("2023-06-01", "20:00", { id: "strong", stance: 0.9 }),
];
const YEARS = weekdays("2021-11-15", 700);

function spanOf(prices: readonly PriceSeries[], params = {}, config: RunConfig = {}, signals = SIGNALS) {
  const { span, warnings, summary } = backtest(strategy, {
    signals: buildCatalogue(signals.map((signal) => ({ signal, at: signal.id }))),
    prices,
    params,
    config: { luck: 0, study: false, sensitivity: false, ...config },
  });
  return { ...span, codes: warnings.map((one) => one.code), volatility: summary.annualisedVolatility };
}

describe("the span of a run", () => {
  const prices = [flatPrices("X", YEARS)];

  it("is that of the prices, whichever signals a rule selects", () => {
    const all = { from: YEARS[0], to: YEARS.at(-1), sessions: 700 };
    for (const minStance of [-1, 0.4, 1]) expect(spanOf(prices, { minStance })).toMatchObject(all);
  });

  it("is not changed by a signal that no rule asks for, be it the first of all", () => {
    const early = knownAtMinute("2021-12-01", "20:00", { id: "early", stance: -0.5 });
    const { codes: _, ...span } = spanOf(prices);
    expect(spanOf(prices, {}, {}, [early, ...SIGNALS])).toMatchObject(span);
  });

  it("is as asked where it is asked for", () => {
    const asked = { from: "2023-01-02", to: "2023-12-29" };
    expect(spanOf(prices, {}, asked)).toMatchObject(asked);
  });

  it("of prices that were fetched begins with the catalogue's year: a feed goes back as far as it can", () => {
    const fetched = prices.map((series) => ({ ...series, source: "yahoo" }));
    expect(spanOf(fetched)).toMatchObject({ from: "2023-01-02", to: YEARS.at(-1) });
    expect(spanOf(fetched, { minStance: 1 })).toMatchObject({ from: "2023-01-02" });
  });

  it("begins with the first exchange rate that a fill could use", () => {
    const rates = flatPrices("HKD=X", YEARS.slice(3), 7.8, { exchange: "FX", type: "currency-pair" });
    expect(spanOf([...prices, rates], {}, { currency: "USD" })).toMatchObject({ from: YEARS[4] });
  });

  it("ends with the last exchange rate where the prices go on for weeks, and says so", () => {
    const fx = { exchange: "FX", type: "currency-pair" } as const;
    const short = flatPrices("HKD=X", YEARS.slice(0, 600), 7.8, fx);
    const cut = spanOf([...prices, short], {}, { currency: "USD" });
    expect(cut).toMatchObject({ to: YEARS[599] });
    expect(cut.codes).toContain("rates-end");
    const nearly = flatPrices("HKD=X", YEARS.slice(0, 695), 7.8, fx);
    expect(spanOf([...prices, nearly], {}, { currency: "USD" })).toMatchObject({ to: YEARS.at(-1) });
    // Asked for by name, days without a rate are an error; so is a hole between rates.
    const { to, message } = { to: YEARS.at(-1)!, message: /no exchange rate HKD=X for/ };
    expect(() => spanOf([...prices, short], {}, { currency: "USD", to })).toThrow(message);
    const holed = flatPrices("HKD=X", [...YEARS.slice(0, 100), ...YEARS.slice(120)], 7.8, fx);
    expect(() => spanOf([...prices, holed], {}, { currency: "USD" })).toThrow(message);
  });

  it("that begins long before the first signal of the catalogue is said to", () => {
    expect(spanOf(prices).codes).toContain("idle-beginning");
    expect(spanOf([flatPrices("X", weekdays("2023-02-20", 300))]).codes).not.toContain("idle-beginning");
    expect(spanOf(prices, {}, { from: YEARS[0]! }).codes).not.toContain("idle-beginning");
  });
});
