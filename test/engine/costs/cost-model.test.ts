import { describe, expect, it } from "vitest";
import { costOfFill, proportionalRate } from "../../../src/engine/costs/cost-model.ts";
import type { CostedFill } from "../../../src/engine/costs/costed-fill.ts";
import { mainlandCosts } from "../../../src/engine/costs/mainland-costs.ts";
import { unitedStatesCosts } from "../../../src/engine/costs/united-states-costs.ts";
import type { Instrument } from "../../../src/market/instrument.ts";
import type { CostConfig } from "../../../src/strategy/cost-spec.ts";
import { expectRelative } from "../../expect-relative.ts";
import { day } from "../price-table.ts";
import { ZERO_COSTS } from "../zero-costs.ts";

const INDEX: Instrument = {
  symbol: "HSTECH.HK",
  name: "Hang Seng Tech",
  type: "index",
  exchange: "HKEX",
  currency: "HKD",
  lot: null,
};
const STOCK: Instrument = { ...INDEX, symbol: "0700.HK", type: "stock" };

const fill = (fields: Partial<CostedFill> = {}): CostedFill => ({
  day: day("2024-01-02"),
  value: 100_000,
  quantity: 1_000,
  isBuy: true,
  dailyVolatility: 0.02,
  meanVolume: 100_000,
  ...fields,
});

describe("costOfFill", () => {
  it.each<[string, Partial<CostConfig>, Instrument, number]>([
    ["commission", { bps: 10 }, STOCK, 100],
    ["the least commission", { bps: 1, minimum: 18 }, STOCK, 18],
    ["half the spread", { halfSpreadBps: 5 }, STOCK, 50],
    ["duties", { statutory: true }, STOCK, 110.5],
    ["no duties of an index", { statutory: true }, INDEX, 0],
    // 0.5 x 2% x sqrt(1,000 / 100,000) x 100,000 = 0.5 x 0.02 x 0.1 x 100,000
    ["impact", { impact: { coefficient: 0.5 } }, STOCK, 100],
    ["no impact of an index", { impact: { coefficient: 0.5 } }, INDEX, 0],
    [
      "all of them",
      { bps: 10, halfSpreadBps: 5, statutory: true, impact: { coefficient: 0.5 } },
      STOCK,
      360.5,
    ],
  ])("%s", (_, costs, instrument, expected) => {
    expectRelative(costOfFill({ ...ZERO_COSTS, ...costs }, instrument, fill()), expected);
  });

  it("knows which costs are a fixed fraction of the value", () => {
    const rate = (costs: Partial<CostConfig>, instrument = STOCK) =>
      proportionalRate({ ...ZERO_COSTS, ...costs }, instrument);
    expectRelative(rate({ bps: 10, halfSpreadBps: 5 })!, 0.0015);
    expect(rate({ bps: 10, statutory: true })).toBeNull();
    expect(rate({ bps: 10, statutory: true }, INDEX)).toBe(0.001);
    expect(rate({ bps: 10, statutory: true }, { ...STOCK, exchange: "TSE" })).toBe(0.001);
    expect(rate({ minimum: 1 })).toBeNull();
    expect(rate({ impact: { coefficient: 1 } })).toBeNull();
  });
});

describe("unitedStatesCosts", () => {
  it.each([
    ["a purchase", { isBuy: true }, 0],
    // 100,000 x 8 per million + 1,000 x 0.000145
    ["a sale", { day: day("2023-06-01") }, 0.8 + 0.145],
    // 100,000 x 27.8 per million + 1,000 x 0.000166
    ["a sale at later rates", { day: day("2024-06-03") }, 2.78 + 0.166],
    ["a sale while the SEC's fee was nil", { day: day("2025-06-02") }, 0.166],
    // 100,000 x 20.6 per million + 1,000 x 0.000195
    ["a sale since April 2026", { day: day("2026-06-01") }, 2.06 + 0.195],
    ["a sale of so many shares that the fee is capped", { day: day("2025-06-02"), quantity: 1e6 }, 8.3],
  ])("of %s", (_, fields, expected) => {
    const cost = unitedStatesCosts(fill({ isBuy: false, ...fields }));
    expect(cost).toBeCloseTo(expected, 10);
  });
});

describe("mainlandCosts", () => {
  it.each([
    // stamp duty on sales + transfer fee + handling and supervision
    ["a sale before the halving", "2023-08-25", false, 100 + 1 + 6.87],
    ["a sale after it", "2023-08-28", false, 50 + 1 + 5.41],
    ["a purchase", "2023-08-28", true, 1 + 5.41],
    ["a purchase at the old transfer fee", "2022-04-28", true, 2 + 6.87],
  ])("of %s", (_, date, isBuy, expected) => {
    expect(mainlandCosts("stock", fill({ day: day(date), isBuy }))).toBeCloseTo(expected, 10);
  });

  it("of a fund are none", () => {
    expect(mainlandCosts("etf", fill({ isBuy: false }))).toBe(0);
  });
});
