import { describe, expect, it } from "vitest";
import { exchangeRates } from "../../src/engine/exchange-rates.ts";
import { BarMark } from "../../src/market/bars.ts";
import { flatPrices, priceTable } from "./price-table.ts";
import { holdRule, knownAtMinute, runCase } from "./run-case.ts";

const DAYS = ["2025-02-14", "2025-02-17", "2025-02-18", "2025-02-19", "2025-02-20"];
const FX = { exchange: "FX", type: "currency-pair", currency: "HKD" } as const;

/** Hong Kong dollars for one of the United States; on 18 February the source slipped. */
function ratesWith(mark: number) {
  const table = DAYS.map((day, index) => `${day} ${index === 2 ? 78 : 7.8}`).join("\n");
  const series = priceTable("HKD=X", table, FX);
  series.bars.marks[2] = mark;
  return series;
}

const timeLine = ratesWith(0).bars.days;

describe("exchange rates", () => {
  it("are those fixed before a day for its fills, and by its end for its marks", () => {
    const rates = exchangeRates("HKD", "USD", timeLine.subarray(1), () => ratesWith(0));
    const per = (rate: number) => 1 / rate;
    expect([...rates.before]).toEqual([7.8, 7.8, 78, 7.8].map(per));
    expect([...rates.upTo]).toEqual([7.8, 78, 7.8, 7.8].map(per));
  });

  it("stay at the rate before where the quality check marked a jump that nothing has confirmed", () => {
    const rates = exchangeRates("HKD", "USD", timeLine.subarray(1), () => ratesWith(BarMark.unconfirmed));
    expect(new Set([...rates.before, ...rates.upTo])).toEqual(new Set([1 / 7.8]));
  });

  it("convert no fill and no mark at a slip", () => {
    const equityWith = (mark: number) => [
      ...runCase({
        prices: [flatPrices("X", DAYS), ratesWith(mark)],
        signals: [knownAtMinute("2025-02-14", "20:00")],
        rules: [holdRule({ exit: { afterSessions: 4 } })],
        config: { currency: "USD" },
      }).simulation.equity,
    ];
    // What was bought for 1,000,000 US dollars is a tenth of it at ten times the rate.
    expect(equityWith(0).some((equity) => Math.abs(equity - 100_000) < 1)).toBe(true);
    for (const equity of equityWith(BarMark.unconfirmed)) expect(equity).toBeCloseTo(1_000_000, 6);
  });
});
