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
 * Resamples the sessions by the stationary bootstrap (Politis and Romano 1994), with the block length that Politis and
 * White's rule chooses for the mean return of all variants.
 */
export function bootstrapMeans(matrix: ReturnMatrix, draws: number, seed: number): BootstrapMeans {
  const { sessions, active, rows } = matrix;
  const average = new Float64Array(sessions);
  for (const row of rows) {
    for (let place = 0; place < row.length; place++) {
      average[active[place]!] = average[active[place]!]! + row[place]! / rows.length;
    }
  }
  const blockLength = optimalBlockLength(average)?.stationary ?? 1;
  const means = Float64Array.from(rows, (row) => row.reduce((sum, value) => sum + value, 0) / sessions);
  const resampled = Array.from({ length: draws }, () => new Float64Array(rows.length));
  const sums = new Float64Array(2 * AT_ONCE);
  for (let first = 0; first < draws; first += AT_ONCE) {
    const group = resampled.slice(first, first + AT_ONCE);
    const weights = drawWeights(matrix, blockLength, seed, first, group.length);
    for (let k = 0; k < rows.length; k += 2) {
      // The last one of an odd number is its own neighbour.
      const neighbour = Math.min(k + 1, rows.length - 1);
      weightedSums(rows[k]!, rows[neighbour]!, weights, sums);
      for (const [place, draw] of group.entries()) {
        draw[k] = sums[place]! / sessions;
        draw[neighbour] = sums[AT_ONCE + place]! / sessions;
      }
    }
  }
  return { means, draws: resampled, sessions, blockLength };
}

/**
 * Draws that are added up together, those of two variants: an addition waits for the one before it, and the other sums
 * fill the wait. Each is still added up in the order of its sessions.
 */
const AT_ONCE = 4;

/** How often each active session comes in draw `first + i`, at `AT_ONCE * place + i`. */
function drawWeights(
  { sessions, active }: ReturnMatrix,
  blockLength: number,
  seed: number,
  first: number,
  draws: number,
): Float64Array {
  const indices = new Int32Array(sessions);
  const counts = new Int32Array(sessions);
  const weights = new Float64Array(AT_ONCE * active.length);
  for (let i = 0; i < draws; i++) {
    stationaryBootstrapIndices(sessions, blockLength, new SeededRandom(seed, first + i), indices);
    counts.fill(0);
    for (let t = 0; t < sessions; t++) counts[indices[t]!]!++;
    for (let place = 0; place < active.length; place++) {
      weights[AT_ONCE * place + i] = counts[active[place]!]!;
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
  for (let place = 0, at = 0; place < one.length; place++, at += AT_ONCE) {
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
