import type { RowBlock, VariantFailure } from "./evaluate-range.ts";
import type { SweepPlan } from "./sweep-plan.ts";
import { placeOf, VARIANT_COLUMNS, type VariantColumn, VariantStatus } from "./variant-row.ts";

/** A point with its numbers. */
export interface RankedVariant {
  readonly index: number;
  readonly row: Readonly<Record<VariantColumn, number | null>>;
}

/** A point among the best, and what it is ranked by. */
export interface ScoredVariant extends RankedVariant {
  readonly score: number;
}

/** How many numbers there are, their mean, and the sum of their squares about it. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/** What a search keeps of a block beside its scores; summaries of blocks that follow each other add up. */
export interface BlockSummary {
  readonly from: number;
  readonly points: number;
  readonly evaluated: number;
  readonly excluded: number;
  readonly failed: number;
  /** evaluated points whose objective is undefined, or that trade too seldom */
  readonly undefinedPoints: number;
  readonly fewTrades: number;
  /** of the annualised Sharpe ratios */
  readonly sharpes: Moments;
  /** the best of the block, at most {@link MOST_RANKED}, the best first; of equal scores the first point stands higher */
  readonly top: readonly ScoredVariant[];
  readonly failures: readonly VariantFailure[];
}

/** Points that a summary names. */
const MOST_RANKED = 10;

/**
 * Sums up a block, and writes the score of each of its points.
 *
 * @param scores objective of each point of the whole space, NaN for one that is no candidate; the block's own are written
 */
export function summariseBlock(
  { objective, minTrades }: Pick<SweepPlan, "objective" | "minTrades">,
  block: RowBlock,
  scores: Float64Array,
): BlockSummary {
  const { from, status, numbers } = block;
  const column = (name: VariantColumn) => numbers[placeOf(name)]!;
  const objectives = column(objective);
  const tradeCounts = column("tradeCount");
  const counts = { evaluated: 0, excluded: 0, failed: 0, undefinedPoints: 0, fewTrades: 0 };
  const top: { index: number; score: number }[] = [];
  for (let i = 0; i < status.length; i++) {
    scores[from + i] = Number.NaN;
    if (status[i] !== VariantStatus.evaluated) {
      if (status[i] === VariantStatus.excluded) counts.excluded++;
      else counts.failed++;
      continue;
    }
    counts.evaluated++;
    const score = objectives[i]!;
    if (Number.isNaN(score)) counts.undefinedPoints++;
    else if (tradeCounts[i]! < minTrades) counts.fewTrades++;
    else {
      scores[from + i] = score;
      if (ranksAmong(top, score)) rank(top, { index: from + i, score });
    }
  }
  return {
    from,
    points: status.length,
    ...counts,
    sharpes: momentsOf(column("sharpeRatio")),
    top: top.map((one) => ({ ...one, row: rowOf(block, one.index) })),
    failures: block.failures,
  };
}

/** Moments of a column; NaN, which stands for points that were not evaluated as well, counts as no number. */
function momentsOf(column: Float64Array): Moments {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
  }
  const mean = count === 0 ? 0 : sum / count;
  let squares = 0;
  for (let i = 0; i < column.length; i++) {
    const apart = column[i]! - mean;
    if (!Number.isNaN(apart)) squares += apart * apart;
  }
  return { count, mean, squares };
}

/** Whether a score stands among the best so far. */
function ranksAmong(top: readonly { readonly score: number }[], score: number): boolean {
  return top.length < MOST_RANKED || score > top[MOST_RANKED - 1]!.score;
}

/** Puts a point among the best so far, behind those of its score. */
export function rank<Scored extends { readonly score: number }>(top: Scored[], one: Scored): void {
  if (!ranksAmong(top, one.score)) return;
  let place = top.length;
  while (place > 0 && one.score > top[place - 1]!.score) place--;
  top.splice(place, 0, one);
  if (top.length > MOST_RANKED) top.pop();
}

/**
 * Moments of two sets of numbers taken together: Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise
 * algorithm for computing sample variances".
 */
export function addMoments(a: Moments, b: Moments): Moments {
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const apart = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (apart * b.count) / count,
    squares: a.squares + b.squares + (apart * apart * a.count * b.count) / count,
  };
}

/** A point's numbers as an object; NaN, which JSON cannot say, becomes null. */
function rowOf({ from, numbers }: RowBlock, index: number): RankedVariant["row"] {
  const entries = VARIANT_COLUMNS.map((name, place) => {
    const value = numbers[place]![index - from]!;
    return [name, Number.isNaN(value) ? null : value];
  });
  return Object.fromEntries(entries) as RankedVariant["row"];
}
