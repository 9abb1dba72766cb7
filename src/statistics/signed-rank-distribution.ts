/**
 * Exact distribution of the Wilcoxon signed-rank sum W+ given the ranks: each rank is counted with chance 1/2,
 * independently. Works with mid-ranks (ties), for which no table exists: doubled they are whole numbers.
 *
 * Procedure: counts[w] is the number of sign patterns with 2 W+ = w, built rank by rank; 2^n patterns in all, as
 * chances (a double holds 2^-n exactly far beyond the n that matters here).
 *
 * @param ranks mid-ranks of the absolute values, whole or half numbers above 0
 * @returns chances[w] = P(2 W+ = w), w = 0 .. 2 Σ ranks
 * @example signedRankProbabilities([1, 2]) // chance 1/4 at 2 W+ = 0, 2, 4, 6
 */
export function signedRankProbabilities(ranks: ArrayLike<number>): Float64Array {
  let total = 0;
  for (let i = 0; i < ranks.length; i++) total += doubledRank(ranks[i]!);
  const chances = new Float64Array(total + 1);
  chances[0] = 1;
  let reached = 0;
  for (let i = 0; i < ranks.length; i++) {
    const step = doubledRank(ranks[i]!);
    reached += step;
    for (let w = reached; w >= 0; w--) {
      chances[w] = 0.5 * (chances[w]! + (w >= step ? chances[w - step]! : 0));
    }
  }
  return chances;
}

/**
 * Exact tail chances of a signed-rank sum: P(W+ <= w) and P(W+ >= w).
 *
 * @param ranks mid-ranks of the absolute values
 * @param rankSum the observed W+
 * @example signedRankTails([1, 2, 3], 6) // => { lower: 1, upper: 0.125 }
 */
export function signedRankTails(
  ranks: ArrayLike<number>,
  rankSum: number,
): { readonly lower: number; readonly upper: number } {
  const chances = signedRankProbabilities(ranks);
  const observed = Math.round(2 * rankSum);
  let lower = 0;
  let upper = 0;
  for (let w = 0; w < chances.length; w++) {
    if (w <= observed) lower += chances[w]!;
    if (w >= observed) upper += chances[w]!;
  }
  return { lower, upper };
}

function doubledRank(rank: number): number {
  const doubled = 2 * rank;
  if (!(Number.isInteger(doubled) && doubled > 0))
    throw new RangeError(`a mid-rank is a whole or half number above 0, got ${rank}`);
  return doubled;
}
