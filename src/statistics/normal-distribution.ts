import standardNormalCdf from "@stdlib/stats-base-dists-normal-cdf";
import standardNormalQuantile from "@stdlib/stats-base-dists-normal-quantile";

/**
 * Density of the standard normal distribution, exp(-z²/2) / sqrt(2π).
 *
 * @example normalDensity(0) // => 0.3989422804014327
 */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/**
 * Standard normal distribution function P(Z <= z), accurate in relative terms in the lower tail.
 * For an upper tail call it with -z: 1 - normalCdf(z) loses every digit beyond z = 8.
 *
 * @example normalCdf(-1.96) // => 0.024997895148220435
 */
export function normalCdf(z: number): number {
  return standardNormalCdf(z, 0, 1);
}

/**
 * Standard normal quantile: the z for which P(Z <= z) = probability.
 *
 * The library inverts erf at 2p - 1, which cancels for a small p (7 digits are left at p = 1e-10, none at 1e-17).
 * So the upper half is mirrored into the lower one and two Newton steps on log P, where the tail is nearly a
 * parabola, restore full precision.
 *
 * @param probability in [0, 1]; the ends give -Infinity and Infinity
 * @throws RangeError outside [0, 1]
 * @example normalQuantile(0.975) // => 1.959963984540054
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`a probability lies in [0, 1], got ${probability}`);
  }
  if (probability === 0) return Number.NEGATIVE_INFINITY;
  if (probability === 1) return Number.POSITIVE_INFINITY;
  if (probability > 0.5) return -normalQuantile(1 - probability);
  // Below 1e-15 the library answers -Infinity or noise; the leading term of the tail expansion is near enough to start.
  let z =
    probability > 1e-15 ? standardNormalQuantile(probability, 0, 1) : -Math.sqrt(-2 * Math.log(probability));
  const steps = probability > 1e-15 ? 2 : 12;
  for (let step = 0; step < steps; step++) {
    const reached = normalCdf(z);
    z -= (Math.log(reached / probability) * reached) / normalDensity(z);
  }
  return z;
}
