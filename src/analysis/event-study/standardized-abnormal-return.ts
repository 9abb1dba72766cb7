import type { AbnormalReturns } from "./abnormal-returns.ts";

/**
 * Forecast-error factors C(i,t) of the event days: the variance of an abnormal return over s².
 *
 *   market model 1 + 1/M + (Rm(t) - mean Rm)² / Sxx, mean-adjusted 1 + 1/M, market-adjusted 1
 *
 * @returns one factor a day of the event window, NaN where the day's regressors are missing
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function forecastErrorFactors(event: AbnormalReturns): Float64Array {
  const factors = new Float64Array(event.window.length);
  for (let t = 0; t < factors.length; t++) factors[t] = forecastErrorFactor(event, t);
  return factors;
}

/** The factor of one day, an index into the event window. */
export function forecastErrorFactor({ parameters, loadings }: AbnormalReturns, day: number): number {
  let factor = 1;
  for (let j = 0; j < parameters; j++) factor += loadings[day * parameters + j]! ** 2;
  return factor;
}

/**
 * Standardized abnormal returns SAR(i,t) = AR(i,t) / (s(i) sqrt(C(i,t))) (Patell 1976).
 *
 * @param forecastError whether C(i,t) is in the divisor; some packages leave it out (AR / s)
 * @returns one a day of the event window, NaN where the day is missing
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function standardizedAbnormalReturns(event: AbnormalReturns, forecastError = true): Float64Array {
  const standardized = new Float64Array(event.window.length);
  writeStandardized(event, forecastError, standardized);
  return standardized;
}

/** The same into an array that is there already. */
export function writeStandardized(event: AbnormalReturns, forecastError: boolean, into: Float64Array): void {
  for (let t = 0; t < into.length; t++) {
    const factor = forecastError ? forecastErrorFactor(event, t) : 1;
    into[t] = event.window[t]! / (event.residualDeviation * Math.sqrt(factor));
  }
}

/**
 * Standardized residuals of the estimation days, AR(i,t) / s(i), NaN where missing: what cross-correlations and the
 * generalized rank test take.
 *
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function standardizedResiduals(event: AbnormalReturns): Float64Array {
  const residuals = new Float64Array(event.estimation.length);
  writeStandardizedResiduals(event, residuals);
  return residuals;
}

/** The same into an array that is there already. */
export function writeStandardizedResiduals(
  { estimation, residualDeviation }: AbnormalReturns,
  into: Float64Array,
): void {
  for (let t = 0; t < into.length; t++) into[t] = estimation[t]! / residualDeviation;
}
