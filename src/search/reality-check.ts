import { permutationPValue } from "../statistics/p-value.ts";
import type { BootstrapMeans } from "./bootstrap-means.ts";

/** A test of "no variant beats cash". */
export interface SnoopingTest {
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * White's (2000) reality check: is the best mean return more than the best of so many worthless variants would show?
 *
 *   V = max over k of √n f_k,   V*_b = max over k of √n (f*_kb - f_k),   p = (1 + #{V*_b >= V}) / (B + 1)
 *
 * f_k is variant k's mean return per session over cash, f*_kb that in resample b. Every variant counts as if its mean
 * were exactly 0, so hopeless variants make it timid; {@link superiorPredictiveAbility} mends that.
 */
export function realityCheck({ means, draws, sessions }: BootstrapMeans): SnoopingTest {
  const root = Math.sqrt(sessions);
  const statistic = root * means.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  let reached = 0;
  for (const draw of draws) {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < means.length; k++) most = Math.max(most, draw[k]! - means[k]!);
    if (root * most >= statistic - 1e-12 * Math.abs(statistic)) reached++;
  }
  return { statistic, pValue: permutationPValue(reached, draws.length) };
}
