/** Numbers from `low` to `high`, both included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Denominators above this are no ratio that a company would choose. */
const LARGEST_DENOMINATOR = 1000;
const MOST_DECIMALS = 8;

/** What two intervals have in common; undefined if nothing. NaN bounds have nothing in common with anything. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return low <= high ? { low, high } : undefined;
}

/**
 * The number with the fewest decimals in an interval; of several, the nearest to its middle.
 *
 * @example roundestIn({ low: 1.997, high: 2.0031 }) // => 2
 * @example roundestIn({ low: 0.0511, high: 0.0539 }) // => 0.053
 */
export function roundestIn({ low, high }: Interval): number {
  const middle = (low + high) / 2;
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scale = 10 ** decimals;
    const nearest = Math.round(middle * scale) / scale;
    if (nearest >= low && nearest <= high) return nearest;
  }
  return middle;
}

/** A ratio and its denominator in lowest terms: 1.3 is thirteen for `denominator: 10`. */
export interface Ratio {
  readonly value: number;
  readonly denominator: number;
}

/**
 * The ratio with the smallest denominator in an interval, if there is one that a company would choose.
 *
 * @param allowed bounds outside of which there is no such ratio
 * @example simplestRatioIn({ low: 4.998, high: 5.003 }, { low: 0.001, high: 1000 }) // => { value: 5, denominator: 1 }
 * @example simplestRatioIn({ low: 1.299, high: 1.301 }, { low: 0.001, high: 1000 }) // => { value: 1.3, denominator: 10 }
 */
export function simplestRatioIn(interval: Interval, allowed: Interval): Ratio | undefined {
  const within = intersect(interval, allowed);
  if (within === undefined) return undefined;
  for (let denominator = 1; denominator <= LARGEST_DENOMINATOR; denominator++) {
    const numerator = Math.ceil(within.low * denominator);
    if (numerator > 0 && numerator <= within.high * denominator)
      return { value: numerator / denominator, denominator };
  }
  return undefined;
}
