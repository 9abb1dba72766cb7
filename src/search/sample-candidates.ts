import { SeededRandom } from "../statistics/seeded-random.ts";

/**
 * Indices of a random sample of the candidates, in random order; all of them if there are no more.
 *
 * @param scores NaN for a point that is no candidate; there may be hundreds of millions
 * @param candidates how many of the scores are not NaN
 */
export function sampleCandidates(
  scores: Float64Array,
  candidates: number,
  most: number,
  seed: number,
): Int32Array {
  const sample = sampleBelow(candidates, most, new SeededRandom(seed));
  if (candidates < scores.length) {
    // From the place among the candidates to the index among all points, in one pass.
    const ascending = [...sample.keys()].sort((a, b) => sample[a]! - sample[b]!);
    let passed = -1;
    let index = -1;
    for (const place of ascending) {
      while (passed < sample[place]!) if (!Number.isNaN(scores[++index])) passed++;
      sample[place] = index;
    }
  }
  return sample;
}

/**
 * A random sample without replacement of the whole numbers below `bound`: that of `SeededRandom.sample`, but of the
 * numbers only those are written down that have changed places.
 */
function sampleBelow(bound: number, count: number, random: SeededRandom): Int32Array {
  const moved = new Map<number, number>();
  const sample = new Int32Array(Math.min(count, bound));
  for (let i = 0; i < sample.length; i++) {
    const j = i + random.integer(bound - i);
    sample[i] = moved.get(j) ?? j;
    moved.set(j, moved.get(i) ?? i);
  }
  return sample;
}
