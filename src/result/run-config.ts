import * as v from "valibot";
import { decodeOrThrow, whatAndFix } from "../decode/decode-with.ts";
import { TIMING_POLICIES } from "../signals/timing-policy.ts";
import type { CostConfig, CostSpec } from "../strategy/cost-spec.ts";
import type { ResolvedStrategy } from "../strategy/resolve-strategy.ts";
import { costSchema } from "../strategy/strategy-schema.ts";
import { parseCalendarDay } from "../time/calendar-day.ts";

/** What a user may set for a run; whatever is left out has a default, and the result writes all of it out. */
export interface RunConfig {
  /** money at the start, in the book's currency; default 1,000,000 */
  readonly capital?: number;
  /** currency of the book; default the strategy's, or that of its first instrument */
  readonly currency?: string;
  /** default `safe` */
  readonly timing?: "safe" | "best";
  /** first and last day of the run, `YYYY-MM-DD`; default as run-span.ts says: all sessions of the prices */
  readonly from?: string;
  readonly to?: string;
  /** trade B where the strategy says A */
  readonly instruments?: Readonly<Record<string, string>>;
  readonly costs?: CostSpec;
  /** highest gross exposure as a multiple of equity; default the strategy's, which is 1 unless it says otherwise */
  readonly leverage?: number;
  /** least equity as a fraction of gross exposure, below which positions are closed; default the strategy's, 0.25 */
  readonly maintenance?: number;
  /** round stocks and funds down to whole lots; default true */
  readonly wholeLots?: boolean;
  /** sessions that annualise volatility, Sharpe and the like; default 252 */
  readonly sessionsPerYear?: number;
  /** risk-free simple return per session; default 0 */
  readonly riskFree?: number;
  /** seed of every random draw; default 1 */
  readonly seed?: number;
  /** use drafts that nobody has reviewed, too; default false */
  readonly drafts?: boolean;
  /**
   * calendar shifts of the luck test; default 10,000 where the kernel runs them, and 499 where the engine does (fewer
   * for more than 80 orders); 0 turns the test off
   */
  readonly luck?: number;
  /** event study of the signals on the instruments; default true */
  readonly study?: boolean;
  /** the headline under other timings, fills and selections; default true */
  readonly sensitivity?: boolean;
  /** variants that were tried before this one was chosen, itself included: the deflated Sharpe ratio takes them */
  readonly trials?: { readonly count: number; readonly sharpeVariance: number };
}

const day = v.pipe(
  v.string(),
  v.check(
    (text) => parseCalendarDay(text) !== undefined,
    (issue) =>
      whatAndFix(`"${issue.input}" is not a calendar day`, "write it as YYYY-MM-DD, e.g. 2026-02-27"),
  ),
);
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const MOST_DRAWS = 10_000_000;
/** Beyond any fund in any currency; sums and products of it stay far from the largest number. */
const MOST_MONEY = 1e18;

/** Schema of {@link RunConfig}. */
export const runConfigSchema = v.pipe(
  v.strictObject({
    capital: v.exactOptional(v.pipe(positive, v.maxValue(MOST_MONEY))),
    currency: v.exactOptional(v.string()),
    timing: v.exactOptional(v.picklist(TIMING_POLICIES)),
    from: v.exactOptional(day),
    to: v.exactOptional(day),
    instruments: v.exactOptional(v.record(v.string(), v.string())),
    costs: v.exactOptional(costSchema),
    leverage: v.exactOptional(v.pipe(v.number(), v.minValue(1))),
    maintenance: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.ltValue(1))),
    wholeLots: v.exactOptional(v.boolean()),
    sessionsPerYear: v.exactOptional(positive),
    riskFree: v.exactOptional(v.pipe(v.number(), v.finite())),
    seed: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    drafts: v.exactOptional(v.boolean()),
    luck: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_DRAWS))),
    study: v.exactOptional(v.boolean()),
    sensitivity: v.exactOptional(v.boolean()),
    trials: v.exactOptional(
      v.strictObject({
        count: v.pipe(v.number(), v.integer(), v.minValue(1)),
        sharpeVariance: v.pipe(v.number(), v.finite(), v.minValue(0)),
      }),
    ),
  }),
  v.check(
    (config) => config.from === undefined || config.to === undefined || config.from <= config.to,
    whatAndFix("from is later than to", "swap the two"),
  ),
);

/** A run's configuration with every default written out; the result holds it as it is. */
export interface ResolvedConfig {
  readonly capital: number;
  readonly currency: string;
  readonly timing: "safe" | "best";
  readonly from: string | null;
  readonly to: string | null;
  readonly instruments: Readonly<Record<string, string>>;
  readonly costs: CostConfig;
  readonly leverage: number;
  readonly maintenance: number;
  readonly wholeLots: boolean;
  readonly sessionsPerYear: number;
  readonly riskFree: number;
  readonly seed: number;
  readonly drafts: boolean;
  readonly luck: { readonly kernel: number; readonly general: number };
  readonly study: boolean;
  readonly sensitivity: boolean;
  readonly trials: { readonly count: number; readonly sharpeVariance: number } | null;
}

const DEFAULT_CAPITAL = 1_000_000;
const DEFAULT_SESSIONS_PER_YEAR = 252;
const DEFAULT_SEED = 1;
/** Draws that keep a run interactive: a shift takes the kernel some microseconds, the engine some hundred. */
const DEFAULT_LUCK = { kernel: 10_000, general: 499 };

/**
 * Checks a configuration.
 *
 * @throws InputError naming every field that is wrong
 */
export function checkConfig(config: RunConfig): RunConfig {
  return decodeOrThrow(runConfigSchema, config, { file: "config" }) as RunConfig;
}

/**
 * Writes out a configuration's defaults.
 *
 * @param firstCurrency currency of the strategy's first instrument
 */
export function resolveConfig(
  given: RunConfig,
  strategy: ResolvedStrategy,
  firstCurrency: string,
): ResolvedConfig {
  return {
    capital: given.capital ?? DEFAULT_CAPITAL,
    currency: given.currency ?? strategy.currency ?? firstCurrency,
    timing: given.timing ?? "safe",
    from: given.from ?? null,
    to: given.to ?? null,
    instruments: given.instruments ?? {},
    costs: { ...strategy.costs, ...(given.costs as Partial<CostConfig> | undefined) },
    leverage: given.leverage ?? strategy.leverage,
    maintenance: given.maintenance ?? strategy.maintenance,
    wholeLots: given.wholeLots ?? true,
    sessionsPerYear: given.sessionsPerYear ?? DEFAULT_SESSIONS_PER_YEAR,
    riskFree: given.riskFree ?? 0,
    seed: given.seed ?? DEFAULT_SEED,
    drafts: given.drafts ?? false,
    luck: given.luck === undefined ? DEFAULT_LUCK : { kernel: given.luck, general: given.luck },
    study: given.study ?? true,
    sensitivity: given.sensitivity ?? true,
    trials: given.trials ?? null,
  };
}
