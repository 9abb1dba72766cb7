/**
 * Moments of plain arrays. Every function takes its values as they stand (no missing days) and answers NaN where the
 * moment is undefined; the layers above turn that into null with a reason. Two passes: the shortcut
 * Σx² - n mean² cancels when the mean is large beside the deviation.
 */

/** Sum of the values; 0 for none. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/**
 * Arithmetic mean; NaN for no values.
 *
 * @example mean([1, 2, 6]) // => 3
 */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/**
 * Variance Σ(x - mean)² / (n - ddof). ddof 1 (the default) estimates a population's variance from a sample, ddof 0
 * describes the values themselves.
 *
 * @returns NaN when n <= ddof
 * @example variance([1, 2, 6]) // => 7
 */
export function variance(values: ArrayLike<number>, ddof: 0 | 1 = 1): number {
  if (values.length <= ddof) return Number.NaN;
  return centralSum(values, mean(values), 2) / (values.length - ddof);
}

/** Square root of `variance`. */
export function standardDeviation(values: ArrayLike<number>, ddof: 0 | 1 = 1): number {
  return Math.sqrt(variance(values, ddof));
}

/**
 * Population skewness g1 = m3 / m2^(3/2) with m_j = Σ(x - mean)^j / n. As scipy.stats.skew (bias=True) and Bailey and
 * Lopez de Prado's γ3; pandas, Excel and quantstats print the adjusted form, `adjustedSkewness`.
 *
 * @returns NaN for fewer than 2 values or values without variation
 */
export function populationSkewness(values: ArrayLike<number>): number {
  if (values.length < 2 || isConstant(values)) return Number.NaN;
  const center = mean(values);
  const n = values.length;
  return centralSum(values, center, 3) / n / (centralSum(values, center, 2) / n) ** 1.5;
}

/**
 * Adjusted Fisher-Pearson skewness G1 = g1 sqrt(n (n - 1)) / (n - 2), as pandas and Excel.
 *
 * @returns NaN for fewer than 3 values or values without variation
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function adjustedSkewness(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 3) return Number.NaN;
  return (populationSkewness(values) * Math.sqrt(n * (n - 1))) / (n - 2);
}

/**
 * Raw population kurtosis γ4 = m4 / m2², 3 for a normal distribution. This is the one that the probabilistic Sharpe
 * ratio takes; feeding it the excess is a known fault.
 *
 * @returns NaN for fewer than 2 values or values without variation
 */
export function rawKurtosis(values: ArrayLike<number>): number {
  if (values.length < 2 || isConstant(values)) return Number.NaN;
  const center = mean(values);
  const n = values.length;
  return centralSum(values, center, 4) / n / (centralSum(values, center, 2) / n) ** 2;
}

/** Population excess kurtosis g2 = γ4 - 3, 0 for a normal distribution; as scipy.stats.kurtosis. */
export function excessKurtosis(values: ArrayLike<number>): number {
  return rawKurtosis(values) - 3;
}

/**
 * Adjusted excess kurtosis G2 = (n - 1) / ((n - 2)(n - 3)) ((n + 1) g2 + 6), as pandas and Excel.
 *
 * @returns NaN for fewer than 4 values or values without variation
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function adjustedExcessKurtosis(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 4) return Number.NaN;
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excessKurtosis(values) + 6);
}

/**
 * True when the values differ by no more than rounding: their range is within 1e-12 of the largest magnitude.
 * A deviation of 1e-18 under a mean of 0.001 is not a Sharpe ratio of 1e15.
 *
 * @param resolution absolute difference that is rounding too; returns of price levels carry about 1e-15
 */
export function isConstant(values: ArrayLike<number>, resolution = 0): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return isNegligibleRange(low, high, resolution);
}

/** The rule of `isConstant` for a range that is known already. */
export function isNegligibleRange(low: number, high: number, resolution = 0): boolean {
  return high - low <= Math.max(resolution, 1e-12 * Math.max(Math.abs(low), Math.abs(high)));
}

/** Σ (x - center)^power for a small whole power. */
function centralSum(values: ArrayLike<number>, center: number, power: 2 | 3 | 4): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i]! - center;
    const square = deviation * deviation;
    total += power === 2 ? square : power === 3 ? square * deviation : square * square;
  }
  return total;
}
