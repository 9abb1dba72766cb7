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
  const indices = new Int32Array(sessions);
  const counts = new Float64Array(sessions);
  const weights = new Float64Array(active.length);
  const means = Float64Array.from(rows, (row) => row.reduce((sum, value) => sum + value, 0) / sessions);
  const resampled = Array.from({ length: draws }, (_, draw) => {
    stationaryBootstrapIndices(sessions, blockLength, new SeededRandom(seed, draw), indices);
    counts.fill(0);
    for (const index of indices) counts[index] = counts[index]! + 1;
    for (let place = 0; place < active.length; place++) weights[place] = counts[active[place]!]!;
    return Float64Array.from(rows, (row) => {
      let sum = 0;
      for (let place = 0; place < row.length; place++) sum += weights[place]! * row[place]!;
      return sum / sessions;
    });
  });
  return { means, draws: resampled, sessions, blockLength };
}
