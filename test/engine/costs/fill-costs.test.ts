import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FillCosts } from "../../../src/engine/costs/fill-costs.ts";
import { everyCase } from "../../every-case.ts";
import { priceTable } from "../price-table.ts";
import { ZERO_COSTS } from "../zero-costs.ts";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 800);

/** One bar in each year, of which Hong Kong, New York and Shanghai have each had several schedules of duties. */
const YEARS = Array.from({ length: 25 }, (_, year) => `${2002 + year}-06-03 100`).join("\n");
const PLACES = [
  ["HKEX", "HKD"],
  ["NYSE", "USD"],
  ["SSE", "CNY"],
] as const;

const purchase = fc.record({
  place: fc.constantFrom(...PLACES),
  type: fc.constantFrom("stock" as const, "etf" as const),
  bps: fc.constantFrom(0, 3, 10),
  minimum: fc.constantFrom(0, 18, 100),
  session: fc.nat({ max: 24 }),
  isBuy: fc.boolean(),
  budget: fc.double({ min: 10, max: 1e8, noNaN: true }),
  price: fc.double({ min: 0.01, max: 5_000, noNaN: true }),
  lot: fc.constantFrom(1, 7, 100, 2_000),
});

type Purchase = typeof purchase extends fc.Arbitrary<infer Made> ? Made : never;

function costsOf({ place: [exchange, currency], type, bps, minimum }: Purchase): FillCosts {
  const series = priceTable("X", YEARS, { type, exchange, currency });
  return new FillCosts({ ...ZERO_COSTS, statutory: true, bps, minimum }, series);
}

describe("FillCosts", () => {
  it("buys the most whole lots that the budget pays for, costs included", () => {
    let bought = 0;
    const property = fc.property(purchase, (given) => {
      const { session, isBuy, budget, price, lot } = given;
      const costs = costsOf(given);
      const lots = costs.affordable(session, isBuy, budget, price, lot) / lot;
      const isPaidBy = (count: number, money: number) =>
        count * lot * price + costs.of(session, isBuy, count * lot, price) <= money;
      expect(Number.isInteger(lots)).toBe(true);
      // A quantity a billionth of a lot below a whole one counts as whole.
      const slack = 2e-9 * lot * price + 1e-13 * budget;
      if (lots > 0) expect(isPaidBy(lots, budget + slack)).toBe(true);
      expect(isPaidBy(lots + 1, budget - slack)).toBe(false);
      bought += Math.sign(lots);
    });
    everyCase(property, RUNS, (cases) => expect(bought).toBeGreaterThan(cases / 3));
  });
});
