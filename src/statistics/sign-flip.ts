import { countBelow } from "./ranks.ts";
import type { SeededRandom } from "./seeded-random.ts";

/**
 * Counts, out of all 2^n ways to flip the signs of the values, those whose absolute sum reaches a threshold; exactly,
 * up to 40 values.
 *
 * Procedure (meet in the middle): list the 2^(n/2) signed sums of each half, sort one half's, and for each sum of the
 * other count by binary search. 2^n patterns cost about 2^(n/2) n steps, so 36 values take as long as 18 would one by
 * one. The sums of a half are taken afresh from its values: no running update gathers rounding.
 *
 * @param values n finite values, n from 1 to 40
 * @param threshold >= 0, to be reached or passed by |Σ ± value|
 * @returns the count, from 0 to 2^n
 */
export function countSignFlipsReaching(values: ArrayLike<number>, threshold: number): number {
  const n = values.length;
  if (n < 1 || n > 40) throw new RangeError(`exact sign flips take 1 to 40 values, got ${n}`);
  const half = n >> 1;
  const sorted = signedSums(values, 0, half).sort();
  const others = signedSums(values, half, n);
  let count = 0;
  for (const other of others) {
    // |other + s| >= threshold: s at or above threshold - other, or at or below -threshold - other.
    const above = sorted.length - countBelow(sorted, threshold - other, false);
    const below = threshold === 0 ? 0 : countBelow(sorted, -threshold - other, true);
    count += Math.min(sorted.length, above + below);
  }
  // At threshold 0 every pattern counts.
  return threshold === 0 ? 2 ** n : count;
}

/**
 * The same count out of `draws` random sign patterns, for more values than can be counted through.
 *
 * Procedure: values are taken eight at a time. Their 256 signed sums are listed, and each draw adds the one that a random
 * byte picks; block by block, so that the list stays in the processor's nearest memory.
 *
 * @returns how many of the draws reach the threshold
 */
export function sampleSignFlipsReaching(
  values: ArrayLike<number>,
  threshold: number,
  draws: number,
  random: SeededRandom,
): number {
  const totals = new Float64Array(draws);
  const table = new Float64Array(256);
  for (let start = 0; start < values.length; start += 8) {
    const sums = signedSums(values, start, Math.min(values.length, start + 8));
    // A last block of fewer values repeats its sums, so that every byte is still equally likely.
    for (let pattern = 0; pattern < 256; pattern++) table[pattern] = sums[pattern % sums.length]!;
    let draw = 0;
    // Four draws from the four bytes of one number.
    for (; draw + 3 < draws; draw += 4) {
      const bits = random.bits();
      totals[draw]! += table[bits & 255]!;
      totals[draw + 1]! += table[(bits >>> 8) & 255]!;
      totals[draw + 2]! += table[(bits >>> 16) & 255]!;
      totals[draw + 3]! += table[bits >>> 24]!;
    }
    for (let bits = draw < draws ? random.bits() : 0; draw < draws; draw++, bits >>>= 8)
      totals[draw]! += table[bits & 255]!;
  }
  let count = 0;
  for (let draw = 0; draw < draws; draw++) if (Math.abs(totals[draw]!) >= threshold) count++;
  return count;
}

/** All 2^(to - from) signed sums of a slice; each new value doubles the list. */
function signedSums(values: ArrayLike<number>, from: number, to: number): Float64Array {
  const sums = new Float64Array(2 ** (to - from));
  let filled = 1;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    for (let j = 0; j < filled; j++) {
      sums[j + filled] = sums[j]! - value;
      sums[j] = sums[j]! + value;
    }
    filled *= 2;
  }
  return sums;
}
