import { type BacktestInputs, prepareRun } from "../result/backtest.ts";
import { describePrices } from "../result/describe-prices.ts";
import { quantilesOfMany } from "../statistics/quantile.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import { heatMapOf } from "./heat-map.ts";
import type { ParameterSpace } from "./parameter-space.ts";
import { plateauOf } from "./plateau.ts";
import type { SweepEvidence } from "./sweep-evidence.ts";
import { runInputs, type SweepPlan } from "./sweep-plan.ts";
import { SWEEP_SCHEMA_NAME, type SweepDocument } from "./sweep-schema.ts";
import type { RankedVariant, SweepTally } from "./sweep-tally.ts";
import { sweepWarnings } from "./sweep-warnings.ts";

/** Puts what was searched, what was found and what it has cost into one document. */
export function buildSweep(
  strategy: Strategy,
  inputs: BacktestInputs,
  plan: SweepPlan,
  space: ParameterSpace,
  tally: SweepTally,
  evidence: SweepEvidence | null,
  map?: readonly string[],
): SweepDocument {
  const run = prepareRun(strategy, { ...runInputs(inputs, plan.from), params: plan.example });
  const { days } = run.market;
  const prices = describePrices(run);
  const { choices: _, ...description } = plan.space;
  const [best] = tally.top;
  const ranked = (one: RankedVariant) => ({
    index: one.index,
    params: { ...space.at(one.index) },
    metrics: { ...one.row },
  });
  const scores = scoresOfCandidates(tally.scores);
  const candidates = scores.length;
  const [lowest, lower, middle, upper, highest] = (
    candidates === 0 ? [] : quantilesOfMany(scores, [0, 0.25, 0.5, 0.75, 1])
  ) as [number, number, number, number, number];
  const plateau = best === undefined ? null : plateauOf(space, tally.scores, best.index, middle);
  const document: SweepDocument = {
    schema: SWEEP_SCHEMA_NAME,
    sweepId: plan.id,
    strategy: {
      name: strategy.name,
      hypothesis: strategy.hypothesis,
      file: inputs.provenance?.strategyFile ?? "(in memory)",
      sha256: inputs.provenance?.strategySha256 ?? "0".repeat(64),
    },
    config: { ...run.config, instruments: { ...run.config.instruments } },
    data: {
      prices,
      signals: {
        file: inputs.provenance?.signalsFile ?? "(in memory)",
        sha256: inputs.signals.sha256,
        count: inputs.signals.signals.length,
      },
      synthetic: prices.some((series) => series.synthetic),
    },
    span: {
      from: days.length === 0 ? null : formatCalendarDay(days[0] as number),
      to: days.length === 0 ? null : formatCalendarDay(days.at(-1) as number),
      sessions: days.length,
    },
    space: {
      ...description,
      axes: description.axes.map((axis) =>
        axis.type === "list" ? { ...axis, values: [...axis.values] } : axis,
      ),
      constraints: [...description.constraints],
    },
    objective: plan.objective,
    minTrades: plan.minTrades,
    engine: { name: plan.engine, reason: plan.engineReason },
    counts: {
      points: plan.space.size,
      excluded: tally.excluded,
      failed: tally.failed,
      evaluated: tally.evaluated,
      undefined: tally.undefinedPoints,
      fewTrades: tally.fewTrades,
      candidates,
    },
    best: best === undefined ? null : ranked(best),
    top: tally.top.map(ranked),
    distribution: candidates === 0 ? null : { lowest, lower, median: middle, upper, highest },
    sharpe: {
      count: tally.sharpes,
      mean: tally.sharpes === 0 ? null : tally.sharpeMean,
      variance: tally.sharpes < 2 ? null : tally.sharpeVariance,
    },
    plateau:
      plateau === null
        ? null
        : {
            ...plateau,
            steadiest:
              plateau.steadiest === null
                ? null
                : { ...plateau.steadiest, params: { ...space.at(plateau.steadiest.index) } },
          },
    heatMap: best === undefined ? null : (heatMapOf(space, tally.scores, map) as SweepDocument["heatMap"]),
    evidence,
    failures: tally.failures.map((failure) => ({ ...failure, params: { ...space.at(failure.index) } })),
    warnings: [],
  };
  return { ...document, warnings: sweepWarnings(document) };
}

function scoresOfCandidates(scores: Float64Array): Float64Array {
  const kept = new Float64Array(scores.length);
  let count = 0;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!;
    if (!Number.isNaN(score)) kept[count++] = score;
  }
  return kept.subarray(0, count);
}
