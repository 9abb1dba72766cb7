import fc from "fast-check";
import { FillCosts } from "../../../src/engine/costs/fill-costs.ts";
import { unitRates } from "../../../src/engine/exchange-rates.ts";
import type { SimulationInput } from "../../../src/engine/simulation.ts";
import { BarMark } from "../../../src/market/bars.ts";
import { buildMarket } from "../../../src/market/market.ts";
import type { PriceSeries } from "../../../src/market/price-series.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";
import { DEFAULT_COSTS } from "../../../src/strategy/cost-spec.ts";
import { OrderList } from "../../../src/strategy/order-list.ts";
import { resolveStrategy } from "../../../src/strategy/resolve-strategy.ts";
import type { Rule } from "../../../src/strategy/rule.ts";
import { aSignal } from "../../signals/a-signal.ts";

/** What a random simulation is made from; small enough for fast-check to shrink to a case one can read. */
export interface Ingredients {
  readonly seed: number;
  readonly bars: number;
  readonly volatility: number;
  readonly type: "index" | "stock" | "etf";
  readonly lot: number | null;
  readonly bps: number;
  readonly minimum: number;
  readonly side: "long" | "short";
  readonly phase: "open" | "close";
  readonly leaves: "open" | "close";
  readonly hold: number | null;
  readonly stopLoss: number | null;
  readonly target: number | null;
  readonly trailingStop: number | null;
  readonly gap: number | null;
  readonly overlap: "ignore" | "extend";
  readonly ifBlocked: "wait" | "lapse";
  readonly weight: number;
  readonly sizing: "fraction" | "stance";
  readonly leverage: number;
  readonly maintenance: number;
  readonly holes: boolean;
  readonly orders: readonly (readonly [session: number, until: number, stance: number])[];
}

/** A market without gaps or costs, and a rule held for two sessions without levels: a test spreads it and states what it is about. */
export const PLAIN: Ingredients = {
  seed: 11,
  bars: 80,
  volatility: 0.02,
  type: "index",
  lot: null,
  bps: 0,
  minimum: 0,
  side: "long",
  phase: "open",
  leaves: "close",
  hold: 2,
  stopLoss: null,
  target: null,
  trailingStop: null,
  gap: null,
  overlap: "extend",
  ifBlocked: "wait",
  weight: 1,
  sizing: "fraction",
  leverage: 1,
  maintenance: 0.25,
  holes: false,
  orders: [],
};

const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: null });

/** Any rule, account and price path that the kernel takes. */
export const ingredients: fc.Arbitrary<Ingredients> = fc
  .record({
    seed: fc.nat(),
    bars: fc.integer({ min: 3, max: 80 }),
    volatility: fc.constantFrom(0.005, 0.02, 0.06),
    type: fc.constantFrom("index" as const, "stock" as const, "etf" as const),
    lot: fc.constantFrom(null, 1, 100),
    bps: fc.constantFrom(0, 10, 45),
    minimum: fc.constantFrom(0, 0, 30),
    side: fc.constantFrom("long" as const, "short" as const),
    phase: fc.constantFrom("open" as const, "close" as const),
    leaves: fc.constantFrom("open" as const, "close" as const),
    hold: maybe(fc.integer({ min: 2, max: 15 })),
    stopLoss: maybe(fc.constantFrom(0.01, 0.04, 0.1)),
    target: maybe(fc.constantFrom(0.01, 0.05, 0.12)),
    trailingStop: maybe(fc.constantFrom(0.01, 0.05, 0.1)),
    gap: maybe(fc.constantFrom(0.001, 0.02)),
    overlap: fc.constantFrom("ignore" as const, "extend" as const),
    ifBlocked: fc.constantFrom("wait" as const, "lapse" as const),
    weight: fc.constantFrom(1, 0.4),
    sizing: fc.constantFrom("fraction" as const, "stance" as const),
    leverage: fc.constantFrom(1, 1, 2),
    maintenance: fc.constantFrom(0.25, 0.45, 0.9),
    holes: fc.boolean(),
    orders: fc.array(fc.tuple(fc.nat(79), fc.integer({ min: -15, max: 15 }), fc.constantFrom(0.3, 1)), {
      maxLength: 25,
    }),
  })
  .map((one) => ({
    ...one,
    hold: (one.hold ?? (one.stopLoss ?? one.target ?? one.trailingStop) === null) ? 5 : one.hold,
  }));

