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
  if (sorted.length === 0) throw new RangeError("a quantile needs at least one value");
  if (!(level >= 0 && level <= 1)) throw new RangeError(`a quantile's level lies in [0, 1], got ${level}`);
  const position = (sorted.length - 1) * level;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const weight = position - below;
  // numpy interpolates from the nearer end, so that the quantile is exact at both.
  return weight >= 0.5 ? high - (high - low) * (1 - weight) : low + (high - low) * weight;
}

/**
 * Quantiles of values of which there are too many to sort them all for a few.
 *
 * @param values at least one, none NaN; they come out in another order
 * @param levels in [0, 1], increasing
 * @returns what `quantileOfSorted` gives at each level
 * @throws RangeError for no values or a level outside [0, 1]
 * @example quantilesOfMany(Float64Array.of(4, 1, 3, 2), [0, 0.5, 1]) // => [1, 2.5, 4]
 */
export function quantilesOfMany(values: Float64Array, levels: readonly number[]): number[] {
  const last = values.length - 1;
  let settled = 0;
  return levels.map((level) => {
    const below = Math.floor(last * level);
    for (const rank of [below, Math.min(below + 1, last)]) {
      if (rank < settled) continue;
      placeRank(values, rank, settled);
      settled = rank + 1;
    }
    return quantileOfSorted(values, level);
  });
}

/**
 * Moves the value of a rank to its place, lower ones before it and higher ones behind (Hoare's FIND, 1961, with the
 * median of three as the pivot).
 *
 * @param from the values before it are in front of all others already
 */
function placeRank(values: Float64Array, rank: number, from: number): void {
  let low = from;
  let high = values.length - 1;
  while (low < high) {
    const pivot = middleOf(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const moved = values[left]!;
      values[left++] = values[right]!;
      values[right--] = moved;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
}

/**
 * Median: the middle value, or the mean of the two middle ones.
 *
 * @throws RangeError for no values
 */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}
