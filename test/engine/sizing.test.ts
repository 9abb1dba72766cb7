import { describe, expect, it } from "vitest";
import { kellyFraction } from "../../src/engine/kelly-record.ts";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";
import type { Rule, Sizing } from "../../src/strategy/rule.ts";
import { formatCalendarDay, parseCalendarDay } from "../../src/time/calendar-day.ts";
import { expectRelative } from "../expect-relative.ts";
import { flatPrices, priceTable, weekdays } from "./price-table.ts";
import { type Case, holdRule, knownAtMinute, runCase } from "./run-case.ts";

const DAYS = weekdays("2025-01-06", 40);

/** Closes that alternate between 100 and `high`, so that every daily return is known. */
function alternating(symbol: string, high: number) {
  return priceTable(symbol, DAYS.map((date, index) => `${date} ${index % 2 === 0 ? 100 : high}`).join("\n"));
}

/** Deviation, ddof 1, of 20 returns of which ten are `up` and ten are `down`. */
function deviation(up: number, down: number): number {
  const mean = (up + down) / 2;
  return Math.sqrt((10 * (up - mean) ** 2 + 10 * (down - mean) ** 2) / 19);
}

const signal = (index: number, fields: Partial<PolicySignal> = {}) =>
  knownAtMinute(DAYS[index]!, "20:00", fields);

function valuesOf(rule: Partial<Rule>, given: Partial<Case> = {}): number[] {
  const { trades } = runCase({
    prices: [alternating("X", 110)],
    signals: [signal(30)],
    rules: [holdRule(rule)],
    ...given,
  });
  return trades.map((trade) => trade.entryValue);
}

describe("sizing", () => {
  it.each<[string, Sizing, Partial<PolicySignal>, number]>([
    ["a fraction of equity", { fraction: 0.25 }, {}, 250_000],
    ["a fixed amount", { cash: 123_000 }, {}, 123_000],
    ["the absolute stance times a fraction", { stance: 0.8 }, { stance: -0.5 }, 400_000],
    ["the cap where Kelly has too few trades", { kelly: 0.5, cap: 0.3 }, {}, 300_000],
    ["the start where it is given", { kelly: 0.5, cap: 0.3, start: 0.1 }, {}, 100_000],
  ])("%s", (_, sizing, fields, expected) => {
    const [value] = valuesOf({ sizing }, { signals: [signal(30, fields)] });
    expectRelative(value!, expected);
  });

  it("of no stance is nothing, and says so", () => {
    const { fates } = runCase({
      prices: [alternating("X", 110)],
      signals: [signal(30, { id: "it", stance: 0 })],
      rules: [holdRule({ sizing: { stance: 1 } })],
    });
    expect(fates["it"]).toBe("no-size");
  });

  it("targets a yearly volatility by the 20 daily returns before the fill", () => {
    const daily = deviation(0.1, 100 / 110 - 1);
    const [value] = valuesOf({ sizing: { volatility: 0.15 } });
    expectRelative(value!, (1_000_000 * 0.15) / (daily * Math.sqrt(252)));
    const [other] = valuesOf({ sizing: { volatility: 0.15 } }, { config: { sessionsPerYear: 246 } });
    expectRelative(other!, (1_000_000 * 0.15) / (daily * Math.sqrt(246)));
    expect(valuesOf({ sizing: { volatility: 3, cap: 0.4 } })).toEqual([400_000]);
  });

  it("skips a signal before there are enough returns", () => {
    const { fates } = runCase({
      prices: [alternating("X", 110)],
      signals: [signal(19, { id: "early" }), signal(20, { id: "in-time" })],
      rules: [holdRule({ sizing: { volatility: 0.15 }, exit: { afterSessions: 1 } })],
    });
    expect(fates).toEqual({ early: "warm-up", "in-time": "traded" });
  });

  it("by Kelly counts the rule's own closed trades", () => {
    // An entry at the open of an even day (100) and an exit at the next close (110) gains 10%; from an odd day on
    // it loses 1/11. Two of the first and one of the second: p = 2/3, b = 0.1 x 11 = 1.1.
    const starts = [1, 5, 8, 20];
    const { trades } = runCase({
      prices: [alternating("X", 110)],
      signals: starts.map((index) => signal(index)),
      rules: [
        holdRule({ sizing: { kelly: 0.5, cap: 0.9, minTrades: 3, start: 0.1 } }),
        holdRule({ name: "other", on: { ids: ["none"] } }),
      ],
    });
    expect(trades.slice(0, 3).map((trade) => Math.sign(trade.profit))).toEqual([1, 1, -1]);
    const kelly = 2 / 3 - 1 / 3 / 1.1;
    const equity = 1_000_000 + trades.slice(0, 3).reduce((sum, trade) => sum + trade.profit, 0);
    expectRelative(trades[3]!.entryValue, 0.5 * kelly * equity);
  });
});

