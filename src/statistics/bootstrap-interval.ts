import { mean } from "./moments.ts";
import { normalCdf, normalQuantile } from "./normal-distribution.ts";
import { quantileOfSorted } from "./quantile.ts";

/** A confidence interval, or the reason why there is none. */
export type Interval =
  | { readonly low: number; readonly high: number; readonly level: number; readonly method: string }
  | {
      readonly low: null;
      readonly high: null;
      readonly level: number;
      readonly method: string;
      readonly reason: string;
    };

/**
 * Percentile interval: the (1 - level) / 2 and (1 + level) / 2 quantiles of the bootstrap replicates (Efron 1979).
 *
 * @param replicates statistics of the resampled data, any order; not changed
 * @param level confidence, in (0, 1); 0.95 unless given
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function percentileInterval(replicates: ArrayLike<number>, level = 0.95): Interval {
  assertLevel(level);
  const method = "bootstrap percentile";
  if (replicates.length < 2)
    return { low: null, high: null, level, method, reason: "fewer than 2 replicates" };
  const sorted = sortReplicates(replicates);
  return {
    low: quantileOfSorted(sorted, (1 - level) / 2),
    high: quantileOfSorted(sorted, (1 + level) / 2),
    level,
    method,
  };
}

/**
 * Bias-corrected and accelerated interval (Efron 1987): the percentile interval at the levels
 *
 *   Φ(z0 + (z0 + z) / (1 - a (z0 + z))),   z = Φ⁻¹((1 ∓ level) / 2)
 *   z0 = Φ⁻¹(share of replicates below the estimate, those equal to it counted half)
 *   a = Σ (mean J - J_i)³ / (6 (Σ (mean J - J_i)²)^(3/2)),  J the leave-one-out estimates
 *
 * @param estimate the statistic of the data themselves
 * @param leaveOneOut the statistic without each observation, event or block in turn
 * @param level confidence, in (0, 1); 0.95 unless given
 * @returns no interval when all replicates fall on one side of the estimate
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function biasCorrectedInterval(
  replicates: ArrayLike<number>,
  estimate: number,
  leaveOneOut: ArrayLike<number>,
  level = 0.95,
): Interval {
  assertLevel(level);
  const method = "bootstrap bias-corrected and accelerated";
  const none = (reason: string): Interval => ({ low: null, high: null, level, method, reason });
  if (replicates.length < 2) return none("fewer than 2 replicates");
  if (leaveOneOut.length < 2) return none("fewer than 2 leave-one-out estimates");
  const sorted = sortReplicates(replicates);
  let below = 0;
  for (const replicate of sorted) below += replicate < estimate ? 1 : replicate === estimate ? 0.5 : 0;
  if (below === 0 || below === sorted.length) return none("every replicate lies on one side of the estimate");
  const bias = normalQuantile(below / sorted.length);
  const acceleration = accelerationOf(leaveOneOut);
  const shifted = (probability: number) => {
    const z = bias + normalQuantile(probability);
    return normalCdf(bias + z / (1 - acceleration * z));
  };
  return {
    low: quantileOfSorted(sorted, shifted((1 - level) / 2)),
    high: quantileOfSorted(sorted, shifted((1 + level) / 2)),
    level,
    method,
  };
}

function accelerationOf(leaveOneOut: ArrayLike<number>): number {
  const center = mean(leaveOneOut);
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < leaveOneOut.length; i++) {
    const deviation = center - leaveOneOut[i]!;
    squares += deviation * deviation;
    cubes += deviation * deviation * deviation;
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

function sortReplicates(replicates: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(replicates).sort();
  // NaN sorts last.
  if (Number.isNaN(sorted[sorted.length - 1]))
    throw new RangeError("a replicate is NaN; leave it out and count it");
  return sorted;
}

function assertLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`a confidence level lies in (0, 1), got ${level}`);
}
