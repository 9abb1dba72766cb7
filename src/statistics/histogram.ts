/** Counts of values in bins of equal width. */
export interface Histogram {
  /** lower edge of the first bin and upper edge of the last */
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

/**
 * Counts values in `bins` bins of equal width from the lowest value to the highest. A value on an edge between two bins
 * counts in the upper one, the highest value in the last.
 *
 * @param sorted finite values, ascending, at least one
 * @param bins whole number >= 1; one bin is enough where all values are equal
 * @throws RangeError for no values
 * @example histogram([0, 1, 2, 3], 2) // => { low: 0, high: 3, counts: [2, 2] }
 */
export function histogram(sorted: ArrayLike<number>, bins: number): Histogram {
  if (sorted.length === 0) throw new RangeError("a histogram needs at least one value");
  const low = sorted[0]!;
  const high = sorted[sorted.length - 1]!;
  if (low === high) return { low, high, counts: [sorted.length] };
  const counts = new Array<number>(bins).fill(0);
  const range = high - low;
  for (let i = 0; i < sorted.length; i++) {
    // Divided first: one over a range of denormal size is infinite.
    const bin = Math.min(bins - 1, Math.floor(((sorted[i]! - low) / range) * bins));
    counts[bin] = counts[bin]! + 1;
  }
  return { low, high, counts };
}