describe("kellyFraction", () => {
  it.each([
    [{ wins: 6, losses: 4, won: 0.6, lost: 0.2 }, 0.4],
    [{ wins: 1, losses: 9, won: 0.1, lost: 0.9 }, 0],
    [{ wins: 0, losses: 3, won: 0, lost: 0.1 }, 0],
    [{ wins: 3, losses: 0, won: 0.3, lost: 0 }, 1],
  ])("%j: %f", (record, expected) => {
    expect(kellyFraction(record)).toBeCloseTo(expected, 14);
  });
});

describe("the weights of a basket", () => {
  const legs = [
    { instrument: "X", side: "long" },
    { instrument: "Y", side: "short" },
  ] as const;
  const prices = [alternating("X", 110), alternating("Y", 120)];

  it("are the legs' own", () => {
    const weighted = [
      { ...legs[0], weight: 0.5 },
      { ...legs[1], weight: 0.25 },
    ];
    expectRelative(valuesOf({ legs: weighted }, { prices }), [500_000, 250_000]);
  });

  it("are the legs' own times the stance", () => {
    const weighted = legs.map((leg) => ({ ...leg, weight: 0.5 }));
    const signals = [signal(30, { stance: -0.6 })];
    expectRelative(
      valuesOf({ legs: weighted, weighting: "stance" }, { prices, signals }),
      [300_000, 300_000],
    );
  });

  it("are equal", () => {
    expectRelative(valuesOf({ legs, weighting: "equal" }, { prices }), [500_000, 500_000]);
  });

  it("are inverse to the volatility", () => {
    const x = 1 / deviation(0.1, 100 / 110 - 1);
    const y = 1 / deviation(0.2, 100 / 120 - 1);
    const values = valuesOf({ legs, weighting: "inverse-volatility" }, { prices });
    expectRelative(values, [(1_000_000 * x) / (x + y), (1_000_000 * y) / (x + y)]);
  });

  it("leave the part of a leg that cannot be traded in cash", () => {
    const short = priceTable(
      "Y",
      DAYS.slice(0, 30)
        .map((date) => `${date} 100`)
        .join("\n"),
    );
    expectRelative(valuesOf({ legs, weighting: "equal" }, { prices: [prices[0]!, short] }), [500_000]);
  });

  it("use no volatility that was not known: each leg's last bar closed before the fill", () => {
    // Y misses ten sessions and then waits two more than X: its bars just before its own fill are X's future.
    const y = (jump: number) =>
      priceTable(
        "Y",
        DAYS.filter((_, index) => index < 30 || index > 33)
          .map((date, index) => `${date} ${index === 30 ? jump : index % 2 === 0 ? 100 : 120}`)
          .join("\n"),
      );
    const entry = { delaySessions: 2 };
    const value = (jump: number) =>
      valuesOf(
        { legs, weighting: "inverse-volatility", entry },
        { prices: [prices[0]!, y(jump)], signals: [signal(28)] },
      )[0];
    expect(value(500)).toBe(value(100));
  });
});

