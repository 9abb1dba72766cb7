import type { AbnormalReturns } from "./abnormal-returns.ts";

/**
 * Forecast-error factors C(i,t) of the event days: the variance of an abnormal return over s².
 *
 *   market model 1 + 1/M + (Rm(t) - mean Rm)² / Sxx, mean-adjusted 1 + 1/M, market-adjusted 1
 *
 * @returns one factor a day of the event window, NaN where the day's regressors are missing
 */
export function forecastErrorFactors(event: AbnormalReturns): Float64Array {
  const k = event.parameters;
  const factors = new Float64Array(event.window.length).fill(1);
  for (let t = 0; t < factors.length; t++) {
    for (let j = 0; j < k; j++) factors[t]! += event.loadings[t * k + j]! ** 2;
  }
  return factors;
}

/**
 * Standardized abnormal returns SAR(i,t) = AR(i,t) / (s(i) sqrt(C(i,t))) (Patell 1976).
 *
 * @param forecastError whether C(i,t) is in the divisor; some packages leave it out (AR / s)
 * @returns one a day of the event window, NaN where the day is missing
 */
export function standardizedAbnormalReturns(event: AbnormalReturns, forecastError = true): Float64Array {
  const standardized = forecastError
    ? forecastErrorFactors(event)
    : new Float64Array(event.window.length).fill(1);
  for (let t = 0; t < standardized.length; t++) {
    standardized[t] = event.window[t]! / (event.residualDeviation * Math.sqrt(standardized[t]!));
  }
  return standardized;
}

/**
 * Standardized residuals of the estimation days, AR(i,t) / s(i), NaN where missing: what cross-correlations and the
 * generalized rank test take.
 */
export function standardizedResiduals(event: AbnormalReturns): Float64Array {
  return event.estimation.map((residual) => residual / event.residualDeviation);
}
