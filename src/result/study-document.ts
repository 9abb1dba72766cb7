import { createHash } from "node:crypto";
import { clockDifference } from "../analysis/signal-study/benchmark-returns.ts";
import { DEFAULT_STUDY, type StudySettings } from "../analysis/signal-study/study-settings.ts";
import { assertArgument } from "../decode/assert-argument.ts";
import { formatCounted } from "../decode/format-count.ts";
import { simulate } from "../engine/simulate.ts";
import { InputError, MarketDataError } from "../errors.ts";
import type { PriceSeries } from "../market/price-series.ts";
import { type Catalogue, canonicalJson, isReviewed } from "../signals/catalogue.ts";
import { type SignalSelection, selectSignals } from "../signals/select-signals.ts";
import { knownAt, type TimingPolicy } from "../signals/timing-policy.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { describePrices } from "./describe-prices.ts";
import { describeStudy, studyOfRun } from "./describe-study.ts";
import type { Evidence } from "./evidence-schema.ts";
import { assertInputs, type BacktestInputs, prepareRun } from "./prepare-run.ts";
import { STUDY_SCHEMA_NAME, type StudyDocument } from "./study-document-schema.ts";
import { type StudyOptions, studySettings } from "./study-options.ts";

/** What is studied without a strategy: a selection of signals on instruments. */
export interface SelectionStudyInputs {
  readonly signals: Catalogue;
  readonly prices: readonly PriceSeries[];
  readonly selection: SignalSelection;
  readonly instruments: readonly string[];
  readonly benchmark?: string;
  readonly timing?: TimingPolicy;
  readonly seed?: number;
  /** use drafts that nobody has reviewed, too; default false */
  readonly drafts?: boolean;
  readonly signalsFile?: string;
}

/**
 * Event study of a strategy's signals on the instruments that its rules trade them on.
 *
 * @throws InputError for wrong settings, parameters or rules
 * @throws MarketDataError if an instrument that is traded has no prices
 */
export function studyStrategy(
  strategy: Strategy,
  inputs: BacktestInputs,
  options: StudyOptions = {},
): StudyDocument {
  const run = prepareRun(strategy, inputs);
  assertBenchmark(run.market.series, run.benchmark, options);
  const { provenance } = inputs;
  return buildDocument(
    {
      title: run.strategy.name,
      strategy: {
        file: provenance?.strategyFile ?? "(in memory)",
        sha256: provenance?.strategySha256 ?? "0".repeat(64),
        params: { ...run.strategy.params },
      },
      selection: null,
      instruments: run.market.series.map(({ instrument }) => instrument.symbol),
    },
    inputs.signals,
    provenance?.signalsFile ?? "(in memory)",
    describePrices(run),
    studyOfRun(run, simulate(run.input), studySettings(options)),
  );
}

/**
 * Event study of selected signals, each on every one of the instruments.
 *
 * @throws InputError for wrong settings
 * @throws MarketDataError naming every instrument without prices
 */
export function studySelection(inputs: SelectionStudyInputs, options: StudyOptions = {}): StudyDocument {
  assertInputs(inputs);
  assertArgument(inputs.selection, "object", "inputs.selection", "give e.g. { kinds: [...] }, or {} for all");
  assertArgument(inputs.instruments, "list", "inputs.instruments", "name the instruments to study");
  const bySymbol = new Map(inputs.prices.map((series) => [series.instrument.symbol, series]));
  const timing = inputs.timing ?? "safe";
  const signals = inputs.signals.signals.filter((signal) => inputs.drafts === true || isReviewed(signal));
  const series = seriesFor(inputs.instruments, bySymbol);
  const benchmark =
    inputs.benchmark === undefined ? null : (seriesFor([inputs.benchmark], bySymbol)[0] ?? null);
  assertBenchmark(series, benchmark, options);
  const chosen = new Set(selectSignals(signals, inputs.selection, (signal) => knownAt(signal, timing)));
  const pairs = signals.flatMap((signal, index) =>
    chosen.has(signal) ? series.map((_, place) => ({ signal: index, series: place })) : [],
  );
  const given = studySettings(options);
  const settings: StudySettings = {
    ...DEFAULT_STUDY,
    timing,
    seed: inputs.seed ?? DEFAULT_STUDY.seed,
    ...given,
  };
  const study: Evidence["study"] =
    pairs.length === 0
      ? { missing: `of ${formatCounted(signals.length, "signal")} none is selected` }
      : describeStudy({ signals, series, pairs, benchmark, settings });
  return buildDocument(
    {
      title: `${formatCounted(chosen.size, "selected signal")} on ${inputs.instruments.join(", ")}`,
      strategy: null,
      selection: { ...inputs.selection },
      instruments: [...inputs.instruments],
    },
    inputs.signals,
    inputs.signalsFile ?? "(in memory)",
    describePrices({ market: { series }, benchmark, rateSeries: [] }),
    study,
  );
}

/**
 * Refuses what a model of the market cannot do: none without a benchmark, none by the day against a benchmark whose day
 * is another. Left to themselves, both would quietly become the instrument's own mean.
 */
function assertBenchmark(
  series: readonly PriceSeries[],
  benchmark: PriceSeries | null,
  { model, otherClock = "refuse" }: StudyOptions,
): void {
  if (model === "mean-adjusted") return;
  if (benchmark === null) {
    if (model === undefined) return;
    throw new InputError({
      what: `the ${model} model needs a benchmark, and there is none`,
      at: "--model",
      fix: "name one with --benchmark (or in the strategy), or use --model mean-adjusted",
    });
  }
  if (otherClock !== "refuse") return;
  const issues = series.flatMap((one) => {
    const last = one.bars.days.at(-1);
    const difference = last === undefined ? null : clockDifference(one, benchmark, last);
    if (difference === null) return [];
    return {
      what: difference,
      at: one.instrument.symbol,
      fix: `--other-clock aligned takes ${benchmark.instrument.symbol} as of its last close before each of ${one.instrument.symbol}'s, --other-clock mean-adjusted the instrument's own mean; or name a benchmark of its own time zone`,
    };
  });
  if (issues.length > 0) throw new InputError(issues);
}

function seriesFor(symbols: readonly string[], bySymbol: ReadonlyMap<string, PriceSeries>): PriceSeries[] {
  const missing = symbols.filter((symbol) => !bySymbol.has(symbol));
  if (missing.length > 0) {
    throw new MarketDataError(
      missing.map((symbol) => ({
        what: `no prices of ${symbol}, which the study asks for`,
        at: symbol,
        fix: `give them with --file ${symbol}=prices.csv or --prices`,
      })),
    );
  }
  return symbols.map((symbol) => bySymbol.get(symbol)!);
}

function buildDocument(
  subject: StudyDocument["subject"],
  signals: Catalogue,
  signalsFile: string,
  prices: StudyDocument["data"]["prices"],
  study: Evidence["study"],
): StudyDocument {
  const inputs = {
    subject,
    settings: "missing" in study ? null : study.settings,
    ranges: "missing" in study ? null : study.ranges.map(({ sessions }) => sessions),
    signals: signals.sha256,
    prices: prices.map((series) => [series.symbol, series.roles, series.sha256]),
  };
  return {
    schema: STUDY_SCHEMA_NAME,
    studyId: createHash("sha256").update(canonicalJson(inputs)).digest("hex").slice(0, 16),
    subject,
    data: {
      prices,
      signals: { file: signalsFile, sha256: signals.sha256, count: signals.signals.length },
      synthetic: prices.some((series) => series.synthetic),
    },
    study,
  };
}
