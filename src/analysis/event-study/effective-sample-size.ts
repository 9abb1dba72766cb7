import {
  type DetectableEffectOptions,
  minimumDetectableEffect,
} from "../../statistics/minimum-detectable-effect.ts";

/**
 * Effective number of independent events: N / (1 + (N - 1) r). Twenty events with a mean correlation of 0.2 say as much
 * as four.
 *
 * @param n events, >= 1
 * @param correlation mean correlation r between two different events, from `overlapCorrelation`
 * @returns null when 1 + (N - 1) r is not above 0
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 * @example effectiveSampleSize(20, 0.2) // => 20 / 4.8
 */
export function effectiveSampleSize(n: number, correlation: number): number | null {
  const inflation = 1 + (n - 1) * correlation;
  return inflation > 0 ? n / inflation : null;
}

/**
 * Minimum detectable effect of an event study: the smallest true average that this many effective events would show,
 *
 *   (t(0.975, n - 1) + t(0.8, n - 1)) sd / sqrt(n),  n the effective events, sd that of CAR(i) over the events
 *
 * (Bloom 1995) at 5%, two-sided, with a power of 80%.
 *
 * @param deviation cross-sectional deviation of CAR(i), > 0
 * @param effectiveEvents from `effectiveSampleSize`, or the number of bursts; above 1
 * @returns a magnitude in the unit of CAR, by Student t quantiles with effectiveEvents - 1; null when it does not exist
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 * @example minimumDetectableAverage(0.05, 25) // => 0.0292 to four digits
 */
export function minimumDetectableAverage(
  deviation: number,
  effectiveEvents: number,
  options: Omit<DetectableEffectOptions, "degreesOfFreedom"> = {},
): number | null {
  if (!(deviation > 0) || !(effectiveEvents > 1)) return null;
  return minimumDetectableEffect(deviation / Math.sqrt(effectiveEvents), {
    ...options,
    degreesOfFreedom: effectiveEvents - 1,
  });
}
