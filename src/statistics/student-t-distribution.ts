import studentTDistributionFunction from "@stdlib/stats-base-dists-t-cdf";
import { normalQuantile } from "./normal-distribution.ts";

/**
 * Student t distribution function P(T <= t) with `degreesOfFreedom` > 0 (not necessarily whole).
 * Accurate in relative terms in the lower tail; for an upper tail call it with -t.
 *
 * @throws RangeError when the degrees of freedom are not positive
 * @example studentTCdf(-2.340638292816283, 7) // => 0.0258981381515556
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0))
    throw new RangeError(`degrees of freedom are above 0, got ${degreesOfFreedom}`);
  if (t === Number.NEGATIVE_INFINITY) return 0;
  if (t === Number.POSITIVE_INFINITY) return 1;
  const edge = NEAR_ZERO * Math.min(1, Math.sqrt(degreesOfFreedom));
  if (Math.abs(t) >= edge) return studentTDistributionFunction(t, degreesOfFreedom);
  const toEdge = studentTDistributionFunction(edge, degreesOfFreedom) - 0.5;
  return 0.5 + (toEdge * areaFromZero(t, degreesOfFreedom)) / areaFromZero(edge, degreesOfFreedom);
}

/** Within this distance of 0 the library keeps only 8 digits of P - 1/2. */
const NEAR_ZERO = 0.03;

/** Area under the density from 0 to a small t, over the density at 0: the series of ∫ (1 + u²/ν)^(-(ν+1)/2) du. */
function areaFromZero(t: number, degreesOfFreedom: number): number {
  const half = (degreesOfFreedom + 1) / 2;
  const square = (t * t) / degreesOfFreedom;
  let coefficient = 1;
  let total = 1;
  for (let k = 1; k <= 8; k++) {
    coefficient *= (-(half + k - 1) * square) / k;
    total += coefficient / (2 * k + 1);
  }
  return t * total;
}

/**
 * Student t quantile: the t for which P(T <= t) = probability.
 *
 * Found by bisection on the distribution function, so it agrees with `studentTCdf` to the last bits. (The library's own
 * quantile reaches for a debugging package that cannot be bundled.) A report asks a few times for the same one or two,
 * each of fifty steps, so they are remembered.
 *
 * @param probability in [0, 1]; the ends give -Infinity and Infinity
 * @throws RangeError for a probability outside [0, 1] or degrees of freedom that are not positive
 * @example studentTQuantile(0.975, 7) // => 2.364624251592784
 */
export function studentTQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0))
    throw new RangeError(`degrees of freedom are above 0, got ${degreesOfFreedom}`);
  const start = normalQuantile(probability);
  if (!Number.isFinite(start) || probability === 0.5) return start;
  if (probability > 0.5) return -studentTQuantile(1 - probability, degreesOfFreedom);
  const key = `${probability} ${degreesOfFreedom}`;
  let quantile = knownQuantiles.get(key);
  if (quantile === undefined) {
    quantile = bisectQuantile(probability, degreesOfFreedom, start);
    knownQuantiles.set(key, quantile);
  }
  return quantile;
}

const knownQuantiles = new Map<string, number>();

/** For a probability below a half; `start` is the normal quantile. */
function bisectQuantile(probability: number, degreesOfFreedom: number, start: number): number {
  // The t has heavier tails than the normal, so the normal quantile bounds it from above; double until it is bracketed.
  let low = start;
  let high = 0;
  while (studentTCdf(low, degreesOfFreedom) > probability) {
    high = low;
    low *= 2;
    if (low === Number.NEGATIVE_INFINITY) return low;
  }
  while (true) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) return middle;
    if (studentTCdf(middle, degreesOfFreedom) < probability) low = middle;
    else high = middle;
  }
}
