import { deflatedSharpeRatio } from "../analysis/metrics/deflated-sharpe-ratio.ts";
import { CalendarStretch } from "../analysis/significance/calendar-span.ts";
import { DRAWS_A_GROUP, joinGroups, planResampling } from "./bootstrap-means.ts";
import { type CalendarMaxTest, calendarMaxTest, shiftsOf } from "./calendar-max-test.ts";
import type { EffectiveTrials } from "./effective-trials.ts";
import {
  COMPARISONS,
  type EvidenceAnswer,
  type EvidenceAnswers,
  type EvidencePieces,
  type EvidenceStage,
} from "./evidence-pieces.ts";
import type { ParameterSpace } from "./parameter-space.ts";
import type { BacktestOverfitting } from "./probability-of-backtest-overfitting.ts";
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

/** Yields the stages of the evidence one after another, and is told the answers to each, in the order of its pieces. */
export type EvidenceSteps = Generator<EvidenceStage, SweepEvidence | null, readonly EvidenceAnswer[]>;

/**
 * Questions a finished search. What takes long is yielded in pieces, for whoever drives it to do here or elsewhere; how
 * they are joined depends neither on where nor in which order they were done.
 *
 * Of more candidates than `evidenceVariants`, a random sample is taken, which the seed decides and not the outcome: the
 * tests then say what they say of the best of that sample, which is what their p-values are true for. The deflated
 * Sharpe ratio is that of the best of all.
 *
 * @returns null if no point is a candidate, or none was to be looked at
 */
export function* questionSweep(
  plan: SweepPlan,
  space: ParameterSpace,
  tally: SweepTally,
  evaluator: VariantEvaluator,
): EvidenceSteps {
  const [best] = tally.top;
  if (best === undefined || plan.evidenceVariants === 0) return null;
  const seedOf = (stream: number) => (plan.space.seed * SEEDS_APART + stream) % Number.MAX_SAFE_INTEGER;
  const { candidates } = tally;
  const indices = sampleCandidates(tally.scores, candidates, plan.evidenceVariants, seedOf(Stream.sample));
  const ofBest = evaluator.simulate(space.at(best.index));
  const most = evaluator.engine === "kernel" ? indices.length : Math.floor(MOST_GENERAL_RUNS / plan.shifts);
  const shifted = plan.shifts < 1 ? 0 : Math.min(indices.length, most);

  const comparisons = COMPARISONS + Math.ceil(plan.draws / DRAWS_A_GROUP);
  const looks = yield* ask({
    kind: "look",
    pieces: indices.length,
    later: shifted + comparisons,
    indices,
    shifted,
  });

  const stretch = new CalendarStretch(ofBest.run.market.days);
  // The order of the sample is random, so its beginning is a sample as well.
  for (const { touched } of looks.slice(0, shifted)) stretch.join(touched);
  const days = stretch.span();
  const { objective, minTrades } = plan;
  const shifts = shiftsOf(days.length, plan.shifts, seedOf(Stream.shifts));
  const pieces = shifts.length === 0 ? 0 : shifted;
  const calendars = { objective, minTrades, days, shifts };
  const maxima = yield* ask({ kind: "shift", pieces, later: comparisons, indices, calendars });

  const matrix = returnMatrix(looks.map(({ returns }) => returns));
  const measure = objective === "totalReturn" || objective === "meanTradeReturn" ? "mean" : "sharpe";
  const resampling =
    plan.draws < 1 || matrix.sessions < 2
      ? null
      : planResampling(matrix, plan.draws, seedOf(Stream.bootstrap));
  const [trials, overfitting, ...groups] = (yield* ask({
    kind: "compare",
    pieces: COMPARISONS + (resampling?.groups ?? 0),
    later: 0,
    matrix,
    measure,
    searched: tally.evaluated,
    resampling,
  })) as [EffectiveTrials | null, BacktestOverfitting | null, ...(readonly Float64Array[])[]];
  const means = resampling === null ? null : joinGroups(matrix, resampling, groups);
  return {
    variants: indices.length,
    candidates,
    trials,
    deflatedSharpe: deflate(ofBest, tally, trials),
    overfitting,
    realityCheck: means === null ? null : realityCheck(means),
    superiorPredictiveAbility: means === null ? null : superiorPredictiveAbility(means),
    bootstrap: means === null ? null : { draws: plan.draws, blockLength: means.blockLength },
    calendar: calendarMaxTest(
      Array.from(indices.subarray(0, pieces), (index) => tally.scores[index]!),
      maxima,
    ),
    seed: plan.space.seed,
  };
}

function* ask<Kind extends EvidenceStage["kind"]>(
  stage: Extract<EvidenceStage, { readonly kind: Kind }>,
): Generator<EvidenceStage, readonly EvidenceAnswers[Kind][], readonly EvidenceAnswer[]> {
  return (yield stage) as readonly EvidenceAnswers[Kind][];
}

/** Does all pieces here, one after another. */
export function answerHere(steps: EvidenceSteps, pieces: EvidencePieces): SweepEvidence | null {
  let step = steps.next();
  while (step.done !== true) {
    const stage = step.value;
    step = steps.next(Array.from({ length: stage.pieces }, (_, piece) => pieces.answer(stage, piece)));
  }
  return step.value;
}

function deflate(
  { run, simulation }: ReturnType<VariantEvaluator["simulate"]>,
  tally: SweepTally,
  trials: EffectiveTrials | null,
): SweepEvidence["deflatedSharpe"] {
  if (Number.isNaN(tally.sharpeVariance)) return { independent: null, all: null };
  const returns = returnsOf(simulation, run.config.capital);
  const variance = tally.sharpeVariance / run.config.sessionsPerYear;
  const at = (count: number) => deflatedSharpeRatio(returns, { count, variance }).value;
  return { independent: trials === null ? null : at(trials.byMeanCorrelation), all: at(tally.evaluated) };
}
