import { mean } from "./moments.ts";
import type { OrdinaryLeastSquares } from "./ordinary-least-squares.ts";

/**
 * Lag of the Newey-West estimator by the rule floor(4 (n / 100)^(2/9)) (Newey and West 1994, the plug-in rule for the
 * Bartlett kernel).
 *
 * @example neweyWestLag(250) // => 4
 */
export function neweyWestLag(observations: number): number {
  return Math.floor(4 * (observations / 100) ** (2 / 9));
}

/**
 * Newey-West (1987) variance of the mean of a dependent series:
 *
 *   V = (γ(0) + 2 Σ_{l=1..lag} (1 - l / (lag + 1)) γ(l)) / n,   γ(l) = Σ (x_t - mean)(x_{t-l} - mean) / n
 *
 * The Bartlett weights keep V from going below zero. No small-sample factor.
 *
 * @param lag autocovariances used; `neweyWestLag(n)` unless given; 0 leaves variance(ddof 0) / n
 * @returns NaN for fewer than 2 values
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function neweyWestMeanVariance(values: ArrayLike<number>, lag = neweyWestLag(values.length)): number {
  const n = values.length;
  if (n < 2) return Number.NaN;
  const center = mean(values);
  let total = 0;
  for (let l = 0; l <= Math.min(lag, n - 1); l++) {
    let autocovariance = 0;
    for (let t = l; t < n; t++) autocovariance += (values[t]! - center) * (values[t - l]! - center);
    total += l === 0 ? autocovariance : 2 * (1 - l / (lag + 1)) * autocovariance;
  }
  return total / (n * n);
}

/**
 * Newey-West covariance of least-squares coefficients, (X'X)⁻¹ S (X'X)⁻¹ with
 * S = Σ_t e_t² x_t x_t' + Σ_l (1 - l/(lag+1)) Σ_t e_t e_{t-l} (x_t x_{t-l}' + x_{t-l} x_t').
 *
 * @param lag `neweyWestLag(observations)` unless given; 0 is White's heteroscedasticity-consistent HC0
 * @param smallSample multiply by n / (n - k), as Stata's newey; off by default, as statsmodels' HAC
 * @returns parameters × parameters, row by row
 */
export function neweyWestCovariance(
  fit: OrdinaryLeastSquares,
  lag = neweyWestLag(fit.observations),
  smallSample = false,
): Float64Array {
  const { observations: n, parameters: k, design, residuals } = fit;
  const scores = new Float64Array(n * k);
  for (let t = 0; t < n; t++)
    for (let j = 0; j < k; j++) scores[t * k + j] = design[j * n + t]! * residuals[t]!;
  const middle = new Float64Array(k * k);
  for (let l = 0; l <= Math.min(lag, n - 1); l++) {
    const weight = 1 - l / (lag + 1);
    for (let t = l; t < n; t++) {
      for (let a = 0; a < k; a++) {
        for (let b = 0; b < k; b++) {
          const forward = scores[t * k + a]! * scores[(t - l) * k + b]!;
          const both = l === 0 ? forward : weight * (forward + scores[(t - l) * k + a]! * scores[t * k + b]!);
          middle[a * k + b] = middle[a * k + b]! + both;
        }
      }
    }
  }
  return sandwich(fit.inverseCrossProduct, middle, k, smallSample ? n / (n - k) : 1);
}

/** bread × filling × bread × factor, all k × k, row by row. */
function sandwich(bread: Float64Array, filling: Float64Array, k: number, factor: number): Float64Array {
  const half = new Float64Array(k * k);
  const whole = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      let value = 0;
      for (let j = 0; j < k; j++) value += bread[a * k + j]! * filling[j * k + b]!;
      half[a * k + b] = value;
    }
  }
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      let value = 0;
      for (let j = 0; j < k; j++) value += half[a * k + j]! * bread[j * k + b]!;
      whole[a * k + b] = factor * value;
    }
  }
  return whole;
}
