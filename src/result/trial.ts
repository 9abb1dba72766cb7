import { createHash } from "node:crypto";
import { definition, deflatedSharpeRatio, type Trials } from "../analysis/metrics/deflated-sharpe-ratio.ts";
import { type Metric, unmeasured } from "../analysis/metrics/metric.ts";
import { canonicalJson } from "../signals/catalogue.ts";
import { simpleReturns } from "../statistics/returns.ts";
import type { ResultDocument } from "./result-schema.ts";

/**
 * One variant of a strategy as the ledger of runs counts it: what was tried, on what, and how it came out. It holds no
 * date and no clock time.
 */
export interface Trial {
  readonly strategy: { readonly name: string; readonly file: string };
  /** what it was run on: the traded symbols, and whether their prices are synthetic */
  readonly data: string;
  /** hash of the strategy's source, parameters and configuration */
  readonly variant: string;
  /** how many variants this stands for: 1 for a run, the number of combinations for a sweep */
  readonly variants: number;
  /** Sharpe ratio per session, not annualised; the mean over a sweep's combinations; null where there is none */
  readonly sharpe: number | null;
  /** variance (ddof 1) of a sweep's Sharpe ratios per session; 0 for a run */
  readonly sharpeVariance: number;
  readonly runId: string;
}

/** Settings that change how a result is judged or printed, and not the trades: another seed is no other trial. */
const JUDGING_SETTINGS = ["seed", "luck", "sensitivity", "study", "trials"];

/**
 * The trial that a result is.
 *
 * The data are named by symbol, not by content: yesterday's prices with one more day are the same data, and forty
 * variants tried on them still count. Another span, another timing policy, other costs are another variant.
 */
export function trialOf(result: ResultDocument): Trial {
  const config = Object.fromEntries(
    Object.entries(result.config).filter(([name]) => !JUDGING_SETTINGS.includes(name)),
  );
  const identity = canonicalJson({
    strategy: result.strategy.sha256,
    params: result.strategy.params,
    config,
  });
  const annual = result.summary.sharpeRatio?.value ?? null;
  return {
    strategy: { name: result.strategy.name, file: result.strategy.file },
    data: dataName(result),
    variant: createHash("sha256").update(identity).digest("hex").slice(0, 16),
    variants: 1,
    sharpe: annual === null ? null : annual / Math.sqrt(result.config.sessionsPerYear),
    sharpeVariance: 0,
    runId: result.runId,
  };
}

/** What a result was run on, as the ledger names it. */
export function dataName(result: Pick<ResultDocument, "data">): string {
  const traded = result.data.prices.filter((series) => series.roles.includes("traded"));
  const symbols = traded.map((series) => series.symbol).sort();
  return `${symbols.join(" ")}${result.data.synthetic ? " (synthetic)" : ""}`;
}

/** Distinct variants, and how much their Sharpe ratios per session vary: what the deflated Sharpe ratio takes. */
export interface TrialCount {
  readonly count: number;
  /** variance (ddof 1); null with fewer than 2 variants that have a Sharpe ratio */
  readonly sharpeVariance: number | null;
}

/**
 * Counts trials: each variant once, the last time it was run. Variants without a Sharpe ratio count as tried.
 *
 * The variance over single runs and sweeps together is that of the union of all combinations:
 * Σ ((n_i - 1) v_i + n_i (m_i - m)²) / (Σ n_i - 1).
 */
export function countTrials(trials: readonly Trial[]): TrialCount {
  const byVariant = new Map(trials.map((trial) => [trial.variant, trial]));
  let count = 0;
  let measured = 0;
  let sum = 0;
  for (const { variants, sharpe } of byVariant.values()) {
    count += variants;
    if (sharpe === null) continue;
    measured += variants;
    sum += variants * sharpe;
  }
  if (measured < 2) return { count, sharpeVariance: null };
  const mean = sum / measured;
  let squares = 0;
  for (const { variants, sharpe, sharpeVariance } of byVariant.values()) {
    if (sharpe !== null) squares += (variants - 1) * sharpeVariance + variants * (sharpe - mean) ** 2;
  }
  return { count, sharpeVariance: squares / (measured - 1) };
}

/**
 * The deflated Sharpe ratio of a result for the variants counted in a ledger: the chance that its true Sharpe ratio beats
 * the best that as many worthless variants would show. It stands beside the result and not in it: the same run on another
 * machine has another ledger, and must give the same bytes. `config.trials` puts a count into a result.
 */
export function deflatedSharpeOf(result: ResultDocument, { count, sharpeVariance }: TrialCount): Metric {
  return sharpeVariance === null
    ? unmeasured(definition, "fewer than 2 variants with a Sharpe ratio were tried")
    : deflatedSharpeOfLevels(result.equity.equity, { count, variance: sharpeVariance });
}

/**
 * The deflated Sharpe ratio of an equity curve; undefined for an account that was lost, which has no returns after that.
 *
 * @param levels account value at t0 and at each close
 */
export function deflatedSharpeOfLevels(levels: ArrayLike<number>, trials: Trials): Metric {
  const isLost = Array.from(levels).some((level) => level <= 0);
  return isLost
    ? unmeasured(definition, "the account was lost")
    : deflatedSharpeRatio(simpleReturns(levels), trials);
}
