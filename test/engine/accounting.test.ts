import { describe, expect, it } from "vitest";
import { expectRelative } from "../expect-relative.ts";
import { priceTable, weekdays } from "./price-table.ts";
import { type Case, holdRule, knownAtMinute, runCase } from "./run-case.ts";

const SIGNAL = knownAtMinute("2024-01-01", "20:00", { id: "it" });
const COSTLESS = { bps: 0, minimum: 0, halfSpreadBps: 0, statutory: false, borrow: 0, financing: 0 };

describe("costs of a trade", () => {
  const prices = (type: "stock" | "index") => [
    priceTable("X", `2023-12-29 100\n2024-01-02 100\n2024-01-03 110\n2024-01-04 110`, { type, lot: 100 }),
  ];
  const run = (given: Partial<Case>) =>
    runCase({ prices: prices("index"), signals: [SIGNAL], rules: [holdRule()], ...given });

  it("are within the size: the whole account buys, and pays for buying", () => {
    const { trades, simulation } = run({ config: { costs: { ...COSTLESS, bps: 20 } } });
    // q x 100 x 1.002 = 1,000,000
    expectRelative(trades[0]!.entryValue, 1_000_000 / 1.002);
    expect(simulation.cash[1]).toBeCloseTo(0, 6);
    const entry = 1_000_000 / 1.002;
    expectRelative(trades[0]!.costs, entry * 0.002 + entry * 1.1 * 0.002);
    expectRelative(trades[0]!.profit, entry * 0.1 - entry * 0.002 - entry * 1.1 * 0.002);
    expectRelative(simulation.equity.at(-1)!, 1_000_000 + trades[0]!.profit);
  });

  it("are Hong Kong's own for a stock, in whole lots", () => {
    const { trades, simulation } = run({
      prices: prices("stock"),
      config: { wholeLots: true, costs: { ...COSTLESS, statutory: true } },
    });
    // 9,900 shares: 990,000; the next lot would cost 1,000,000 and its duties.
    // buy 990 + 26.73 + 1.49 (1.485) + 55.94 (55.935) + 19.80; sell of 1,089,000: 1089 + 29.40 + 1.63 + 61.53 + 21.78
    expect(trades[0]!.quantity).toBe(9_900);
    const buy = 990 + 26.73 + 1.49 + 55.94 + 19.8;
    const sell = 1089 + 29.4 + 1.63 + 61.53 + 21.78;
    expect(trades[0]!.costs).toBeCloseTo(buy + sell, 8);
    expect(simulation.equity.at(-1)).toBeCloseTo(1_000_000 + 99_000 - buy - sell, 6);
  });
});

describe("borrow and financing", () => {
  // Friday, Monday, Tuesday: three days pass over the weekend.
  const table = `2024-01-05 100\n2024-01-08 100\n2024-01-09 100\n2024-01-12 100\n2024-01-15 100\n2024-01-16 100`;
  const signal = knownAtMinute("2024-01-07", "20:00");

  it("are by calendar days, actual/365: a short of 4 and 3 days over the weekends", () => {
    const { trades, simulation } = runCase({
      prices: [priceTable("X", table)],
      signals: [signal],
      rules: [holdRule({ legs: [{ instrument: "X", side: "short" }], exit: { afterSessions: 4 } })],
      config: { costs: { ...COSTLESS, borrow: 0.0365 } },
    });
    // From Monday the 8th to Monday the 15th: 7 days at 0.01% of 1,000,000.
    expectRelative(trades[0]!.costs, 700);
    expect([...simulation.equity].map((value) => Math.round((1_000_000 - value) * 1e6) / 1e6)).toEqual([
      0, 0, 100, 400, 700, 700,
    ]);
  });

  it("of borrowed cash is the book's, not the trade's", () => {
    const { trades, simulation } = runCase({
      prices: [priceTable("X", table)],
      signals: [signal],
      rules: [holdRule({ sizing: { fraction: 1.5 }, exit: { afterSessions: 4 } })],
      strategy: { leverage: 1.5 },
      config: { costs: { ...COSTLESS, financing: 0.0365 } },
    });
    // 500,000 borrowed for 7 days at 0.01% a day, on a debt that grows: 1 day, 3 days, 3 days.
    const debt = 500_000 * 1.0001 * 1.0003 * 1.0003;
    expectRelative(simulation.interest, debt - 500_000, 1e-9);
    expect(trades[0]!.profit).toBeCloseTo(0, 6);
    expectRelative(simulation.equity.at(-1)!, 1_500_000 - debt);
  });
});

