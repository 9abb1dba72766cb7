import { computeMetrics } from "../analysis/metrics/compute-metrics.ts";
import { drawdownEpisodes } from "../analysis/metrics/drawdown-episodes.ts";
import { metricCatalogue } from "../analysis/metrics/metric-catalogue.ts";
import type { Simulation } from "../engine/simulation.ts";
import type { Trade } from "../engine/trade.ts";
import { type CalendarDay, formatCalendarDay } from "../time/calendar-day.ts";
import { firstDayFrom } from "../time/first-day-from.ts";
import { benchmarkLevels } from "./benchmark-levels.ts";
import { describeCloses } from "./describe-closes.ts";
import { describePrices } from "./describe-prices.ts";
import { describeSignals } from "./describe-signals.ts";
import { describeTrades } from "./describe-trades.ts";
import type { Evidence } from "./evidence-schema.ts";
import type { BacktestInputs, PreparedRun } from "./prepare-run.ts";
import { RESULT_SCHEMA_NAME, type ResultDocument } from "./result-schema.ts";
import { runId } from "./run-id.ts";
import { collectWarnings } from "./warnings.ts";

/** Metrics that a benchmark can have: it has no trades, no orders and no variants. */
const BENCHMARK_METRICS = metricCatalogue.filter(
  ({ from }) => !["trades", "exposure", "turnover", "trials"].includes(from),
);

const UNKNOWN_PROVENANCE = {
  strategyFile: "(in memory)",
  strategySha256: "0".repeat(64),
  signalsFile: "(in memory)",
};

/** Puts what a run was, what it read and what came of it into one document. */
export function buildResult(
  run: PreparedRun,
  simulation: Simulation,
  inputs: BacktestInputs,
  evidence: Evidence,
): ResultDocument {
  const { config, strategy, market } = run;
  const provenance = inputs.provenance ?? UNKNOWN_PROVENANCE;
  const days = levelDays(run);
  const levels = Float64Array.from([config.capital, ...simulation.equity]);
  const trades = describeTrades(run, simulation);
  const benchmark = run.benchmark === null ? null : benchmarkLevels(run.benchmark, days, config.capital);
  const returnsOf = (values: Float64Array) =>
    values.slice(1).map((level, index) => level / values[index]! - 1);
  const options = { sessionsPerYear: config.sessionsPerYear, riskFree: config.riskFree };
  const prices = describePrices(run);
  return {
    schema: RESULT_SCHEMA_NAME,
    runId: runId(run, prices, inputs.signals.sha256, provenance.strategySha256),
    strategy: {
      name: strategy.name,
      hypothesis: strategy.hypothesis,
      file: provenance.strategyFile,
      sha256: provenance.strategySha256,
      params: { ...strategy.params },
    },
    config: { ...config, instruments: { ...config.instruments } },
    data: {
      prices,
      signals: {
        file: provenance.signalsFile,
        sha256: inputs.signals.sha256,
        count: inputs.signals.signals.length,
      },
      synthetic: prices.some((series) => series.synthetic),
    },
    span: {
      from: market.days.length === 0 ? null : formatCalendarDay(market.days[0]!),
      to: market.days.length === 0 ? null : formatCalendarDay(market.days.at(-1)!),
      sessions: market.days.length,
    },
    summary: computeMetrics({
      levels,
      days,
      ...(simulation.exposure.every(Number.isFinite) && { grossWeights: simulation.exposure }),
      tradedNotional: simulation.traded,
      trades: {
        profits: simulation.trades.map((trade) => trade.profit),
        returns: simulation.trades.map((trade) => trade.return),
        sessionsHeld: simulation.trades.map((trade) => trade.sessionsHeld),
      },
      ...(benchmark !== null && { benchmarkReturns: returnsOf(benchmark) }),
      ...options,
    }),
    benchmark: describeBenchmark(run, benchmark, days, options),
    signals: describeSignals(run, simulation),
    trades,
    equity: {
      date: Array.from(days, (day) => formatCalendarDay(day)),
      equity: [...levels],
      drawdown: drawdownColumn(levels),
      exposure: [0, ...Array.from(simulation.exposure, (share) => (Number.isNaN(share) ? null : share))],
      benchmark: benchmark === null ? null : [...benchmark],
    },
    closes: inputs.withCloses === true ? describeCloses(run.market) : null,
    drawdowns: describeDrawdowns(levels, days, run, simulation.trades),
    ...evidence,
    warnings: collectWarnings(run, simulation, evidence),
  };
}

/** Days of the levels: the session before the first (the day before, if the prices begin with it), then each session. */
function levelDays(run: PreparedRun): Int32Array {
  const { days } = run.market;
  const first = days[0];
  if (first === undefined) return Int32Array.of(0);
  let before = first - 1;
  const earlier = run.market.series.flatMap((series) => {
    const index = firstDayFrom(series.bars.days, first) - 1;
    return index < 0 ? [] : [series.bars.days[index]!];
  });
  if (earlier.length > 0) before = Math.max(...earlier);
  return Int32Array.from([before, ...days]);
}

function drawdownColumn(levels: Float64Array): number[] {
  let peak = Number.NEGATIVE_INFINITY;
  return Array.from(levels, (level) => {
    peak = Math.max(peak, level);
    return level / peak - 1;
  });
}

function describeBenchmark(
  run: PreparedRun,
  levels: Float64Array | null,
  days: Int32Array,
  options: { sessionsPerYear: number; riskFree: number },
): ResultDocument["benchmark"] {
  const symbol = run.strategy.benchmark;
  if (symbol === null) return { symbol: null, missing: "the strategy names no benchmark" };
  if (run.benchmark === null) return { symbol, missing: `there are no prices of ${symbol}` };
  if (levels === null) return { symbol, missing: `the prices of ${symbol} begin after the run does` };
  const summary = computeMetrics({ levels, days, ...options }, BENCHMARK_METRICS);
  return { symbol, name: run.benchmark.instrument.name, summary };
}

function describeDrawdowns(
  levels: Float64Array,
  days: Int32Array,
  run: PreparedRun,
  trades: readonly Trade[],
): ResultDocument["drawdowns"] {
  const text = (index: number) => formatCalendarDay(days[index]!);
  return drawdownEpisodes(levels, days).map((episode) => ({
    depth: episode.depth,
    peak: text(episode.peakIndex),
    trough: text(episode.troughIndex),
    recovery: episode.recoveryIndex === null ? null : text(episode.recoveryIndex),
    recovered: episode.recovered,
    sessions: episode.sessions,
    calendarDays: episode.calendarDays,
    signalIds: signalsBetween(run, trades, days[episode.peakIndex]!, days[episode.troughIndex]!),
  }));
}

/** Ids of the signals whose trades were open at some time after `from` and up to `to`. */
function signalsBetween(
  run: PreparedRun,
  trades: readonly Trade[],
  from: CalendarDay,
  to: CalendarDay,
): string[] {
  const ids = trades
    .filter((trade) => {
      const days = run.market.series[trade.instrument]?.bars.days as Int32Array;
      return days[trade.entry.session]! <= to && days[trade.exit.session]! > from;
    })
    .flatMap((trade) => trade.signals.map((index) => run.signals[index]?.id as string));
  return [...new Set(ids)];
}
