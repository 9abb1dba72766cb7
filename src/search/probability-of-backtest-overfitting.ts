import { median } from "../statistics/quantile.ts";
import { regress } from "./degradation-line.ts";
import type { ReturnMatrix } from "./return-matrix.ts";

/** What combinatorially symmetric cross-validation says of a search. */
export interface BacktestOverfitting {
  /** share of splits in which the best in one half is at or below the median in the other, in [0, 1] */
  readonly probability: number;
  readonly splits: number;
  readonly blocks: number;
  readonly variants: number;
  /** median over the splits of the out-of-sample rank of the in-sample best, as a share of the variants in (0, 1) */
  readonly medianRank: number;
  /** share of splits in which the in-sample best loses money, or has a ratio below 0, out of sample */
  readonly probabilityOfLoss: number;
  /** slope of the line through (in-sample, out-of-sample) performance of the chosen ones; null if it is undefined */
  readonly degradation: number | null;
}

const MOST_BLOCKS = 16;
const LEAST_SESSIONS = 8;

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, Lopez de Prado
 * and Zhu 2017).
 *
 * Procedure. The sessions are cut into S blocks of equal length (to one session). For each of the C(S, S/2) ways to take
 * half of them: find the variant with the best performance on that half, and its rank ω among all variants on the other
 * half (mid-rank for ties), as a share ω = rank / (N + 1). The probability is the share of splits with
 * ln(ω / (1 - ω)) <= 0, that is ω <= 1/2.
 *
 * Performance is the Sharpe ratio, or the mean return. Sums and sums of squares of each block are enough for both, so a
 * split costs two additions a variant: the sums of all subsets of each half of the blocks are made once. A variant
 * without variation on a half has a Sharpe ratio of 0 there: it held nothing.
 *
 * @param matrix at least 2 variants
 * @param measure what "best" means
 * @returns null with fewer than 2 variants or 32 sessions
 */
export function probabilityOfBacktestOverfitting(
  matrix: ReturnMatrix,
  measure: "sharpe" | "mean" = "sharpe",
): BacktestOverfitting | null {
  const variants = matrix.rows.length;
  const blocks = Math.min(MOST_BLOCKS, 2 * Math.floor(matrix.sessions / LEAST_SESSIONS / 2));
  if (variants < 2 || blocks < 4) return null;
  const half = blocks / 2;
  const sums = matrix.rows.map((row) => blockSums(matrix, row, blocks));
  const sizes = Float64Array.from(
    { length: blocks },
    (_, block) => blockEnd(matrix, block, blocks) - blockEnd(matrix, block - 1, blocks),
  );
  // Sums over every subset of the first half of the blocks, and of the second.
  const [early, late] = [0, half].map((from) => ({
    totals: subsetTable(sums.map(({ totals }) => totals.subarray(from, from + half))),
    squares: subsetTable(sums.map(({ squares }) => squares.subarray(from, from + half))),
    sizes: subsetSums(sizes.subarray(from, from + half)),
  })) as [SubsetSums, SubsetSums];
  const splits = halvesOf(half);
  const ranks = new Float64Array(splits.length);
  const chosen = { inside: new Float64Array(splits.length), outside: new Float64Array(splits.length) };
  const take = (split: number, inside: Float64Array, outside: Float64Array) => {
    let best = 0;
    for (let k = 1; k < variants; k++) if (inside[k]! > inside[best]!) best = k;
    ranks[split] = midRank(outside, outside[best]!) / (variants + 1);
    chosen.inside[split] = inside[best]!;
    chosen.outside[split] = outside[best]!;
  };
  const [one, other] = [new Float64Array(variants), new Float64Array(variants)];
  // In the order of their indices, the complement of the first split is the last one, and so on inwards.
  for (let split = 0, mirrored = splits.length - 1; split < mirrored; split++, mirrored--) {
    writePerformances(early, late, splits[split]!, measure, one);
    writePerformances(early, late, splits[mirrored]!, measure, other);
    take(split, one, other);
    take(mirrored, other, one);
  }
  return {
    probability: ranks.filter((share) => share <= 0.5).length / splits.length,
    splits: splits.length,
    blocks,
    variants,
    medianRank: median(ranks),
    probabilityOfLoss: chosen.outside.filter((result) => result < 0).length / splits.length,
    degradation: regress(chosen.inside, chosen.outside),
  };
}

