import { isNegligibleRange } from "./moments.ts";

/** Least-squares line through pairs that may have gaps. */
export interface SimpleRegression {
  readonly intercept: number;
  readonly slope: number;
  /** Complete pairs used. */
  readonly observations: number;
  readonly regressorMean: number;
  /** Σ (x - mean x)² over the complete pairs. */
  readonly regressorSumOfSquares: number;
  readonly residualSumOfSquares: number;
  /** Share of the response's variation that the line explains; NaN when the response does not vary. */
  readonly rSquared: number;
}

/**
 * Regression of `response` on one regressor and a constant, without allocation but for the answer; a pair with a NaN on
 * either side is left out of every sum. The fast form of `ordinaryLeastSquares` for a market model or a beta.
 *
 *   slope = Σ(x - mean x)(y - mean y) / Σ(x - mean x)²,   intercept = mean y - slope mean x
 *
 * @param response n values, NaN where missing
 * @param regressor n values, NaN where missing
 * @returns null for fewer than 2 complete pairs, or a regressor without variation
 * @throws RangeError when the lengths differ
 * @example simpleRegression([1, 3, 5], [0, 1, 2])?.slope // => 2
 */
export function simpleRegression(
  response: ArrayLike<number>,
  regressor: ArrayLike<number>,
): SimpleRegression | null {
  const n = response.length;
  if (regressor.length !== n)
    throw new RangeError(`pairs need two arrays of one length, got ${n} and ${regressor.length}`);
  let observations = 0;
  let responseSum = 0;
  let regressorSum = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const y = response[i]!;
    const x = regressor[i]!;
    // A sum is NaN exactly when a side is.
    const both = x + y;
    if (Number.isNaN(both)) continue;
    observations++;
    responseSum += y;
    regressorSum += x;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  if (observations < 2 || isNegligibleRange(low, high)) return null;
  const responseMean = responseSum / observations;
  const regressorMean = regressorSum / observations;
  let cross = 0;
  let regressorSumOfSquares = 0;
  let responseSumOfSquares = 0;
  for (let i = 0; i < n; i++) {
    const y = response[i]! - responseMean;
    const x = regressor[i]! - regressorMean;
    const product = x * y;
    if (Number.isNaN(product)) continue;
    cross += product;
    regressorSumOfSquares += x * x;
    responseSumOfSquares += y * y;
  }
  const slope = cross / regressorSumOfSquares;
  let residualSumOfSquares = 0;
  for (let i = 0; i < n; i++) {
    // Residuals are summed themselves: Syy - slope Sxy cancels when the fit is close.
    const residual = response[i]! - responseMean - slope * (regressor[i]! - regressorMean);
    if (!Number.isNaN(residual)) residualSumOfSquares += residual * residual;
  }
  return {
    intercept: responseMean - slope * regressorMean,
    slope,
    observations,
    regressorMean,
    regressorSumOfSquares,
    residualSumOfSquares,
    rSquared: responseSumOfSquares > 0 ? 1 - residualSumOfSquares / responseSumOfSquares : Number.NaN,
  };
}
