/**
 * Quantile by linear interpolation between order statistics: with h = (n - 1) q,
 * x(floor h) + (h - floor h) (x(floor h + 1) - x(floor h)). numpy's and pandas' default, Hyndman and Fan's type 7.
 *
 * @param values at least one, any order; not changed
 * @param level in [0, 1]; 0.05 is the 5th percentile
 * @throws RangeError for no values or a level outside [0, 1]
 * @example quantile([4, 1, 3, 2], 0.5) // => 2.5
 */
export function quantile(values: ArrayLike<number>, level: number): number {
  return quantileOfSorted(new Float64Array(values).sort(), level);
}

/**
 * `quantile` of values that are sorted ascending already: sort once, ask often.
 *
 * @throws RangeError for no values or a level outside [0, 1]
 */
export function quantileOfSorted(sorted: ArrayLike<number>, level: number): number {
  return quantileOfRanks(sorted.length, level, (rank) => sorted[rank]!);
}

/**
 * `quantile` of values of which any can be had by its rank.
 *
 * @param ofRank the value of a rank, 0 the lowest; `count` of them
 * @throws RangeError for no values or a level outside [0, 1]
 */
export function quantileOfRanks(count: number, level: number, ofRank: (rank: number) => number): number {
  if (count === 0) throw new RangeError("a quantile needs at least one value");
  if (!(level >= 0 && level <= 1)) throw new RangeError(`a quantile's level lies in [0, 1], got ${level}`);
  const position = (count - 1) * level;
  const below = Math.floor(position);
  const low = ofRank(below);
  const high = ofRank(Math.min(below + 1, count - 1));
  const weight = position - below;
  // numpy interpolates from the nearer end, so that the quantile is exact at both.
  return weight >= 0.5 ? high - (high - low) * (1 - weight) : low + (high - low) * weight;
}

/**
 * Median: the middle value, or the mean of the two middle ones.
 *
 * @throws RangeError for no values
 */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}
