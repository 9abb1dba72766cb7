import { isConstant, mean } from "./moments.ts";

/**
 * Covariance Σ(x - mean x)(y - mean y) / (n - ddof), ddof 1 unless given.
 *
 * @returns NaN when n <= ddof
 * @throws RangeError when the lengths differ
 */
export function covariance(first: ArrayLike<number>, second: ArrayLike<number>, ddof: 0 | 1 = 1): number {
  assertSameLength(first, second);
  if (first.length <= ddof) return Number.NaN;
  const firstMean = mean(first);
  const secondMean = mean(second);
  let total = 0;
  for (let i = 0; i < first.length; i++) total += (first[i]! - firstMean) * (second[i]! - secondMean);
  return total / (first.length - ddof);
}

/**
 * Pearson correlation, held within [-1, 1] against rounding.
 *
 * @returns NaN for fewer than 2 pairs or when either side does not vary
 * @throws RangeError when the lengths differ
 * @example pearsonCorrelation([1, 2, 3], [2, 4, 7]) // => 0.9933992677987828
 */
export function pearsonCorrelation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  assertSameLength(first, second);
  if (first.length < 2 || isConstant(first) || isConstant(second)) return Number.NaN;
  const firstMean = mean(first);
  const secondMean = mean(second);
  let cross = 0;
  let firstSquares = 0;
  let secondSquares = 0;
  for (let i = 0; i < first.length; i++) {
    const a = first[i]! - firstMean;
    const b = second[i]! - secondMean;
    cross += a * b;
    firstSquares += a * a;
    secondSquares += b * b;
  }
  return Math.max(-1, Math.min(1, cross / Math.sqrt(firstSquares * secondSquares)));
}

function assertSameLength(first: ArrayLike<number>, second: ArrayLike<number>): void {
  if (first.length !== second.length) {
    throw new RangeError(`pairs need two arrays of one length, got ${first.length} and ${second.length}`);
  }
}
