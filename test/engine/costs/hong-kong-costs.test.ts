import { describe, expect, it } from "vitest";
import { hongKongCosts } from "../../../src/engine/costs/hong-kong-costs.ts";
import { UNKNOWN_LIQUIDITY } from "../../../src/engine/costs/liquidity.ts";
import type { InstrumentType } from "../../../src/market/instrument.ts";
import { day } from "../price-table.ts";

function costs(type: InstrumentType, date: string, value: number): number {
  return hongKongCosts(type, { day: day(date), value, quantity: 1_000, isBuy: true, ...UNKNOWN_LIQUIDITY });
}

describe("hongKongCosts", () => {
  // stamp duty + SFC levy + AFRC levy + trading fee + trading tariff + settlement fee
  it.each<[InstrumentType, string, number, string]>([
    // of HKD 100,000: the last day of each rate, and the first day of the next
    ["stock", "2021-07-30", 100_000, "100 + 2.70 + 0 + 5 + 0.50 + 2"],
    ["stock", "2021-08-02", 100_000, "130 + 2.70 + 0 + 5 + 0.50 + 2"],
    ["stock", "2021-12-31", 100_000, "130 + 2.70 + 0 + 5 + 0.50 + 2"],
    ["stock", "2022-01-03", 100_000, "130 + 2.70 + 0.15 + 5 + 0.50 + 2"],
    ["stock", "2022-12-30", 100_000, "130 + 2.70 + 0.15 + 5 + 0.50 + 2"],
    ["stock", "2023-01-03", 100_000, "130 + 2.70 + 0.15 + 5.65 + 0 + 2"],
    ["stock", "2023-11-16", 100_000, "130 + 2.70 + 0.15 + 5.65 + 0 + 2"],
    ["stock", "2023-11-17", 100_000, "100 + 2.70 + 0.15 + 5.65 + 0 + 2"],
    ["stock", "2025-06-27", 100_000, "100 + 2.70 + 0.15 + 5.65 + 0 + 2"],
    ["stock", "2025-06-30", 100_000, "100 + 2.70 + 0.15 + 5.65 + 0 + 4.20"],
    // funds pay no stamp duty since 2015-02-13
    ["etf", "2015-02-12", 100_000, "100 + 2.70 + 0 + 5 + 0.50 + 2"],
    ["etf", "2015-02-13", 100_000, "0 + 2.70 + 0 + 5 + 0.50 + 2"],
    ["etf", "2024-01-02", 100_000, "0 + 2.70 + 0.15 + 5.65 + 0 + 2"],
    // the SFC levy before November 2014 was 0.003%
    ["stock", "2014-10-31", 100_000, "100 + 3 + 0 + 5 + 0.50 + 2"],
    ["stock", "2014-11-03", 100_000, "100 + 2.70 + 0 + 5 + 0.50 + 2"],
    // stamp duty is rounded up to the next dollar, the others to the nearest cent
    ["stock", "2024-01-02", 12_345, "13 + 0.33 + 0.02 + 0.70 + 0 + 2"],
    ["stock", "2024-01-02", 1_000, "1 + 0.03 + 0 + 0.06 + 0 + 2"],
    ["stock", "2024-01-02", 1_001, "2 + 0.03 + 0 + 0.06 + 0 + 2"],
    // the settlement fee's cap of HKD 100, and none since
    ["stock", "2024-01-02", 10_000_000, "10000 + 270 + 15 + 565 + 0 + 100"],
    ["stock", "2025-07-02", 10_000_000, "10000 + 270 + 15 + 565 + 0 + 420"],
    ["stock", "2025-07-02", 1_000, "1 + 0.03 + 0 + 0.06 + 0 + 0.04"],
  ])("%s on %s, HKD %i: %s", (type, date, value, sum) => {
    const cents = sum.split(" + ").reduce((total, part) => total + Math.round(Number(part) * 100), 0);
    expect(Math.round(costs(type, date, value) * 1e6)).toBe(cents * 1e4);
  });
});
