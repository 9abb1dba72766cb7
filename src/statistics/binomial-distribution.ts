import binomialDistributionFunction from "@stdlib/stats-base-dists-binomial-cdf";
import type { Sided } from "./p-value.ts";

/**
 * Probabilities of 0, 1, ..., trials successes, each trial succeeding with `chance`.
 *
 * Built outwards from the likeliest count by the ratio of neighbours, P(k+1) / P(k) = (n - k) / (k + 1) · p / (1 - p), and
 * divided by their sum: nothing overflows, and the tails keep 14 digits down to 1e-300.
 *
 * @returns trials + 1 probabilities
 */
export function binomialProbabilities(trials: number, chance: number): Float64Array {
  assertBinomial(trials, chance);
  const probabilities = new Float64Array(trials + 1);
  const mode = Math.min(trials, Math.floor((trials + 1) * chance));
  probabilities[mode] = 1;
  if (chance === 0 || chance === 1) return probabilities;
  const odds = chance / (1 - chance);
  for (let k = mode; k < trials; k++)
    probabilities[k + 1] = probabilities[k]! * ((trials - k) / (k + 1)) * odds;
  for (let k = mode; k > 0; k--) probabilities[k - 1] = (probabilities[k]! * (k / (trials - k + 1))) / odds;
  let total = 0;
  for (const probability of probabilities) total += probability;
  return probabilities.map((probability) => probability / total);
}

/**
 * P(X <= successes) for X binomial(trials, chance).
 *
 * @example binomialCdf(2, 5, 0.5) // => 0.5
 */
export function binomialCdf(successes: number, trials: number, chance: number): number {
  assertBinomial(trials, chance);
  if (successes < 0) return 0;
  if (successes >= trials) return 1;
  return binomialDistributionFunction(successes, trials, chance);
}

/**
 * Exact p-value of the hypothesis that `successes` of `trials` came with `chance` each.
 *
 * Two-sided: the sum of the probabilities of all outcomes that are no likelier than the observed one (the method of
 * small p-values, as R's binom.test and scipy's binomtest); at chance 1/2 this is twice the smaller tail.
 *
 * @example binomialTestPValue(6, 8, 0.5, "two-sided") // => 0.2890625
 */
export function binomialTestPValue(successes: number, trials: number, chance: number, sided: Sided): number {
  assertBinomial(trials, chance);
  if (sided === "less") return binomialCdf(successes, trials, chance);
  const probabilities = binomialProbabilities(trials, chance);
  // Added up from the far end: 1 - P(X <= w - 1) would lose the digits of a small p.
  if (sided === "greater")
    return Math.min(
      1,
      probabilities.subarray(successes).reduceRight((total, one) => total + one, 0),
    );
  // Outcomes that are equally likely in exact arithmetic may differ in the last bits.
  const bound = probabilities[successes]! * (1 + 1e-7);
  let p = 0;
  for (const probability of probabilities) if (probability <= bound) p += probability;
  return Math.min(1, p);
}

function assertBinomial(trials: number, chance: number): void {
  if (!Number.isInteger(trials) || trials < 0)
    throw new RangeError(`trials are a whole number >= 0, got ${trials}`);
  if (!(chance >= 0 && chance <= 1)) throw new RangeError(`a chance lies in [0, 1], got ${chance}`);
}
