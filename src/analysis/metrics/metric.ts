/**
 * What a metric's number means to a reader; the report's formatter makes percents of fractions. A "return" is a fraction
 * that was gained or lost, whose sign is shown; any other fraction (volatility, exposure, drawdown) has no plus.
 */
export type MetricUnit =
  | "return"
  | "fraction"
  | "ratio"
  | "money"
  | "sessions"
  | "days"
  | "count"
  | "probability"
  | "per-year";

/**
 * A measured number with the id of its definition, or null with the reason why it is undefined: never NaN, an infinity,
 * or a 0 that stands for either.
 */
export type Metric = DefinedMetric | UndefinedMetric;

export interface DefinedMetric {
  readonly value: number;
  /** Definition id with the choices that change the number, e.g. `sharpe.arithmetic.ddof1.n252`. */
  readonly definition: string;
}

export interface UndefinedMetric {
  readonly value: null;
  readonly reason: string;
  readonly definition: string;
}

/** Choices that a metric of returns may depend on. */
export interface MetricOptions {
  /** Sessions per year that annualise; 252 unless given. HKEX has about 246. */
  readonly sessionsPerYear?: number;
  /** Risk-free simple return per session; 0 unless given. */
  readonly riskFree?: number;
}

/** What each metric is computed from. Arrays are oldest first; nothing is missing in them. */
export interface MetricSources {
  /** n + 1 levels, the first one included, and the day (since 1970-01-01) of each. */
  readonly equity: { readonly levels: ArrayLike<number>; readonly days: ArrayLike<number> };
  /** The same, for metrics that count calendar days; `equity` may number its levels instead. */
  readonly dated: { readonly levels: ArrayLike<number>; readonly days: ArrayLike<number> };
  /** n simple returns, one a session. */
  readonly returns: ArrayLike<number>;
  /** Returns of the strategy and of its benchmark on the same n sessions. */
  readonly benchmark: { readonly returns: ArrayLike<number>; readonly benchmark: ArrayLike<number> };
  /** One entry per closed trade. */
  readonly trades: TradeOutcomes;
  /** Gross weight (sum of absolute position values over equity) of each of n sessions. */
  readonly exposure: ArrayLike<number>;
  /** Notional bought and sold over the whole run, in the currency of the n + 1 levels. */
  readonly turnover: { readonly tradedNotional: number; readonly levels: ArrayLike<number> };
  /** Returns, and the Sharpe ratios per session of all variants that were tried, this one included. */
  readonly trials: { readonly returns: ArrayLike<number>; readonly sharpes: ArrayLike<number> };
}

/** Closed trades as columns. Positions still open are no trades; they are marked and counted apart. */
export interface TradeOutcomes {
  /** Money after costs. */
  readonly profits: ArrayLike<number>;
  /** Fraction of the entry's notional after costs. */
  readonly returns: ArrayLike<number>;
  readonly sessionsHeld: ArrayLike<number>;
}

/** A metric as the catalogue lists it. */
export interface MetricDefinition<Source extends keyof MetricSources = keyof MetricSources> {
  /** Name of the property in a result's summary. */
  readonly key: string;
  /** Id without the choices; `metricId` adds them. */
  readonly id: string;
  readonly name: string;
  readonly formula: string;
  readonly source: string;
  readonly unit: MetricUnit;
  /** The number depends on sessionsPerYear, and the id says which. */
  readonly annualised?: boolean;
  /** The number depends on riskFree, and the id says which when it is not 0. */
  readonly riskFree?: boolean;
  readonly from: Source;
  readonly measure: (source: MetricSources[Source], options: MetricOptions) => Metric;
}

/** A definition whose source type the catalogue need not know. */
export type AnyMetricDefinition = {
  [Source in keyof MetricSources]: MetricDefinition<Source>;
}[keyof MetricSources];

/** Sessions per year unless the config says otherwise. */
const DEFAULT_SESSIONS_PER_YEAR = 252;

/** Sessions per year of some options. */
export function sessionsPerYearOf(options: Pick<MetricOptions, "sessionsPerYear">): number {
  return options.sessionsPerYear ?? DEFAULT_SESSIONS_PER_YEAR;
}

/** Difference between simple returns that is the rounding of the levels they come from. */
export const RETURN_RESOLUTION = 1e-14;

type Identified = Pick<MetricDefinition, "id" | "annualised" | "riskFree">;

/** The definition's id with the choices that change the number. */
export function metricId(definition: Identified, options: MetricOptions = {}): string {
  const sessions = definition.annualised ? `.n${sessionsPerYearOf(options)}` : "";
  const riskFree = definition.riskFree && options.riskFree ? `.rf${options.riskFree}` : "";
  return definition.id + sessions + riskFree;
}

/** A measured value; one that is not finite (a growth rate beyond 1e308, say) is undefined and says so. */
export function measured(definition: Identified, value: number, options: MetricOptions = {}): Metric {
  if (!Number.isFinite(value)) return unmeasured(definition, `the formula gives ${value}`, options);
  // -0 would print as "-0".
  return { value: value === 0 ? 0 : value, definition: metricId(definition, options) };
}

/** An undefined metric and why. */
export function unmeasured(
  definition: Identified,
  reason: string,
  options: MetricOptions = {},
): UndefinedMetric {
  return { value: null, reason, definition: metricId(definition, options) };
}
