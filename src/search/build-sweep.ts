import { type BacktestInputs, prepareRun } from "../result/backtest.ts";
import { describePrices } from "../result/describe-prices.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import { parameterSpace } from "./parameter-space.ts";
import { plateauOf } from "./plateau.ts";
import type { ScoreSurvey } from "./score-survey.ts";
import type { SweepEvidence } from "./sweep-evidence.ts";
import { runInputs, type SweepPlan } from "./sweep-plan.ts";
import { SWEEP_SCHEMA_NAME, type SweepDocument } from "./sweep-schema.ts";
import type { SweepTally } from "./sweep-tally.ts";
import { sweepWarnings } from "./sweep-warnings.ts";

/** What was searched. */
export interface Search {
  readonly strategy: Strategy;
  readonly inputs: BacktestInputs;
  readonly plan: SweepPlan;
}

/** What was found, and what it has cost. */
export interface SearchOutcome {
  readonly tally: SweepTally;
  /** of the scores of all points */
  readonly survey: ScoreSurvey;
  readonly evidence: SweepEvidence | null;
}

/** Puts what was searched, what was found and what it has cost into one document. */
export function buildSweep(search: Search, outcome: SearchOutcome): SweepDocument {
  const { plan } = search;
  const document: SweepDocument = {
    schema: SWEEP_SCHEMA_NAME,
    sweepId: plan.id,
    ...describeInputs(search),
    space: describeSpaceOf(plan),
    objective: plan.objective,
    minTrades: plan.minTrades,
    engine: { name: plan.engine, reason: plan.engineReason },
    ...describeFindings(plan, outcome),
    warnings: [],
  };
  return { ...document, warnings: sweepWarnings(document) };
}

/** Strategy, settings, data and days: the same for every point. */
function describeInputs({
  strategy,
  inputs,
  plan,
}: Search): Pick<SweepDocument, "strategy" | "config" | "data" | "span"> {
  const { provenance, signals } = inputs;
  const run = prepareRun(strategy, { ...runInputs(inputs, plan.from), params: plan.example });
  const { days } = run.market;
  const prices = describePrices(run);
  return {
    strategy: {
      name: strategy.name,
      hypothesis: strategy.hypothesis,
      file: provenance?.strategyFile ?? "(in memory)",
      sha256: provenance?.strategySha256 ?? "0".repeat(64),
    },
    config: { ...run.config, instruments: { ...run.config.instruments } },
    data: {
      prices,
      signals: {
        file: provenance?.signalsFile ?? "(in memory)",
        sha256: signals.sha256,
        count: signals.signals.length,
      },
      synthetic: prices.some((series) => series.synthetic),
    },
    span: {
      from: days.length === 0 ? null : formatCalendarDay(days[0]!),
      to: days.length === 0 ? null : formatCalendarDay(days.at(-1)!),
      sessions: days.length,
    },
  };
}

function describeSpaceOf({ space: { choices: _, ...description } }: SweepPlan): SweepDocument["space"] {
  return {
    ...description,
    axes: description.axes.map((axis) =>
      axis.type === "list" ? { ...axis, values: [...axis.values] } : axis,
    ),
    constraints: [...description.constraints],
  };
}

type Findings = Pick<
  SweepDocument,
  "counts" | "best" | "top" | "distribution" | "sharpe" | "plateau" | "heatMap" | "evidence" | "failures"
>;

/** Counts, the best points and what surrounds them. */
function describeFindings(plan: SweepPlan, { tally, survey, evidence }: SearchOutcome): Findings {
  const space = parameterSpace(plan.space);
  const named = <Point extends { readonly index: number }>(point: Point) => ({
    ...point,
    params: { ...space.at(point.index) },
  });
  const top = tally.top.map(({ index, row }) => ({
    index,
    params: { ...space.at(index) },
    metrics: { ...row },
  }));
  const [best] = top;
  const { scores, sharpes } = tally;
  const distribution = best === undefined ? null : distributionOf(survey);
  const plateau =
    distribution === null
      ? null
      : plateauOf(space, scores, best?.index as number, distribution.median, survey.steadiest?.found ?? null);
  return {
    counts: {
      points: plan.space.size,
      excluded: tally.excluded,
      failed: tally.failed,
      evaluated: tally.evaluated,
      undefined: tally.undefinedPoints,
      fewTrades: tally.fewTrades,
      candidates: tally.candidates,
    },
    best: best ?? null,
    top,
    distribution,
    sharpe: {
      count: sharpes.count,
      mean: sharpes.count === 0 ? null : sharpes.mean,
      variance: sharpes.count < 2 ? null : tally.sharpeVariance,
    },
    plateau:
      plateau === null
        ? null
        : { ...plateau, steadiest: plateau.steadiest === null ? null : named(plateau.steadiest) },
    heatMap: best === undefined ? null : (survey.heatMap.map() as SweepDocument["heatMap"]),
    evidence,
    failures: tally.failures.map(named),
  };
}

function distributionOf({ quantiles }: ScoreSurvey): NonNullable<SweepDocument["distribution"]> {
  const [lowest, lower, median, upper, highest] = quantiles.at([0, 0.25, 0.5, 0.75, 1]) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { lowest, lower, median, upper, highest };
}