/** A price path with gaps, and with bars that cannot fill where `holes` asks for them. */
export function randomSeries(
  given: Pick<Ingredients, "seed" | "bars" | "volatility" | "type" | "lot" | "holes">,
): PriceSeries {
  const random = new SeededRandom(given.seed);
  const { bars: count } = given;
  const column = () => new Float64Array(count);
  const [open, high, low, close, volume] = [column(), column(), column(), column(), column()];
  const days = new Int32Array(count);
  const marks = new Uint8Array(count);
  let last = 100;
  for (let t = 0, day = 18_000; t < count; t++, day += random.uniform() < 0.2 ? 3 : 1) {
    days[t] = day;
    open[t] = last * Math.exp(given.volatility * 0.5 * random.normal());
    close[t] = open[t]! * Math.exp(given.volatility * random.normal());
    high[t] = Math.max(open[t]!, close[t]!) * Math.exp(given.volatility * 0.5 * random.uniform());
    low[t] = Math.min(open[t]!, close[t]!) * Math.exp(-given.volatility * 0.5 * random.uniform());
    volume[t] = 1e6;
    last = close[t]!;
    if (given.holes && random.uniform() < 0.15) {
      marks[t] = random.uniform() < 0.5 ? BarMark.placeholder : BarMark.limitLocked;
    }
    if (given.holes && random.uniform() < 0.08) open[t] = Number.NaN;
    if (given.holes && random.uniform() < 0.08) high[t] = low[t] = Number.NaN;
  }
  return {
    instrument: {
      symbol: "X",
      name: "X",
      type: given.type,
      exchange: "HKEX",
      currency: "HKD",
      lot: given.lot,
    },
    bars: { days, open, high, low, close, volume, marks },
    source: "test",
    adjustment: "total-return",
    synthetic: true,
    sha256: "0".repeat(64),
    dividends: [],
    splits: [],
    findings: [],
  };
}

/** The ingredients as a simulation: on all bars but the first two, so that there is a past. */
export function simulationOf(given: Ingredients): SimulationInput {
  const series = randomSeries(given);
  const market = buildMarket([series], { from: series.bars.days[Math.min(2, given.bars - 1)]!, to: null });
  const rule: Rule = {
    on: {},
    legs: [{ instrument: "X", side: given.side, weight: given.weight }],
    entry: {
      at: given.phase,
      ifBlocked: given.ifBlocked,
      ...(given.gap !== null && { onlyIfGapBelow: given.gap }),
    },
    exit: {
      ...(given.hold !== null && { afterSessions: given.hold, at: given.leaves }),
      ...(given.stopLoss !== null && { stopLoss: given.stopLoss }),
      ...(given.target !== null && { target: given.target }),
      ...(given.trailingStop !== null && { trailingStop: given.trailingStop }),
    },
    overlap: given.overlap,
    sizing: given.sizing === "stance" ? { stance: given.leverage } : { fraction: given.leverage },
  };
  const strategy = resolveStrategy(
    { name: "random", hypothesis: "none", rules: [rule], leverage: given.leverage },
    {},
    "test",
  );
  const side = given.side === "long" ? 1 : -1;
  const costs = { ...DEFAULT_COSTS, bps: given.bps, minimum: given.minimum, borrow: 0.03 };
  const sorted = given.orders.filter(([session]) => session < given.bars).toSorted((a, b) => a[0] - b[0]);
  return {
    rules: strategy.rules,
    signals: sorted.map(([, , stance], index) => aSignal({ id: `s${index}`, stance })),
    known: sorted.map((_, index) => index),
    timing: "safe",
    market,
    orders: OrderList.of(
      sorted.map(([session, until], index) => ({
        leg: { index: 0, instrument: 0, side, weight: given.weight },
        occasion: {
          rule: 0,
          signal: index,
          basket: [0],
          terms: strategy.rules[0]!,
          session,
          phase: given.phase,
          knownAt: index,
          untilSession: until <= 0 ? null : session + until,
        },
      })),
    ),
    namedLater: new Set(),
    exitPlaces: [[new Int32Array(0)]],
    watched: [],
    replaced: {},
    onSession: null,
    params: {},
    rates: [unitRates(market.days.length)],
    fillCosts: market.series.map((one) => new FillCosts(costs, one)),
    config: {
      capital: 1_000_000,
      currency: "HKD",
      costs,
      leverage: given.leverage,
      maintenance: given.maintenance,
      sessionsPerYear: 252,
      wholeLots: true,
    },
  };
}
