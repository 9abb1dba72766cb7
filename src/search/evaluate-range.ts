import { evaluationOrder } from "./evaluation-order.ts";
import type { ParameterSpace } from "./parameter-space.ts";
import { failureReason, type VariantEvaluator } from "./variant-evaluator.ts";
import { ROW_LENGTH, VariantStatus } from "./variant-row.ts";

/** Rows of the points `from` to `from + status.length - 1` of a space. */
export interface RowBlock {
  readonly from: number;
  /** {@link ROW_LENGTH} numbers a point; all NaN for a point that was not evaluated */
  readonly rows: Float64Array;
  /** one of {@link VariantStatus} a point */
  readonly status: Uint8Array;
  /** the first failures by index, at most {@link MOST_REASONS} */
  readonly failures: readonly VariantFailure[];
}

export interface VariantFailure {
  readonly index: number;
  readonly reason: string;
}

/** Failed points whose reasons are kept; the rest are counted. */
export const MOST_REASONS = 20;

/**
 * Evaluates a stretch of a space. The same stretch gives the same bytes in any process and after any other.
 *
 * @param rows where to write them: {@link ROW_LENGTH} numbers a point, whatever they were before
 */
export function evaluateRange(
  evaluator: VariantEvaluator,
  space: ParameterSpace,
  from: number,
  to: number,
  rows: Float64Array = new Float64Array((to - from) * ROW_LENGTH),
): RowBlock {
  const status = new Uint8Array(to - from);
  const failures: VariantFailure[] = [];
  const order = evaluationOrder(space, from, to, evaluator.haveSameShape);
  for (let place = 0; place < order.length; place++) {
    const index = order[place]!;
    const at = (index - from) * ROW_LENGTH;
    const params = space.at(index);
    if (!space.allows(params)) {
      status[index - from] = VariantStatus.excluded;
      rows.fill(Number.NaN, at, at + ROW_LENGTH);
      continue;
    }
    try {
      evaluator.evaluate(params, rows, at);
    } catch (error) {
      status[index - from] = VariantStatus.failed;
      rows.fill(Number.NaN, at, at + ROW_LENGTH);
      failures.push({ index, reason: failureReason(error) });
    }
  }
  failures.sort((a, b) => a.index - b.index);
  return { from, rows, status, failures: failures.slice(0, MOST_REASONS) };
}
