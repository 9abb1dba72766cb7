import type { BacktestInputs, PreparedRun } from "../result/prepare-run.ts";
import { prepareRun } from "../result/prepare-run.ts";
import type { ResultDocument } from "../result/result-schema.ts";
import { buildCatalogue } from "../signals/catalogue.ts";
import { knownAt } from "../signals/timing-policy.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { type CalendarDay, formatCalendarDay } from "../time/calendar-day.ts";
import { openInstant } from "../time/session-calendar.ts";
import type { RankedVariant } from "./block-summary.ts";
import { evaluateRange } from "./evaluate-range.ts";
import { type ParameterSpace, parameterSpace } from "./parameter-space.ts";
import { type ChosenFold, entryDay, stitchFolds } from "./stitch-folds.ts";
import { planSweep, probePoints, type SweepPlan, type SweepRequest } from "./sweep-plan.ts";
import { SweepTally } from "./sweep-tally.ts";
import { chooseEngine, variantEvaluator } from "./variant-evaluator.ts";
import { type Fold, type FoldRequest, makeFolds } from "./walk-forward-folds.ts";
import { WALK_FORWARD_SCHEMA_NAME, type WalkForwardDocument } from "./walk-forward-schema.ts";
import { type LongestHold, walkForwardWarnings } from "./walk-forward-warnings.ts";

/** What is searched in each fold, and how the folds are cut. */
export interface WalkForwardRequest
  extends Omit<SweepRequest, "evidenceVariants" | "shifts" | "draws">,
    FoldRequest {}

/** A walk-forward: what was chosen when, and the out-of-sample run as an ordinary result. */
export interface WalkForward {
  readonly document: WalkForwardDocument;
  readonly result: ResultDocument;
}

const TRADED_SERIES = 0;

/**
 * Chooses parameters on the past, trades the next signals with them, and repeats. Synchronous, in this process, no I/O.
 *
 * No hold crosses a split: while learning, prices end before the test window, and signals of the last `purge` sessions
 * are left out, so that none of their trades is cut short there. What is learnt from ends `embargo` sessions earlier
 * still. Each test window begins with no knowledge of itself: its own signals and prices are not in the past's catalogue.
 *
 * @param report told how many folds of how many are done
 * @throws InputError for a request that cannot be met, or too few signals
 * @example walkForward(strategy, { signals, prices }, { folds: 5, by: "signals" }).result.summary
 */
export function walkForward(
  strategy: Strategy,
  inputs: BacktestInputs,
  request: WalkForwardRequest = {},
  report: (done: number, total: number) => void = () => undefined,
): WalkForward {
  const plan = planSweep(strategy, inputs, { ...request, evidenceVariants: 0 });
  const space = parameterSpace(plan.space);
  const example = prepareRun(strategy, { ...inputs, params: plan.example });
  const { longest, isBounded } = longestHold(strategy, inputs, space);
  const purge = request.purge ?? longest;
  const entryDays = [...new Set(Array.from(example.plan.orders, (order) => entryDay(example, order)))].sort(
    (a, b) => a - b,
  );
  const folds = makeFolds(entryDays, example.market.days, request, purge);
  const chosen = folds.map((fold, place) => {
    const choice = learn(strategy, inputs, plan, space, fold, example);
    report(place + 1, folds.length);
    return { fold, ...choice };
  });
  const stitched = stitchFolds(
    strategy,
    inputs,
    chosen.map(
      ({ fold, best }): ChosenFold => ({ fold, params: best === null ? null : space.at(best.index) }),
    ),
  );
  const rows = chosen.map((one, place) =>
    describeFold(one, space, example, stitched.orders[place]!, stitched.rows[place]!),
  );
  const { inSample, outOfSample } = meansOf(rows, plan.objective);
  const document: WalkForwardDocument = {
    schema: WALK_FORWARD_SCHEMA_NAME,
    runId: stitched.result.runId,
    strategy: {
      name: strategy.name,
      file: inputs.provenance?.strategyFile ?? "(in memory)",
      sha256: inputs.provenance?.strategySha256 ?? "0".repeat(64),
    },
    objective: plan.objective,
    points: plan.space.size,
    by: request.by ?? "signals",
    window: request.window ?? "expanding",
    purge,
    embargo: request.embargo ?? 0,
    folds: rows,
    inSample,
    outOfSample,
    efficiency: inSample === null || outOfSample === null || !(inSample > 0) ? null : outOfSample / inSample,
    warnings: [],
  };
  return {
    document: {
      ...document,
      warnings: [
        ...stitched.result.warnings.filter(({ code }) => code === "synthetic-prices"),
        ...walkForwardWarnings(document, { longest, isBounded }),
      ],
    },
    result: stitched.result,
  };
}

