import { evaluationOrder } from "./evaluation-order.ts";
import type { ParameterSpace } from "./parameter-space.ts";
import { failureReason, type VariantEvaluator } from "./variant-evaluator.ts";
import { ROW_LENGTH, VARIANT_COLUMNS, VariantStatus } from "./variant-row.ts";

/** Memory for the numbers of a stretch of a space. */
export interface RowColumns {
  /** a column for each of {@link VARIANT_COLUMNS}, in their order; all NaN for a point that was not evaluated */
  readonly numbers: readonly Float64Array[];
  /** one of {@link VariantStatus} a point */
  readonly status: Uint8Array;
}

/** Rows of the points `from` to `from + status.length - 1` of a space. */
export interface RowBlock extends RowColumns {
  readonly from: number;
  /** the first failures by index, at most {@link MOST_REASONS} */
  readonly failures: readonly VariantFailure[];
}

export interface VariantFailure {
  readonly index: number;
  readonly reason: string;
}

/** Failed points whose reasons are kept; the rest are counted. */
export const MOST_REASONS = 20;

/** New memory for so many rows, in one piece. */
export function rowColumns(length: number): RowColumns {
  const columns = VARIANT_COLUMNS.length;
  const buffer = new ArrayBuffer(length * (8 * columns + 1));
  return {
    numbers: VARIANT_COLUMNS.map((_, place) => new Float64Array(buffer, 8 * length * place, length)),
    status: new Uint8Array(buffer, 8 * length * columns),
  };
}

/**
 * Evaluates a stretch of a space. The same stretch gives the same bytes in any process and after any other.
 *
 * @param into where to write, whatever was there before: columns of `to - from` rows
 */
export function evaluateRange(
  evaluator: VariantEvaluator,
  space: ParameterSpace,
  from: number,
  to: number,
  into: RowColumns = rowColumns(to - from),
): RowBlock {
  const order = evaluationOrder(space, from, to, evaluator);
  const failures = evaluatePoints(evaluator, space, from, order, into);
  failures.sort((a, b) => a.index - b.index);
  return { from, ...into, failures: failures.slice(0, MOST_REASONS) };
}

/**
 * The loop apart: a function whose loop is compiled while it runs is not compiled for what comes after the loop.
 *
 * @returns what failed, in the order in which it was tried
 */
function evaluatePoints(
  evaluator: VariantEvaluator,
  space: ParameterSpace,
  from: number,
  order: Int32Array,
  { numbers, status }: RowColumns,
): VariantFailure[] {
  const failures: VariantFailure[] = [];
  const row = new Float64Array(ROW_LENGTH);
  for (const place of order) {
    const index = from + place;
    const params = space.at(index);
    let became: number = VariantStatus.evaluated;
    if (space.allows(params)) {
      try {
        evaluator.evaluate(params, row, 0);
      } catch (error) {
        failures.push({ index, reason: failureReason(error) });
        became = VariantStatus.failed;
      }
    } else became = VariantStatus.excluded;
    status[place] = became;
    if (became !== VariantStatus.evaluated) row.fill(Number.NaN);
    for (let column = 0; column < numbers.length; column++) numbers[column]![place] = row[column]!;
  }
  return failures;
}
