import type { BacktestInputs } from "../result/backtest.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { buildSweep } from "./build-sweep.ts";
import { evaluateRange } from "./evaluate-range.ts";
import { parameterSpace } from "./parameter-space.ts";
import { questionSweep } from "./sweep-evidence.ts";
import { planSweep, runInputs, type SweepRequest } from "./sweep-plan.ts";
import type { SweepDocument } from "./sweep-schema.ts";
import { SweepTally } from "./sweep-tally.ts";
import { variantEvaluator } from "./variant-evaluator.ts";
import { ROW_LENGTH, VARIANT_COLUMNS, type VariantColumn } from "./variant-row.ts";

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
  const evaluator = variantEvaluator(strategy, runInputs(inputs, plan.from), plan.example);
  const tally = new SweepTally(plan);
  const block = evaluateRange(evaluator, space, 0, plan.space.size);
  tally.add(block);
  const evidence = questionSweep(plan, space, tally, evaluator);
  const columns = VARIANT_COLUMNS.map((name, place) => {
    const column = new Float64Array(plan.space.size);
    for (let i = 0; i < column.length; i++) column[i] = block.rows[i * ROW_LENGTH + place] as number;
    return [name, column];
  });
  return {
    document: buildSweep(strategy, inputs, plan, space, tally, evidence),
    columns: Object.fromEntries(columns) as Record<VariantColumn, Float64Array>,
    status: block.status,
  };
}