/** A fold, and what was chosen on its past. */
interface Choice {
  readonly fold: Fold;
  readonly best: RankedVariant | null;
  readonly candidates: number;
}

type FoldRow = WalkForwardDocument["folds"][number];

/** @param orders that were placed in the fold's test window, whose numbers are `outOfSample` */
function describeFold(
  { fold, best, candidates }: Choice,
  space: ParameterSpace,
  example: PreparedRun,
  orders: number,
  outOfSample: RankedVariant["row"],
): FoldRow {
  return {
    train: {
      from: fold.trainFrom === null ? null : formatCalendarDay(fold.trainFrom),
      to: formatCalendarDay(fold.trainTo),
      signalsBefore: formatCalendarDay(fold.trainSignalsBefore),
      candidates,
    },
    test: {
      from: formatCalendarDay(fold.testFrom),
      to: fold.testBefore === null ? null : formatCalendarDay(dayBefore(example, fold.testBefore)),
      orders,
    },
    params: best === null ? null : { ...space.at(best.index) },
    inSample: best === null ? null : { ...best.row },
    outOfSample: { ...outOfSample },
  };
}

/** Means of the objective inside and outside, over the folds in which both are defined; null if there is none. */
function meansOf(
  folds: readonly FoldRow[],
  objective: SweepPlan["objective"],
): Record<"inSample" | "outOfSample", number | null> {
  const pairs = folds.flatMap((fold) => {
    const [inSample, outOfSample] = [fold.inSample?.[objective], fold.outOfSample[objective]];
    return typeof inSample === "number" && typeof outOfSample === "number" ? [{ inSample, outOfSample }] : [];
  });
  const mean = (side: "inSample" | "outOfSample") =>
    pairs.length === 0 ? null : pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  return { inSample: mean("inSample"), outOfSample: mean("outOfSample") };
}

/** The best point on what a fold may learn from. */
function learn(
  strategy: Strategy,
  inputs: BacktestInputs,
  plan: SweepPlan,
  space: ParameterSpace,
  fold: Fold,
  example: PreparedRun,
): { best: RankedVariant | null; candidates: number } {
  const calendar = example.market.calendars[TRADED_SERIES]!;
  const open = calendar.days.findIndex((day) => day >= fold.trainSignalsBefore);
  const cutoff = openInstant(calendar, open);
  const { timing } = example.config;
  const known = inputs.signals.signals.filter((signal) => knownAt(signal, timing) < cutoff);
  const signals = buildCatalogue(
    known.map((signal) => ({ signal, at: inputs.signals.places.get(signal.id) ?? signal.id })),
  );
  const from = fold.trainFrom === null ? plan.from : formatCalendarDay(fold.trainFrom);
  const past: BacktestInputs = {
    ...inputs,
    signals,
    config: { ...inputs.config, to: formatCalendarDay(fold.trainTo), ...(from !== null && { from }) },
  };
  const evaluator = variantEvaluator(strategy, past, chooseEngine(strategy, past, plan.example));
  const tally = new SweepTally(plan);
  for (let at = 0; at < plan.space.size; at += plan.chunkSize) {
    tally.add(evaluateRange(evaluator, space, at, Math.min(plan.space.size, at + plan.chunkSize)));
  }
  return {
    best: tally.top[0] ?? null,
    candidates: tally.candidates,
  };
}

/** The longest hold and the longest delay of the probed points. */
function longestHold(strategy: Strategy, inputs: BacktestInputs, space: ParameterSpace): LongestHold {
  let hold = 0;
  let delay = 0;
  let isBounded = true;
  for (const params of probePoints(space)) {
    let run: PreparedRun;
    try {
      run = prepareRun(strategy, { ...inputs, params });
    } catch {
      // A point that the strategy refuses holds nothing; the search itself counts and names it.
      continue;
    }
    for (const { exit, entry } of run.strategy.rules) {
      if (exit.afterSessions === undefined) isBounded = false;
      else hold = Math.max(hold, exit.afterSessions);
      delay = Math.max(delay, entry.delaySessions);
    }
  }
  return { longest: hold + delay, isBounded };
}

function dayBefore(run: PreparedRun, day: CalendarDay): CalendarDay {
  const { days } = run.market;
  return days[days.indexOf(day) - 1]!;
}
