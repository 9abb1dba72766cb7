import { stationaryBootstrapIndices } from "../statistics/block-bootstrap.ts";
import { optimalBlockLength } from "../statistics/block-length.ts";
import { SeededRandom } from "../statistics/seeded-random.ts";
import type { ReturnMatrix } from "./return-matrix.ts";

/** Mean returns of variants in resamples of the sessions; one resample serves all variants, so dependence is kept. */
export interface BootstrapMeans {
  /** mean return per session of each variant */
  readonly means: Float64Array;
  /** for each draw, the mean of each variant */
  readonly draws: readonly Float64Array[];
  readonly sessions: number;
  /** mean length of a block, in sessions */
  readonly blockLength: number;
}

/**
 * Draws that are added up together, those of two variants: an addition waits for the one before it, and the other sums
 * fill the wait. Each is still added up in the order of its sessions.
 */
export const DRAWS_A_GROUP = 4;

/** How the sessions are resampled. */
export interface Resampling {
  readonly draws: number;
  readonly blockLength: number;
  readonly seed: number;
  /** sets of draws that are made together; each may be made anywhere */
  readonly groups: number;
}

/**
 * Resamples the sessions by the stationary bootstrap (Politis and Romano 1994), with the block length that Politis and
 * White's rule chooses for the mean return of all variants.
 */
export function bootstrapMeans(matrix: ReturnMatrix, draws: number, seed: number): BootstrapMeans {
  const resampling = planResampling(matrix, draws, seed);
  const groups = Array.from({ length: resampling.groups }, (_, group) =>
    resampleGroup(matrix, resampling, group),
  );
  return joinGroups(matrix, resampling, groups);
}

export function planResampling(matrix: ReturnMatrix, draws: number, seed: number): Resampling {
  const { sessions, active, rows } = matrix;
  const average = new Float64Array(sessions);
  for (const row of rows) {
    for (let place = 0; place < row.length; place++) {
      average[active[place]!] = average[active[place]!]! + row[place]! / rows.length;
    }
  }
  const blockLength = optimalBlockLength(average)?.stationary ?? 1;
  return { draws, blockLength, seed, groups: Math.ceil(draws / DRAWS_A_GROUP) };
}

/** The means of each variant in each draw of a group. */
export function resampleGroup(matrix: ReturnMatrix, resampling: Resampling, group: number): Float64Array[] {
  const { sessions, rows } = matrix;
  const first = group * DRAWS_A_GROUP;
  const count = Math.min(DRAWS_A_GROUP, resampling.draws - first);
  const means = Array.from({ length: count }, () => new Float64Array(rows.length));
  const weights = drawWeights(matrix, resampling, first, count);
  const sums = new Float64Array(2 * DRAWS_A_GROUP);
  for (let k = 0; k < rows.length; k += 2) {
    // The last one of an odd number is its own neighbour.
    const neighbour = Math.min(k + 1, rows.length - 1);
    weightedSums(rows[k]!, rows[neighbour]!, weights, sums);
    for (let draw = 0; draw < count; draw++) {
      means[draw]![k] = sums[draw]! / sessions;
      means[draw]![neighbour] = sums[DRAWS_A_GROUP + draw]! / sessions;
    }
  }
  return means;
}

export function joinGroups(
  { rows, sessions }: ReturnMatrix,
  { blockLength }: Resampling,
  groups: readonly (readonly Float64Array[])[],
): BootstrapMeans {
  const means = Float64Array.from(rows, (row) => row.reduce((sum, value) => sum + value, 0) / sessions);
  return { means, draws: groups.flat(), sessions, blockLength };
}

/** How often each active session comes in draw `first + i`, at `DRAWS_A_GROUP * place + i`. */
function drawWeights(
  { sessions, active }: ReturnMatrix,
  { blockLength, seed }: Resampling,
  first: number,
  draws: number,
): Float64Array {
  const indices = new Int32Array(sessions);
  const counts = new Int32Array(sessions);
  const weights = new Float64Array(DRAWS_A_GROUP * active.length);
  for (let i = 0; i < draws; i++) {
    stationaryBootstrapIndices(sessions, blockLength, new SeededRandom(seed, first + i), indices);
    counts.fill(0);
    for (let t = 0; t < sessions; t++) counts[indices[t]!]!++;
    for (let place = 0; place < active.length; place++) {
      weights[DRAWS_A_GROUP * place + i] = counts[active[place]!]!;
    }
  }
  return weights;
}

/** Writes the sums of one row under each draw, and then those of another. */
function weightedSums(
  one: Float64Array,
  other: Float64Array,
  weights: Float64Array,
  into: Float64Array,
): void {
  let [a, b, c, d] = [0, 0, 0, 0];
  let [e, f, g, h] = [0, 0, 0, 0];
  for (let place = 0, at = 0; place < one.length; place++, at += DRAWS_A_GROUP) {
    const [value, otherValue] = [one[place]!, other[place]!];
    const first = weights[at]!;
    const second = weights[at + 1]!;
    const third = weights[at + 2]!;
    const fourth = weights[at + 3]!;
    a += first * value;
    b += second * value;
    c += third * value;
    d += fourth * value;
    e += first * otherValue;
    f += second * otherValue;
    g += third * otherValue;
    h += fourth * otherValue;
  }
  into.set([a, b, c, d, e, f, g, h]);
}