/** Sums over every subset of one half of the blocks. */
interface SubsetSums {
  /** that of a variant at `subset * variants + variant` */
  readonly totals: Float64Array;
  readonly squares: Float64Array;
  /** sessions */
  readonly sizes: Float64Array;
}

/** One half of the blocks in a split, as the subsets of the first and of the second half that it takes. */
interface Half {
  readonly first: number;
  readonly second: number;
}

/** Every way to take `half` of the blocks, in the order of the subsets' indices. */
function halvesOf(half: number): Half[] {
  const subsets = Array.from({ length: 2 ** half }, (_, subset) => subset);
  return subsets.flatMap((first) =>
    subsets
      .filter((second) => bitCount(first) + bitCount(second) === half)
      .map((second) => ({ first, second })),
  );
}

/** Performance of each variant on one half. */
function writePerformances(
  early: SubsetSums,
  late: SubsetSums,
  { first, second }: Half,
  measure: "sharpe" | "mean",
  into: Float64Array,
): void {
  const size = early.sizes[first]! + late.sizes[second]!;
  const variants = into.length;
  for (let k = 0, a = first * variants, b = second * variants; k < variants; k++, a++, b++) {
    const total = early.totals[a]! + late.totals[b]!;
    into[k] = performance(total, early.squares[a]! + late.squares[b]!, size, measure);
  }
}

/** Index after the last session of a block. */
function blockEnd({ sessions }: ReturnMatrix, block: number, blocks: number): number {
  return Math.floor(((block + 1) * sessions) / blocks);
}

function blockSums(matrix: ReturnMatrix, row: Float64Array, blocks: number) {
  const totals = new Float64Array(blocks);
  const squares = new Float64Array(blocks);
  let block = 0;
  for (let place = 0; place < row.length; place++) {
    while (matrix.active[place]! >= blockEnd(matrix, block, blocks)) block++;
    totals[block] = totals[block]! + row[place]!;
    squares[block] = squares[block]! + row[place]! ** 2;
  }
  return { totals, squares };
}

/** Sum of the values of each subset, by the bits of its index. */
function subsetSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(2 ** values.length);
  for (let subset = 1; subset < sums.length; subset++) {
    const lowest = 31 - Math.clz32(subset & -subset);
    sums[subset] = sums[subset & (subset - 1)]! + values[lowest]!;
  }
  return sums;
}

/** The sums of each subset, of all variants side by side. */
function subsetTable(rows: readonly Float64Array[]): Float64Array {
  const table = new Float64Array(rows.length * 2 ** (rows[0]?.length ?? 0));
  for (const [k, row] of rows.entries()) {
    for (const [subset, sum] of subsetSums(row).entries()) table[subset * rows.length + k] = sum;
  }
  return table;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** A variance below this share of the mean square is rounding. */
const NO_VARIATION = 1e-12;

function performance(total: number, squares: number, size: number, measure: "sharpe" | "mean"): number {
  const mean = total / size;
  if (measure === "mean") return mean;
  const variance = (squares - total * mean) / (size - 1);
  return squares > 0 && variance > NO_VARIATION * (squares / size) ? mean / Math.sqrt(variance) : 0;
}

/** Rank from 1, the lowest, with ties at their mean. */
function midRank(values: Float64Array, value: number): number {
  let below = 0;
  let equal = 0;
  for (let k = 0; k < values.length; k++) {
    if (values[k]! < value) below++;
    else if (values[k] === value) equal++;
  }
  return below + (equal + 1) / 2;
}
