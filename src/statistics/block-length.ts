import { isConstant, mean } from "./moments.ts";

/** Block lengths, in sessions, that make the bootstrap variance of the mean as near to the truth as it gets. */
export interface OptimalBlockLength {
  /** Mean length for `stationaryBootstrapIndices`. */
  readonly stationary: number;
  /** Length for `circularBlockBootstrapIndices`, before rounding. */
  readonly circular: number;
}

/**
 * Automatic block length of Politis and White (2004), with the correction of Patton, Politis and White (2009).
 *
 * 1. m is the lag after which the next K = max(5, ceil(log10 n)) autocorrelations all lie inside
 *    ± 2 sqrt(log10(n) / n); the last lag that lies outside when none does within sqrt(n) + K lags.
 * 2. With M = 2m and the flat-top weights λ(s) = 1 up to 1/2, then falling to 0 at 1:
 *    G = Σ λ(k/M) |k| R(k) and g = Σ λ(k/M) R(k), k = -M..M.
 * 3. b = (2 G² / D n)^(1/3), D = 2 g² (stationary) or 4/3 g² (circular), held between 1 and min(3 sqrt n, n/3).
 *
 * For an AR(1) with coefficient ρ the stationary length tends to (2ρ / (1 - ρ²))^(2/3) n^(1/3).
 *
 * @param values the series, at least 9 values, oldest first
 * @returns null for a shorter series or one without variation
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function optimalBlockLength(values: ArrayLike<number>): OptimalBlockLength | null {
  const n = values.length;
  if (n < 9 || isConstant(values)) return null;
  const quietLags = Math.max(5, Math.ceil(Math.log10(n)));
  const highestLag = Math.min(n - 1, Math.ceil(Math.sqrt(n)) + quietLags);
  const autocovariances = autocovariancesUpTo(values, highestLag);
  const threshold = 2 * Math.sqrt(Math.log10(n) / n);
  const bandwidth = Math.min(highestLag, 2 * Math.max(1, lastLoudLag(autocovariances, threshold, quietLags)));

  let spread = 0;
  let spectrum = autocovariances[0]!;
  for (let lag = 1; lag <= bandwidth; lag++) {
    const position = lag / bandwidth;
    const weight = position <= 0.5 ? 1 : 2 * (1 - position);
    spread += 2 * weight * lag * autocovariances[lag]!;
    spectrum += 2 * weight * autocovariances[lag]!;
  }
  const longest = Math.max(1, Math.min(3 * Math.sqrt(n), n / 3));
  const length = (scale: number) => {
    const denominator = scale * spectrum * spectrum;
    // A spectrum of 0 at frequency 0 asks for the longest block.
    const ideal = denominator > 0 ? Math.cbrt((2 * spread * spread * n) / denominator) : longest;
    return Math.max(1, Math.min(longest, ideal));
  };
  return { stationary: length(2), circular: length(4 / 3) };
}

function autocovariancesUpTo(values: ArrayLike<number>, highestLag: number): Float64Array {
  const n = values.length;
  const center = mean(values);
  const autocovariances = new Float64Array(highestLag + 1);
  for (let lag = 0; lag <= highestLag; lag++) {
    let total = 0;
    for (let t = lag; t < n; t++) total += (values[t]! - center) * (values[t - lag]! - center);
    autocovariances[lag] = total / n;
  }
  return autocovariances;
}

/** The smallest m whose next `quietLags` autocorrelations are all below the threshold; else the last that is not. */
function lastLoudLag(autocovariances: Float64Array, threshold: number, quietLags: number): number {
  const highestLag = autocovariances.length - 1;
  let quiet = 0;
  let loud = 0;
  for (let lag = 1; lag <= highestLag; lag++) {
    if (Math.abs(autocovariances[lag]! / autocovariances[0]!) < threshold) {
      quiet++;
      if (quiet === quietLags) return lag - quietLags;
    } else {
      quiet = 0;
      loud = lag;
    }
  }
  return loud;
}
