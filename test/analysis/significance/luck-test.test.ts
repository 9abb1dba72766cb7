import { describe, expect, it } from "vitest";
import { type LuckTest, testLuck } from "../../../src/analysis/significance/luck-test.ts";
import { simulate } from "../../../src/engine/simulate.ts";
import type { SimulationInput } from "../../../src/engine/simulation.ts";
import { buildMarket } from "../../../src/market/market.ts";
import type { PriceSeries } from "../../../src/market/price-series.ts";
import { type Ingredients, PLAIN, simulationOf } from "../../engine/kernel/random-simulation.ts";

const GIVEN: Ingredients = {
  ...PLAIN,
  orders: [4, 11, 18, 27, 33, 41, 50, 58, 66, 73].map((session) => [session, 0, 1] as const),
};

function testOf(input: SimulationInput, draws = 10_000): LuckTest {
  const test = testLuck({
    input,
    simulation: simulate(input),
    annualisation: { sessionsPerYear: 252, riskFree: 0 },
    draws: { kernel: draws, general: draws },
    seed: 1,
  });
  if (typeof test === "string") throw new Error(test);
  return test;
}

/** The same simulation on prices whose sessions after each order rise by `effect`. */
function planted(effect: number): SimulationInput {
  const input = simulationOf(GIVEN);
  const [series] = input.market.series as [PriceSeries];
  const factor = new Float64Array(series.bars.days.length).fill(1);
  for (const { session } of Array.from(input.orders, ({ occasion }) => occasion)) {
    for (let t = session; t < factor.length; t++)
      factor[t] = factor[t]! * (t === session ? 1 + effect / 2 : 1 + effect);
  }
  const scaled = (column: Float64Array, before: boolean) =>
    column.map((price, t) => price * (before ? (factor[t - 1] ?? 1) : factor[t]!));
  const { bars } = series;
  const changed: PriceSeries = {
    ...series,
    bars: {
      ...bars,
      open: scaled(bars.open, true),
      close: scaled(bars.close, false),
      low: scaled(bars.low, true),
      high: scaled(bars.high, false),
    },
  };
  return { ...input, market: buildMarket([changed], { from: bars.days[2]!, to: null }) };
}

describe("testLuck", () => {
  it("runs every shift once when that is no more than the draws asked for", () => {
    const test = testOf(simulationOf(GIVEN));
    expect(test.engine).toBe("kernel");
    expect(test.isExhaustive).toBe(true);
    expect(test.draws).toBe(77);
    expect(test.bursts.length).toBe(10);
    // Counted by hand from the same rows: p is a whole number of 78ths.
    const p = test.statistics?.meanTradeReturn?.greater as number;
    expect(Math.abs(p * 78 - Math.round(p * 78))).toBeLessThan(1e-9);
  });

  it("draws shifts by its seed when there are more than asked for, the same every time", () => {
    const input = simulationOf(GIVEN);
    const test = testOf(input, 40);
    expect([test.isExhaustive, test.draws]).toEqual([false, 40]);
    expect(testOf(input, 40)).toEqual(test);
  });

  it("finds a planted effect, and none without it", () => {
    const with_ = testOf(planted(0.08)).statistics?.meanTradeReturn;
    const without = testOf(planted(0)).statistics?.meanTradeReturn;
    expect(with_?.greater).toBeLessThan(0.03);
    expect(without?.twoSided).toBeGreaterThan(0.05);
    expect(with_!.observed - without!.observed).toBeGreaterThan(0.05);
  });

  it("prints no p-value below the fewest bursts, and says why", () => {
    const test = testOf(simulationOf({ ...GIVEN, orders: GIVEN.orders.slice(0, 7) }));
    expect(test.refused).toBe(
      "the trades make up 7 independent bursts, and below 8 one event more or fewer turns the answer",
    );
    expect([test.statistics, test.intervals, test.naive]).toEqual([null, null, null]);
    expect(test.bySignal.length).toBe(7);
  });

  it("leaves out each signal by running the rule without it", () => {
    const input = simulationOf(GIVEN);
    const test = testOf(input);
    const total = simulate(input).trades.reduce((sum, { profit }) => sum + profit, 0);
    expect(test.bySignal.reduce((sum, { profit }) => sum + profit, 0)).toBeCloseTo(total, 4);
    for (const { signals, without } of test.bySignal) {
      const left = simulate({
        ...input,
        orders: input.orders.filter(({ occasion }) => !signals.includes(occasion.signal)),
      });
      expect(without.totalReturn).toBeCloseTo((left.equity.at(-1) as number) / 1_000_000 - 1, 12);
      expect(without.trades).toBe(9);
    }
  });

  it("is not moved by prices scaled by a constant", () => {
    const input = simulationOf(GIVEN);
    const [series] = input.market.series as [PriceSeries];
    const times = (column: Float64Array) => column.map((price) => price * 8);
    const { bars } = series;
    const scaled = {
      ...series,
      bars: {
        ...bars,
        open: times(bars.open),
        high: times(bars.high),
        low: times(bars.low),
        close: times(bars.close),
      },
    };
    const market = buildMarket([scaled], { from: bars.days[2]!, to: null });
    const p = (test: LuckTest) => test.statistics?.meanTradeReturn?.twoSided;
    expect(p(testOf({ ...input, market }))).toBe(p(testOf(input)));
  });

  it("says why there is nothing to test", () => {
    const input = simulationOf({ ...GIVEN, orders: [] });
    const annualisation = { sessionsPerYear: 252, riskFree: 0 };
    const draws = { kernel: 10, general: 10 };
    expect(testLuck({ input, simulation: simulate(input), annualisation, draws, seed: 1 })).toBe(
      "there are no trades",
    );
  });
});
