import type { BacktestInputs } from "../result/backtest.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { buildSweep } from "./build-sweep.ts";
import { evaluateRange, type RowColumns, rowColumns } from "./evaluate-range.ts";
import { EvidencePieces } from "./evidence-pieces.ts";
import { parameterSpace } from "./parameter-space.ts";
import { ScoreSurvey } from "./score-survey.ts";
import { answerHere, questionSweep } from "./sweep-evidence.ts";
import { engineOf, planSweep, runInputs, type SweepRequest } from "./sweep-plan.ts";
import type { SweepDocument } from "./sweep-schema.ts";
import { SweepTally } from "./sweep-tally.ts";
import { variantEvaluator } from "./variant-evaluator.ts";
import { placeOf, VARIANT_COLUMNS, type VariantColumn } from "./variant-row.ts";

/** A sweep's document, and every point's numbers as columns. */
export interface Sweep {
  readonly document: SweepDocument;
  /** one value a point, in the order of the space; NaN where undefined */
  readonly columns: Readonly<Record<VariantColumn, Float64Array>>;
  /** one of {@link VariantStatus} a point */
  readonly status: Uint8Array;
}

/**
 * Searches a strategy's parameters, and says what the search has cost. Synchronous, in this process, no I/O; the command
 * line does the same on all cores.
 *
 * @param request parameters that are not named run over their whole range
 * @throws InputError for a request that cannot be met
 * @throws MarketDataError if an instrument that every point trades has no prices
 * @example sweep(strategy, { signals, prices }, { params: { hold: "1:60" }, objective: "sharpe" }).document.best
 */
export function sweep(strategy: Strategy, inputs: BacktestInputs, request: SweepRequest = {}): Sweep {
  const plan = planSweep(strategy, inputs, request);
  const space = parameterSpace(plan.space);
  const evaluator = variantEvaluator(strategy, runInputs(inputs, plan.from), engineOf(plan));
  const tally = new SweepTally(plan);
  const survey = new ScoreSurvey(plan.space, tally.scores);
  const columns = rowColumns(plan.space.size);
  for (let from = 0; from < plan.space.size; from += plan.chunkSize) {
    const to = Math.min(plan.space.size, from + plan.chunkSize);
    tally.add(evaluateRange(evaluator, space, from, to, columnsBetween(columns, from, to)));
    survey.advance(to);
  }
  const pieces = new EvidencePieces((index) => evaluator.simulate(space.at(index)));
  const evidence = answerHere(questionSweep(plan, space, tally, evaluator), pieces);
  return {
    document: buildSweep({ strategy, inputs, plan }, { tally, survey, evidence }),
    columns: Object.fromEntries(
      VARIANT_COLUMNS.map((name) => [name, columns.numbers[placeOf(name)]]),
    ) as Record<VariantColumn, Float64Array>,
    status: columns.status,
  };
}

/** Part of some columns, in the same memory. */
function columnsBetween({ numbers, status }: RowColumns, from: number, to: number): RowColumns {
  return { numbers: numbers.map((column) => column.subarray(from, to)), status: status.subarray(from, to) };
}