describe("named instruments", () => {
  const stock = (symbol: string) =>
    priceTable(symbol, DAYS.map((date) => `${date} 100`).join("\n"), { type: "stock" });

  it("are one leg for each tradable ticker that the signal names, in equal parts", () => {
    const { trades, run } = runCase({
      prices: [stock("0700.HK"), stock("9988.HK"), stock("3690.HK")],
      signals: [signal(30, { symbols: ["9988.HK", "0700.HK", "BIDU"] })],
      rules: [holdRule({ legs: [{ instrument: "named", side: "long" }] })],
    });
    const symbols = trades.map((trade) => run.market.series[trade.instrument]!.instrument.symbol);
    expect(symbols.sort()).toEqual(["0700.HK", "9988.HK"]);
    expect(trades.map((trade) => trade.entryValue)).toEqual([500_000, 500_000]);
  });

  it("are traded where the strategy says that its callbacks look at them, too, which they may before any signal", () => {
    const closes: (number | null)[] = [];
    const { fates } = runCase({
      prices: [stock("0700.HK"), stock("9988.HK")],
      signals: [
        signal(30, { id: "looked-at", symbols: ["0700.HK"] }),
        signal(20, { id: "other", symbols: ["9988.HK"] }),
      ],
      rules: [
        holdRule({
          legs: [{ instrument: "named", side: "long" }],
          where: ({ pricesOf }) => {
            closes.push(pricesOf("0700.HK").close());
            return true;
          },
        }),
      ],
      strategy: { instruments: ["0700.HK"] },
    });
    expect(fates).toEqual({ "looked-at": "traded", other: "traded" });
    expect(closes).toEqual([100, 100]);
  });

  it("give the book the currency of the ticker named first, whatever is named later", () => {
    const american = priceTable("AAPL", DAYS.map((date) => `${date} 100`).join("\n"), {
      type: "stock",
      exchange: "NASDAQ",
      currency: "USD",
    });
    const signals = [
      signal(30, { id: "later", symbols: ["AAPL"] }),
      signal(25, { id: "first", symbols: ["0700.HK"] }),
    ];
    const rules = [holdRule({ legs: [{ instrument: "named", side: "long" }] })];
    const rates = flatPrices("HKD=X", DAYS, 7.8, { exchange: "FX", type: "currency-pair" });
    const both = runCase({ prices: [stock("0700.HK"), american, rates], signals, rules });
    const alone = runCase({ prices: [stock("0700.HK")], signals: [signals[1]!], rules });
    expect(both.run.config.currency).toBe("HKD");
    expect(both.trades[0]).toEqual(alone.trades[0]);
  });

  it("of an exchange that only a later signal names change no interest, borrow or margin call before it", () => {
    let costs = 0;
    let days = 0;
    for (let seed = 1; seed <= 40; seed++) {
      // Each exchange lacks days that the other has, prices move, and most of the book is borrowed.
      const random = new SeededRandom(seed);
      const moving = (symbol: string, exchange: "HKEX" | "NASDAQ") => {
        let price = 100;
        const rows = DAYS.filter((_, index) => index === 0 || random.uniform() < 0.6).map((date) => {
          price *= 1 + 0.06 * (random.uniform() - 0.5);
          return `${date} ${price}`;
        });
        return priceTable(symbol, rows.join("\n"), { type: "stock", exchange });
      };
      const prices = [moving("0700.HK", "HKEX"), moving("AAPL", "NASDAQ")];
      const first = signal(2, { id: "first", symbols: ["0700.HK"] });
      const later = signal(30, { id: "later", symbols: ["AAPL"] });
      const runOf = (signals: PolicySignal[]) =>
        runCase({
          prices,
          signals,
          rules: [
            holdRule({
              legs: [{ instrument: "named", side: seed % 2 === 0 ? "long" : "short" }],
              sizing: { fraction: 3 },
              exit: { afterSessions: 60 },
            }),
          ],
          strategy: { leverage: 3, costs: { borrow: 0.2, financing: 0.2 } },
          config: { costs: { borrow: 0.2, financing: 0.2 }, maintenance: 0.28 },
        });
      const [both, alone] = [runOf([first, later]), runOf([first])];
      const equityOf = ({ run, simulation }: typeof alone) =>
        new Map(Array.from(run.market.days, (day, index) => [day, simulation.equity[index]]));
      const seen = equityOf(both);
      // New York opens after it is known on the same evening.
      const end = parseCalendarDay(DAYS[30]!)!;
      for (const [day, equity] of equityOf(alone)) {
        if (day >= end) break;
        expect([seed, formatCalendarDay(day), seen.get(day)]).toEqual([seed, formatCalendarDay(day), equity]);
        days++;
      }
      costs += both.trades[0]!.costs + both.simulation.interest;
    }
    expect(days).toBeGreaterThan(400);
    expect(costs).toBeGreaterThan(0);
  });

  it("that are none are a reason", () => {
    const { fates } = runCase({
      prices: [stock("0700.HK")],
      signals: [signal(30, { id: "it", symbols: [] }), signal(31, { id: "other", symbols: ["0700.HK"] })],
      rules: [holdRule({ legs: [{ instrument: "named", side: "long" }] })],
    });
    expect(fates).toEqual({ it: "no-ticker", other: "traded" });
  });

  it("that have no prices, or that nobody can buy, are told apart", () => {
    const { run, fates } = runCase({
      prices: [
        stock("0700.HK"),
        priceTable("^HSI", DAYS.map((date) => `${date} 100`).join("\n"), { type: "index" }),
      ],
      signals: [
        signal(30, { id: "unpriced", symbols: ["3690.HK", "9999.HK"] }),
        signal(31, { id: "an-index", symbols: ["^HSI"] }),
        signal(32, { id: "both", symbols: ["^HSI", "3690.HK"] }),
        signal(33, { id: "traded", symbols: ["^HSI", "0700.HK"] }),
      ],
      rules: [holdRule({ legs: [{ instrument: "named", side: "long" }] })],
    });
    expect(fates).toEqual({
      unpriced: "no-ticker",
      "an-index": "no-ticker",
      both: "no-ticker",
      traded: "traded",
    });
    const untradable = "^HSI cannot be bought or sold: name what follows it as a leg";
    expect(run.plan.unplanned.map(({ detail }) => detail)).toEqual([
      "no prices for 3690.HK, 9999.HK",
      untradable,
      `no prices for 3690.HK; ${untradable}`,
    ]);
  });
});

describe("lots", () => {
  const quantity = (lot: number | null, price: number, wholeLots = true) =>
    runCase({
      prices: [priceTable("X", DAYS.map((date) => `${date} ${price}`).join("\n"), { type: "stock", lot })],
      signals: [signal(30, { id: "it" })],
      rules: [holdRule()],
      config: { capital: 100_000, wholeLots },
    });

  it.each([
    [100, 70, 1_400],
    [500, 70, 1_000],
    [null, 70, 1_428],
  ])("of %s at %f: %i shares", (lot, price, expected) => {
    expect(quantity(lot, price).trades[0]!.quantity).toBe(expected);
  });

  it("are left aside where fractions are asked for", () => {
    expectRelative(quantity(100, 70, false).trades[0]!.quantity, 100_000 / 70);
  });

  it("too dear for the money are a reason", () => {
    expect(quantity(500, 300).fates["it"]).toBe("below-one-lot");
  });

  it("keep a whole lot that rounding would lose", () => {
    // 100,000 / 0.1 is 999,999.9999999999 or 1,000,000 by the order of operations.
    expect(quantity(1000, 0.1).trades[0]!.quantity).toBe(1_000_000);
  });
});
