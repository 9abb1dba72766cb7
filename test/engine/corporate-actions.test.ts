import { describe, expect, it } from "vitest";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { day, priceTable, type SeriesFields } from "./price-table.ts";
import { holdRule, knownAtMinute, runCase } from "./run-case.ts";

const SIGNAL = knownAtMinute("2025-02-17", "20:00");

/** Two for one on the 20th. */
const SPLIT = `
  2025-02-17  100 101  99 100
  2025-02-18  100 102  99 101
  2025-02-19  102 104 101 104
  2025-02-20   52  53  51  52
  2025-02-21   53  54  52  53
  2025-02-24   54  55  53  54`;
const NONE: SeriesFields = { adjustment: "none", splits: [{ day: day("2025-02-20"), ratio: 2 }] };

function hold(prices: PriceSeries, side: "long" | "short" = "long", exit = {}) {
  return runCase({
    prices: [prices],
    signals: [SIGNAL],
    rules: [holdRule({ legs: [{ instrument: "X", side }], exit: { afterSessions: 4, ...exit } })],
  });
}

describe("a split during a hold", () => {
  it("doubles the shares and halves the prices that the position remembers", () => {
    const { simulation, trades } = hold(priceTable("X", SPLIT, NONE));
    // 10,000 shares at 100 become 20,000: at the close of 53 they are worth 1,060,000.
    expect([...simulation.equity]).toEqual([
      1_000_000, 1_010_000, 1_040_000, 1_040_000, 1_060_000, 1_060_000,
    ]);
    expect(trades[0]!.profit).toBeCloseTo(60_000, 6);
    expect(trades[0]!.return).toBeCloseTo(0.06, 12);
    expect(trades[0]!.quantity).toBe(10_000);
    // Worst 99, best 106 (53 x 2) of an entry at 100: the last bar's high of 54 is 108.
    expect(trades[0]!.maxAdverse).toBeCloseTo(-0.01, 12);
    expect(trades[0]!.maxFavourable).toBeCloseTo(0.08, 12);
  });

  it("moves stop, target and trailing stop with it", () => {
    // A stop at 52 (48% below 100) would be touched by any price after the split, were it not halved.
    const stop = hold(priceTable("X", SPLIT, NONE), "long", { stopLoss: 0.48 });
    expect(stop.lines[0]).toContain("2025-02-21 close 53 after-sessions");
    // Target 107 becomes 53.5, traded through on the 21st, whose high is 54.
    const target = hold(priceTable("X", SPLIT, NONE), "long", { target: 0.07 });
    expect(target.lines[0]).toContain("2025-02-21 intraday 53.5 target");
    // Best 104: the trailing stop of 2% is 101.92, from the split on 50.96. The low of the 20th, 51, is above it.
    const trailing = hold(priceTable("X", SPLIT, NONE), "long", { trailingStop: 0.02 });
    expect(trailing.lines[0]).toContain("2025-02-21 close 53 after-sessions");
  });

  it("does the same to a short", () => {
    const { simulation } = hold(priceTable("X", SPLIT, NONE), "short");
    expect([...simulation.equity]).toEqual([1_000_000, 990_000, 960_000, 960_000, 940_000, 940_000]);
  });

  it("changes nothing where the prices are adjusted for it", () => {
    const halved = `
      2025-02-17  50   50.5 49.5 50
      2025-02-18  50   51   49.5 50.5
      2025-02-19  51   52   50.5 52
      2025-02-20  52   53   51   52
      2025-02-21  53   54   52   53
      2025-02-24  54   55   53   54`;
    const { simulation } = hold(priceTable("X", halved, { ...NONE, adjustment: "split-only" }));
    expect([...simulation.equity]).toEqual([
      1_000_000, 1_010_000, 1_040_000, 1_040_000, 1_060_000, 1_060_000,
    ]);
  });

  it("between the close and the entry is no gap, and moves a limit", () => {
    const { lines, trades } = runCase({
      prices: [priceTable("X", SPLIT, NONE)],
      signals: [knownAtMinute("2025-02-19", "20:00")],
      rules: [holdRule({ entry: { onlyIfGapBelow: 0.01 } })],
    });
    expect(lines).toEqual(["X long 2025-02-20 open 52 -> 2025-02-21 close 53 after-sessions"]);
    expect(trades[0]!.attribution.gap).toBe(0);
    // Placed on the 19th, 8% below the close of 101: 92.92, from the split on 46.46.
    const resting = runCase({
      prices: [priceTable("X", SPLIT, NONE)],
      signals: [knownAtMinute("2025-02-18", "20:00", { id: "it" })],
      rules: [holdRule({ entry: { limit: { below: 0.08, sessions: 4 } } })],
    });
    expect(resting.fates["it"]).toBe("limit-not-reached");
  });
});

describe("a dividend during a hold", () => {
  const flat = `
    2025-02-17  100 100 100 100
    2025-02-18  100 100 100 100
    2025-02-19   98  98  98  98
    2025-02-20   98  98  98  98
    2025-02-21   98  98  98  98`;
  const dividend: SeriesFields = {
    adjustment: "split-only",
    dividends: [{ day: day("2025-02-19"), amount: 2 }],
  };

  it("is received on a long: the drop of the ex-date is no loss", () => {
    const { simulation, trades } = hold(priceTable("X", flat, dividend));
    expect([...simulation.equity]).toEqual([1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000]);
    expect(trades[0]!.income).toBe(20_000);
    expect(trades[0]!.profit).toBe(0);
  });

  it("is paid on a short: the drop of the ex-date is no gain", () => {
    const { simulation, trades } = hold(priceTable("X", flat, dividend), "short");
    expect([...simulation.equity]).toEqual([1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000]);
    expect(trades[0]!.income).toBe(-20_000);
  });

  it("is in the prices already where they are adjusted for it", () => {
    const { trades } = hold(priceTable("X", flat, { ...dividend, adjustment: "total-return" }));
    expect(trades[0]!.income).toBe(0);
    expect(trades[0]!.profit).toBeCloseTo(-20_000, 6);
  });

  it("goes to who held at the close before the ex-date, not to who buys at its open", () => {
    const late = runCase({
      prices: [priceTable("X", flat, dividend)],
      signals: [knownAtMinute("2025-02-18", "20:00")],
      rules: [holdRule()],
    });
    expect(late.trades[0]!.income).toBe(0);
    const sold = runCase({
      prices: [priceTable("X", flat, dividend)],
      signals: [SIGNAL],
      rules: [holdRule({ exit: { afterSessions: 1, at: "open" } })],
    });
    expect(sold.lines[0]).toContain("2025-02-19 open 98");
    expect(sold.trades[0]!.income).toBe(20_000);
  });

  it("whose ex-date has no bar is paid on the next", () => {
    const gap = { ...dividend, dividends: [{ day: day("2025-02-22"), amount: 2 }] };
    const { trades } = hold(
      priceTable("X", `2025-02-17 100\n2025-02-18 100\n2025-02-21 100\n2025-02-24 98\n2025-02-25 98`, gap),
    );
    expect(trades[0]!.income).toBe(20_000);
  });

  it("of a day with a split is paid on the new shares", () => {
    const both: SeriesFields = { ...NONE, dividends: [{ day: day("2025-02-20"), amount: 1 }] };
    const { trades } = hold(priceTable("X", SPLIT, both));
    expect(trades[0]!.income).toBe(20_000);
  });
});
