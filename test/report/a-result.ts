import type { Instrument } from "../../src/market/instrument.ts";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { type BacktestInputs, backtest } from "../../src/result/backtest.ts";
import type { ResultDocument } from "../../src/result/result-schema.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";
import { defineStrategy } from "../../src/strategy/define-strategy.ts";
import { param } from "../../src/strategy/param.ts";
import { calendarDay, formatCalendarDay, isWeekend } from "../../src/time/calendar-day.ts";
import { aSignal } from "../signals/a-signal.ts";

const FIRST_DAY = calendarDay(2023, 1, 3) as number;

const FUND: Instrument = {
  symbol: "3033.HK",
  name: "CSOP Hang Seng TECH Index ETF",
  type: "etf",
  exchange: "HKEX",
  currency: "HKD",
  lot: 200,
};
const INDEX: Instrument = {
  symbol: "^HSI",
  name: "Hang Seng Index",
  type: "index",
  exchange: "HKEX",
  currency: "HKD",
  lot: null,
};

/** A random walk on weekdays: no market's prices, and the same on every machine. */
function aSeries(
  instrument: Instrument,
  sessions: number,
  start: number,
  seed: number,
  drift = 0,
): PriceSeries {
  const random = new SeededRandom(seed);
  const days = new Int32Array(sessions);
  for (let day = FIRST_DAY, index = 0; index < sessions; day++) if (!isWeekend(day)) days[index++] = day;
  const [open, high, low, close, volume] = [0, 0, 0, 0, 0].map(() => new Float64Array(sessions));
  let level = start;
  for (let index = 0; index < sessions; index++) {
    const first = level * (1 + 0.006 * random.normal());
    level = first * (1 + drift + 0.013 * random.normal());
    open![index] = first;
    close![index] = level;
    high![index] = Math.max(first, level) * (1 + 0.004 * random.uniform());
    low![index] = Math.min(first, level) * (1 - 0.004 * random.uniform());
    volume![index] = 1e6;
  }
  return {
    instrument,
    bars: {
      days,
      open: open!,
      high: high!,
      low: low!,
      close: close!,
      volume: volume!,
      marks: new Uint8Array(sessions),
    },
    source: "test:walk",
    adjustment: "total-return",
    synthetic: false,
    sha256: seed.toString(16).padStart(64, "0"),
    dividends: [],
    splits: [],
    findings: [],
  };
}

/** What `aBacktest` may change. */
export interface ResultOptions {
  readonly sessions?: number;
  readonly signals?: readonly PolicySignal[];
  readonly withCloses?: boolean;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly name?: string;
  readonly hypothesis?: string;
  /** gather the evidence, too; it takes a hundred times as long as the run */
  readonly withEvidence?: boolean;
}

/** The strategy of the reports' tests: meetings are bought, crackdowns sold short. */
function testStrategy(name = "Meetings up, crackdowns down", hypothesis = "Meetings lift the fund.") {
  return defineStrategy({
    name,
    hypothesis,
    params: {
      hold: param.integer(8, { min: 1, max: 40 }),
      stopLoss: param.fraction(0.06, { min: 0.02, max: 0.3 }),
    },
    benchmark: "^HSI",
    rules: ({ hold, stopLoss }) => [
      {
        name: "meeting",
        on: { kinds: ["leadership-meeting"], stance: { atLeast: 0.2 } },
        legs: [{ instrument: "3033.HK", side: "long" }],
        entry: { at: "open" },
        exit: { afterSessions: hold, stopLoss },
        overlap: "extend",
      },
      {
        name: "crackdown",
        on: { kinds: ["enforcement"], stance: { atMost: -0.2 } },
        legs: [{ instrument: "3033.HK", side: "short" }],
        entry: { at: "open" },
        exit: { afterSessions: hold, stopLoss },
        overlap: "ignore",
      },
    ],
  });
}

/** What a test's backtest reads. */
function testInputs(options: ResultOptions = {}): BacktestInputs {
  const sessions = options.sessions ?? 420;
  return {
    signals: buildCatalogue(
      (options.signals ?? testSignals(sessions)).map((signal, index) => ({
        signal,
        at: `signals.json [${index}]`,
      })),
    ),
    prices: [aSeries(FUND, sessions, 4.2, 11, 0.0002), aSeries(INDEX, sessions, 18_000, 23)],
    config: {
      currency: "HKD",
      ...(options.withEvidence !== true && { luck: 0, study: false, sensitivity: false }),
    },
    ...(options.params !== undefined && { params: options.params }),
    ...(options.withCloses !== undefined && { withCloses: options.withCloses }),
    provenance: {
      strategyFile: "strategies/meetings-and-crackdowns.ts",
      strategySha256: "a".repeat(64),
      signalsFile: "signals/test.json",
    },
  };
}

/** A result document of a small backtest on random walks. */
export function aResult(options: ResultOptions = {}): ResultDocument {
  return backtest(testStrategy(options.name, options.hypothesis), testInputs(options));
}

const ACTS = [
  ["leadership-meeting", 0.8, "Leaders meet technology founders"],
  ["enforcement-opened", -0.7, "Regulator opens a case against a platform"],
  ["leadership-meeting", 0.4, "Premier hears executives of platform companies"],
  ["politburo", 0.5, "Politburo readout promises stable expectations"],
  ["enforcement-closed", -0.3, "Regulator fines a platform and closes the case"],
] as const;

/** One signal about every `spacing` sessions, their acts in turn. */
export function testSignals(sessions: number, spacing = 8): PolicySignal[] {
  const signals: PolicySignal[] = [];
  for (let index = 0; (index + 1) * spacing * 1.4 < sessions * 1.4 - 20; index++) {
    const date = formatCalendarDay(FIRST_DAY + 6 + Math.floor(index * spacing * 1.4));
    const [kind, stance, title] = ACTS[index % ACTS.length] as (typeof ACTS)[number];
    signals.push(
      aSignal({
        id: `act-${index + 1}`,
        title: `${title} (${index + 1})`,
        kind,
        stance,
        occursAt: date,
        publishedAt: { date, time: "16:30", session: "post-close", basis: "stamp" },
        family: index % 3 === 0 ? null : "L1",
        familyComplete: index % 3 !== 0,
        sources: [`https://example.org/act-${index + 1}`],
      }),
    );
  }
  return signals;
}
