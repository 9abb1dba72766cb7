import { assertArgument } from "../../decode/assert-argument.ts";
import { assertFinite } from "../../statistics/finite-values.ts";
import { compoundLevels, simpleReturns } from "../../statistics/returns.ts";
import { parseCalendarDay } from "../../time/calendar-day.ts";
import {
  type AnyMetricDefinition,
  type Metric,
  type MetricDefinition,
  type MetricOptions,
  type MetricSources,
  type TradeOutcomes,
  unmeasured,
} from "./metric.ts";
import { metricCatalogue } from "./metric-catalogue.ts";

/** A run as columns; what is left out makes the metrics that need it undefined, with that reason. */
export interface PerformanceInput extends MetricOptions {
  /** Account value at t0 and at each close; length n + 1. Either these or `returns`. */
  readonly levels?: ArrayLike<number>;
  /** n simple returns instead, one a session; the levels are what 1 becomes. */
  readonly returns?: ArrayLike<number>;
  /** Day of each of the n + 1 levels: an ISO date, or a number of days since 1970-01-01. */
  readonly days?: ArrayLike<number> | readonly string[];
  /** Gross weight of each of the n sessions. */
  readonly grossWeights?: ArrayLike<number>;
  /** Σ |quantity × price| of all fills, in the currency of the levels. */
  readonly tradedNotional?: number;
  readonly trades?: TradeOutcomes;
  /** n simple returns of the benchmark on the same sessions. */
  readonly benchmarkReturns?: ArrayLike<number>;
  /** Sharpe ratios per session of all variants that were tried, this one included. */
  readonly trialSharpes?: ArrayLike<number>;
}

/**
 * Every metric of the catalogue for one run.
 *
 * @param catalogue the metrics to compute; all unless given
 * @returns one entry a metric, by the definition's `key`, in the order of the catalogue
 * @throws RangeError for arrays that do not fit one another, numbers that are not finite, or neither levels nor returns
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 * @example computeMetrics({ returns: [0.1, -0.1] }).totalReturn?.value // => -0.01 to rounding
 */
export function computeMetrics(
  input: PerformanceInput,
  catalogue: readonly AnyMetricDefinition[] = metricCatalogue,
): Record<string, Metric> {
  assertArgument(input, "object", "input", "give { levels } or { returns }");
  const sources = sourcesOf(input);
  const options: MetricOptions = {
    ...(input.sessionsPerYear === undefined ? {} : { sessionsPerYear: input.sessionsPerYear }),
    ...(input.riskFree === undefined ? {} : { riskFree: input.riskFree }),
  };
  const metrics: Record<string, Metric> = {};
  for (const definition of catalogue) metrics[definition.key] = measure(definition, sources, options);
  return metrics;
}

/** Each source, or the reason why it is not there. */
type Available = { readonly [Source in keyof MetricSources]: MetricSources[Source] | string };

function sourcesOf(input: PerformanceInput): Available {
  const levels = levelsOf(input);
  const days = daysOf(input.days, levels.length);
  const lost = Array.from(levels).findIndex((level) => level <= 0);
  const noReturns =
    lost >= 0 ? `the account is at ${levels[lost]} at level ${lost}, and has no return after that` : null;
  const returns = noReturns === null ? Float64Array.from(input.returns ?? simpleReturns(levels)) : null;
  const withReturns = <Source>(build: (returns: Float64Array) => Source | string): Source | string =>
    returns === null ? noReturns! : build(returns);
  const { benchmarkReturns, trialSharpes } = input;
  return {
    equity: { levels, days: days ?? Array.from(levels, (_, t) => t) },
    dated: days === null ? "no days were given" : { levels, days },
    returns: withReturns((own) => own),
    benchmark: withReturns((own) =>
      benchmarkReturns === undefined
        ? "there is no benchmark"
        : { returns: own, benchmark: benchmarkReturns },
    ),
    trades: input.trades ?? "no trades were given",
    exposure: input.grossWeights ?? noReturns ?? "no exposure was given",
    turnover:
      input.tradedNotional === undefined
        ? "no traded notional was given"
        : { tradedNotional: input.tradedNotional, levels },
    trials: withReturns((own) =>
      trialSharpes === undefined ? "no trials were counted" : { returns: own, sharpes: trialSharpes },
    ),
  };
}

function levelsOf({ levels, returns }: PerformanceInput): ArrayLike<number> {
  if ((levels === undefined) === (returns === undefined))
    throw new RangeError("metrics need either levels or returns");
  if (levels !== undefined) return levels;
  assertFinite(returns!, "return");
  return compoundLevels(returns!);
}

function daysOf(days: PerformanceInput["days"], levels: number): ArrayLike<number> | null {
  if (days === undefined) return null;
  if (days.length !== levels) throw new RangeError(`${levels} levels need as many days, got ${days.length}`);
  return Array.from<string | number, number>(days as ArrayLike<string | number>, (day) => {
    const number = typeof day === "string" ? parseCalendarDay(day) : day;
    if (number === undefined)
      throw new RangeError(`"${day}" is not a calendar day, which is written YYYY-MM-DD`);
    return number;
  });
}

function measure(definition: AnyMetricDefinition, sources: Available, options: MetricOptions): Metric {
  const source = sources[definition.from];
  if (typeof source === "string") return unmeasured(definition, source, options);
  // The definition names the source it takes; the union of all definitions has lost the link between the two.
  return (definition as MetricDefinition).measure(
    source as MetricSources[keyof MetricSources] as never,
    options,
  );
}
