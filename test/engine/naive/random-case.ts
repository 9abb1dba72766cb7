import fc from "fast-check";
import type { PriceSeries } from "../../../src/market/price-series.ts";
import { prepareRun } from "../../../src/result/prepare-run.ts";
import type { RunConfig } from "../../../src/result/run-config.ts";
import { buildCatalogue } from "../../../src/signals/catalogue.ts";
import type { PolicySignal } from "../../../src/signals/policy-signal.ts";
import { DEFAULT_COSTS } from "../../../src/strategy/cost-spec.ts";
import type { Strategy } from "../../../src/strategy/define-strategy.ts";
import type { Rule } from "../../../src/strategy/rule.ts";
import {
  currencyOn,
  type RandomSeries,
  randomRates,
  randomSeries,
  randomSeriesParts,
} from "./random-market.ts";
import { randomRules, randomSignals } from "./random-strategy.ts";

/** A market, a catalogue and a strategy, all at random. */
export interface RandomCase {
  readonly bars: number;
  readonly parts: readonly RandomSeries[];
  readonly signals: readonly PolicySignal[];
  readonly rules: readonly Rule[];
  readonly bps: number;
  readonly minimum: number;
  readonly halfSpreadBps: number;
  readonly leverage: number;
  readonly wholeLots: boolean;
  readonly book: "USD" | "HKD" | "first";
}

const SYMBOLS = ["X", "Y", "Z"];

export const randomCase: fc.Arbitrary<RandomCase> = fc
  .record({
    bars: fc.integer({ min: 12, max: 60 }),
    parts: fc.array(randomSeriesParts, { minLength: 1, maxLength: 3 }),
  })
  .chain(({ bars, parts }) =>
    fc.record({
      bars: fc.constant(bars),
      parts: fc.constant(parts),
      signals: randomSignals(Math.floor(bars * 1.4)),
      rules: randomRules(SYMBOLS.slice(0, parts.length)),
      bps: fc.constantFrom(0, 10),
      minimum: fc.constantFrom(0, 25),
      halfSpreadBps: fc.constantFrom(0, 3),
      leverage: fc.constantFrom(1, 1, 2),
      wholeLots: fc.boolean(),
      book: fc.constantFrom("USD" as const, "HKD" as const, "first" as const),
    }),
  );

/** Prices of a case, its exchange rates included. */
export function pricesOf(given: RandomCase): PriceSeries[] {
  return [
    ...given.parts.map((parts, index) => randomSeries(SYMBOLS[index]!, parts, given.bars)),
    randomRates("HKD", 1, given.bars),
    randomRates("CNY", 2, given.bars),
  ];
}

/** A case made ready for the engine. */
export function prepareCase(
  given: RandomCase,
  prices: readonly PriceSeries[] = pricesOf(given),
  signals: readonly PolicySignal[] = given.signals,
  config: RunConfig = {},
  strategy: Pick<Partial<Strategy>, "instruments" | "onSession"> = {},
) {
  const book = given.book === "first" ? currencyOn(given.parts[0]!.exchange) : given.book;
  return prepareRun(
    {
      name: "random",
      hypothesis: "none",
      rules: given.rules,
      leverage: given.leverage,
      ...strategy,
    } as Strategy,
    {
      signals: buildCatalogue(signals.map((signal) => ({ signal, at: signal.id }))),
      prices,
      config: {
        capital: 1_000_000,
        currency: book,
        wholeLots: given.wholeLots,
        costs: {
          ...DEFAULT_COSTS_OF_TESTS,
          bps: given.bps,
          minimum: given.minimum,
          halfSpreadBps: given.halfSpreadBps,
        },
        ...config,
      },
    },
  );
}

const { impact: _, ...DEFAULTS } = DEFAULT_COSTS;
const DEFAULT_COSTS_OF_TESTS = { ...DEFAULTS, statutory: false, borrow: 0.03 };