describe("market impact", () => {
  const days = weekdays("2024-01-01", 30);
  const table = (volume: (index: number) => number) =>
    days.map(
      (date, index) => `${date} ${[100, 110][index % 2]} 110 100 ${[100, 110][index % 2]} ${volume(index)}`,
    );
  const run = (lines: readonly string[], index: number) =>
    runCase({
      prices: [priceTable("X", lines.join("\n"))],
      signals: [knownAtMinute(days[index]!, "20:00", { id: "it" })],
      rules: [holdRule({ sizing: { cash: 100_000 }, exit: { afterSessions: 1 } })],
      config: { costs: { ...COSTLESS, impact: { coefficient: 1 } } },
    });

  it("grows with the square root of the share of the mean volume", () => {
    // Bought at the open of an odd day, 110, and sold at its close, 110.
    const { trades } = run(
      table(() => 1e6),
      24,
    );
    const [trade] = trades;
    const mean = (0.1 + 100 / 110 - 1) / 2;
    const volatility = Math.sqrt((10 * (0.1 - mean) ** 2 + 10 * (100 / 110 - 1 - mean) ** 2) / 19);
    const share = trade!.quantity / 1e6;
    expectRelative(trade!.costs, 2 * volatility * Math.sqrt(share) * trade!.entryValue, 1e-11);
    // The size covers it: value + impact = 100,000.
    expectRelative(trade!.entryValue + trade!.costs / 2, 100_000, 1e-11);
  });

  it("leaves sessions without a trade out of the mean volume", () => {
    const sparse = run(
      table((index) => (index > 20 ? 0 : 1e6)),
      26,
    );
    expect(sparse.trades.length).toBe(1);
    const share = sparse.trades[0]!.quantity / 1e6;
    expect(sparse.trades[0]!.costs).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.001);
  });

  it("that cannot be known yet skips the signal", () => {
    expect(
      run(
        table(() => 1e6),
        10,
      ).fates["it"],
    ).toBe("warm-up");
    expect(() =>
      run(
        table(() => Number.NaN).map((line) => line.replace("NaN", "-")),
        24,
      ),
    ).toThrow("X has no volumes, and market impact depends on them");
  });
});

describe("a book in another currency", () => {
  const hong = priceTable(
    "X",
    `2023-12-29 10\n2024-01-02 10 10 10 10\n2024-01-03 10 11 10 11\n2024-01-04 12 12 12 12\n2024-01-05 12`,
    { currency: "HKD" },
  );
  const rates = priceTable("HKD=X", `2023-12-29 8.0\n2024-01-02 7.9\n2024-01-03 7.8\n2024-01-04 7.7`, {
    exchange: "FX",
    type: "currency-pair",
    currency: "HKD",
  });
  const run = () =>
    runCase({
      prices: [hong, rates],
      signals: [SIGNAL],
      rules: [holdRule({ exit: { afterSessions: 3 } })],
      config: { currency: "USD", capital: 1_000_000 },
    });

  it("turns money at the last rate fixed before the day, and marks at the rate of the day", () => {
    const { simulation } = run();
    // Bought with the rate of 29 December: 800,000 shares of 10 at 8.0.
    const expected = [
      (800_000 * 10) / 7.9,
      (800_000 * 11) / 7.8,
      // sold on the 4th at the rate of the 3rd
      (800_000 * 12) / 7.8,
      (800_000 * 12) / 7.8,
    ];
    expectRelative(simulation.equity, expected);
  });

  it("splits a trade's profit into price and currency", () => {
    const { trades } = run();
    const { attribution, profit } = trades[0]!;
    // Prices at the entry's rate of 1/8: the first session is flat, then 10 -> 12.
    expect(attribution.firstSession).toBe(0);
    expectRelative(attribution.drift, (800_000 * 2) / 8);
    expectRelative(attribution.currency, 800_000 * 12 * (1 / 7.8 - 1 / 8));
    expectRelative(profit, attribution.drift + attribution.currency);
  });
});

describe("where a trade's profit came from", () => {
  it("is the gap missed, the first session, the drift and the costs", () => {
    const { trades } = runCase({
      prices: [
        priceTable(
          "X",
          `2023-12-29  98 101 97 100
           2024-01-02 104 107 103 106
           2024-01-03 107 112 105 111
           2024-01-04 110 113 109 112`,
        ),
      ],
      signals: [SIGNAL],
      rules: [holdRule({ sizing: { cash: 104_000 } })],
      config: { costs: { ...COSTLESS, minimum: 50 } },
    });
    // 999.52 shares: (104,000 - 50) / 104
    const shares = (104_000 - 50) / 104;
    const { attribution, profit, maxAdverse, maxFavourable, sessionsHeld } = trades[0]!;
    expectRelative(attribution.gap!, shares * 4);
    expectRelative(attribution.firstSession, shares * 2);
    expectRelative(attribution.drift, shares * 5);
    expect(attribution.costs).toBe(100);
    expectRelative(profit, shares * 7 - 100);
    expectRelative(maxAdverse, 103 / 104 - 1);
    expectRelative(maxFavourable, 112 / 104 - 1);
    expect(sessionsHeld).toBe(2);
  });

  it("has no gap where no close is known before the fill", () => {
    const { lines, trades } = runCase({
      prices: [priceTable("X", "2024-01-02 104 107 103 106\n2024-01-03 107 112 105 111")],
      signals: [knownAtMinute("2024-01-02", "08:00")],
      rules: [holdRule()],
    });
    expect(lines).toEqual(["X long 2024-01-02 open 104 -> 2024-01-03 close 111 after-sessions"]);
    expect(trades[0]!.attribution.gap).toBeNull();
  });
});
