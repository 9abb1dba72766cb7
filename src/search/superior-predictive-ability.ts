import { permutationPValue } from "../statistics/p-value.ts";
import type { BootstrapMeans } from "./bootstrap-means.ts";

/** Hansen's test with its three ways to treat variants that look bad. */
export interface SuperiorPredictiveAbility {
  readonly statistic: number;
  /** the consistent p-value: the one to read */
  readonly pValue: number;
  /** bounds: as if all bad-looking variants were as bad as they look, and as if none were worse than cash */
  readonly lower: number;
  readonly upper: number;
  /** variants whose means vary over the resamples: those that trade */
  readonly variants: number;
}

/**
 * Hansen's (2005) test for superior predictive ability: White's reality check on studentised means, without those
 * variants that are plainly worse than cash.
 *
 *   T = max(0, max over k of √n f_k / ω_k),   T*_b = max(0, max over k of √n (f*_kb - g_k) / ω_k)
 *
 *   p = (1 + #{T*_b >= T}) / (B + 1)
 *
 * ω_k is the bootstrap standard deviation of √n f*_k. The consistent version recentres at g_k = f_k where
 * √n f_k / ω_k >= -√(2 ln ln n), and at 0 otherwise; the lower one at max(f_k, 0); the upper one at f_k throughout.
 *
 * @returns null if no variant's mean varies
 */
export function superiorPredictiveAbility({
  means,
  draws,
  sessions,
}: BootstrapMeans): SuperiorPredictiveAbility | null {
  const root = Math.sqrt(sessions);
  const spreads = means.map((_, k) => root * deviationOf(draws, k));
  const trading = [...spreads.keys()].filter((k) => spreads[k]! > 0);
  if (trading.length === 0 || sessions < 3) return null;
  const threshold = -Math.sqrt(2 * Math.log(Math.log(sessions)));
  const scores = Float64Array.from(trading, (k) => (root * means[k]!) / spreads[k]!);
  const statistic = Math.max(
    0,
    scores.reduce((most, one) => Math.max(most, one), 0),
  );
  const centers = {
    consistent: (k: number, score: number) => (score >= threshold ? means[k]! : 0),
    lower: (k: number) => Math.max(means[k]!, 0),
    upper: (k: number) => means[k]!,
  };
  const pValueOf = (center: (k: number, score: number) => number) => {
    const recentred = trading.map((k, place) => center(k, scores[place]!));
    let reached = 0;
    for (const draw of draws) {
      let most = 0;
      for (let place = 0; place < trading.length; place++) {
        const k = trading[place]!;
        most = Math.max(most, (root * (draw[k]! - recentred[place]!)) / spreads[k]!);
      }
      if (most >= statistic - 1e-12 * statistic) reached++;
    }
    return permutationPValue(reached, draws.length);
  };
  return {
    statistic,
    pValue: pValueOf(centers.consistent),
    lower: pValueOf(centers.lower),
    upper: pValueOf(centers.upper),
    variants: trading.length,
  };
}

function deviationOf(draws: readonly Float64Array[], k: number): number {
  let total = 0;
  for (const draw of draws) total += draw[k]!;
  const mean = total / draws.length;
  let squares = 0;
  for (const draw of draws) squares += (draw[k]! - mean) ** 2;
  return Math.sqrt(squares / draws.length);
}
