import { deflatedSharpeRatio } from "../analysis/metrics/deflated-sharpe-ratio.ts";
import { CalendarStretch } from "../analysis/significance/calendar-span.ts";
import { bootstrapMeans } from "./bootstrap-means.ts";
import { CalendarMaxTally, type CalendarMaxTest } from "./calendar-max-test.ts";
import { type EffectiveTrials, effectiveTrials } from "./effective-trials.ts";
import type { ParameterSpace } from "./parameter-space.ts";
import {
  type BacktestOverfitting,
  probabilityOfBacktestOverfitting,
} from "./probability-of-backtest-overfitting.ts";
import { realityCheck, type SnoopingTest } from "./reality-check.ts";
import { returnMatrix, returnsOf } from "./return-matrix.ts";
import { sampleCandidates } from "./sample-candidates.ts";
import { type SuperiorPredictiveAbility, superiorPredictiveAbility } from "./superior-predictive-ability.ts";
import type { SweepPlan } from "./sweep-plan.ts";
import type { SweepTally } from "./sweep-tally.ts";
import type { VariantEvaluator } from "./variant-evaluator.ts";

/** What the search has cost in evidence. Each part is null where it is undefined. */
export interface SweepEvidence {
  /** candidates whose returns were compared, and how many there were */
  readonly variants: number;
  readonly candidates: number;
  readonly trials: EffectiveTrials | null;
  /** probability that the best's true Sharpe ratio is above 0, after so many trials; and with every point as a trial */
  readonly deflatedSharpe: { readonly independent: number | null; readonly all: number | null };
  readonly overfitting: BacktestOverfitting | null;
  readonly realityCheck: SnoopingTest | null;
  readonly superiorPredictiveAbility: SuperiorPredictiveAbility | null;
  readonly bootstrap: { readonly draws: number; readonly blockLength: number } | null;
  readonly calendar: CalendarMaxTest | null;
  readonly seed: number;
}

/** Streams of the seed, so that no two tests draw the same numbers. */
const Stream = { sample: 0, bootstrap: 1, shifts: 2 } as const;
const SEEDS_APART = 1_000_003;
/** Runs by the engine that the calendar test of a strategy with callbacks may take: some ten seconds. */
const MOST_GENERAL_RUNS = 10_000;
/** Sessions of all runs that are kept at a time: some 50 MB. */
const MOST_SESSIONS = 1 << 20;

/**
 * Questions a finished search.
 *
 * Of more candidates than `evidenceVariants`, a random sample is taken, which the seed decides and not the outcome: the
 * tests then say what they say of the best of that sample, which is what their p-values are true for. The deflated
 * Sharpe ratio is that of the best of all.
 *
 * @param report told how many variants of how many are done
 * @returns null if no point is a candidate, or none was to be looked at
 */
export function questionSweep(
  plan: SweepPlan,
  space: ParameterSpace,
  tally: SweepTally,
  evaluator: VariantEvaluator,
  report: (done: number, total: number) => void = () => undefined,
): SweepEvidence | null {
  const [best] = tally.top;
  if (best === undefined || plan.evidenceVariants === 0) return null;
  const seedOf = (stream: number) => (plan.space.seed * SEEDS_APART + stream) % Number.MAX_SAFE_INTEGER;
  const { candidates } = tally;
  const indices = sampleCandidates(tally.scores, candidates, plan.evidenceVariants, seedOf(Stream.sample));
  const shifted =
    evaluator.engine === "kernel" ? indices.length : Math.floor(MOST_GENERAL_RUNS / Math.max(1, plan.shifts));
  const runs = new KeptRuns((index) => evaluator.simulate(space.at(index)));
  const calendar = new CalendarMaxTally(
    plan.objective,
    plan.minTrades,
    stretchOf(indices.subarray(0, shifted), runs),
    plan.shifts,
    seedOf(Stream.shifts),
  );
  const returns: Float64Array[] = [];
  // The order of the sample is random, so its beginning is a sample as well.
  for (const [place, index] of indices.entries()) {
    const { run, simulation } = runs.take(index);
    returns.push(returnsOf(simulation, run.config.capital));
    if (place < shifted) calendar.add(run, simulation, tally.scores[index]!);
    report(place + 1, indices.length);
  }
  const matrix = returnMatrix(returns);
  const measure =
    plan.objective === "totalReturn" || plan.objective === "meanTradeReturn" ? "mean" : "sharpe";
  const trials = effectiveTrials(matrix, tally.evaluated);
  const means =
    plan.draws < 1 || matrix.sessions < 2
      ? null
      : bootstrapMeans(matrix, plan.draws, seedOf(Stream.bootstrap));
  return {
    variants: indices.length,
    candidates,
    trials,
    deflatedSharpe: deflate(space, tally, evaluator, trials),
    overfitting: probabilityOfBacktestOverfitting(matrix, measure),
    realityCheck: means === null ? null : realityCheck(means),
    superiorPredictiveAbility: means === null ? null : superiorPredictiveAbility(means),
    bootstrap: means === null ? null : { draws: plan.draws, blockLength: means.blockLength },
    calendar: calendar.result(),
    seed: plan.space.seed,
  };
}

type VariantRun = ReturnType<VariantEvaluator["simulate"]>;

/**
 * Runs of variants that are asked for twice: once to see which days they touch, once for all else. Its invariant: those
 * kept have {@link MOST_SESSIONS} sessions at most; others are made anew, with the same numbers.
 */
class KeptRuns {
  readonly #simulate: (index: number) => VariantRun;
  readonly #kept = new Map<number, VariantRun>();
  #sessions = 0;

  constructor(simulate: (index: number) => VariantRun) {
    this.#simulate = simulate;
  }

  /** A run that will be taken later. */
  look(index: number): VariantRun {
    const made = this.#simulate(index);
    this.#sessions += made.simulation.equity.length;
    if (this.#sessions <= MOST_SESSIONS) this.#kept.set(index, made);
    return made;
  }

  take(index: number): VariantRun {
    const kept = this.#kept.get(index);
    this.#kept.delete(index);
    return kept ?? this.#simulate(index);
  }
}

/** The days within which the calendars of the variants are shifted: the best of a search is held against its like. */
function stretchOf(indices: Int32Array, runs: KeptRuns): Int32Array {
  let stretch: CalendarStretch | null = null;
  for (const index of indices) {
    const { run, simulation } = runs.look(index);
    stretch ??= new CalendarStretch(run.market.days);
    stretch.add(run.input, simulation);
  }
  return stretch?.span() ?? new Int32Array(0);
}

function deflate(
  space: ParameterSpace,
  tally: SweepTally,
  evaluator: VariantEvaluator,
  trials: EffectiveTrials | null,
): SweepEvidence["deflatedSharpe"] {
  const [best] = tally.top;
  if (best === undefined || Number.isNaN(tally.sharpeVariance)) return { independent: null, all: null };
  const { run, simulation } = evaluator.simulate(space.at(best.index));
  const returns = returnsOf(simulation, run.config.capital);
  const variance = tally.sharpeVariance / run.config.sessionsPerYear;
  const at = (count: number) => deflatedSharpeRatio(returns, { count, variance }).value;
  return { independent: trials === null ? null : at(trials.byMeanCorrelation), all: at(tally.evaluated) };
}
