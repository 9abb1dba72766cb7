import { assertFinite } from "../../statistics/finite-values.ts";
import { variance } from "../../statistics/moments.ts";
import { normalCdf, normalQuantile } from "../../statistics/normal-distribution.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";
import { probabilisticSharpeScore, sharpeMoments } from "./probabilistic-sharpe-ratio.ts";

export const definition: MetricDefinition<"trials"> = {
  key: "deflatedSharpeRatio",
  id: "deflated-sharpe.raw-kurtosis",
  name: "Deflated Sharpe ratio",
  formula: "PSR(SR0), SR0 = sd(SR) ((1 - γ) Φ⁻¹(1 - 1/K) + γ Φ⁻¹(1 - 1/(K e))), γ = 0.5772..., K trials",
  source: "Bailey and Lopez de Prado 2014",
  unit: "probability",
  from: "trials",
  measure: ({ returns, sharpes }) => {
    if (sharpes.length < 2) return unmeasured(definition, "fewer than 2 variants were tried");
    return deflatedSharpeRatio(returns, { count: sharpes.length, variance: variance(sharpes) });
  },
};

/** What was tried before this result was chosen. */
export interface Trials {
  /** Number of variants tried, this one included; of independent ones where that is known. Need not be whole. */
  readonly count: number;
  /** Variance (ddof 1) over the variants of their Sharpe ratios per session. */
  readonly variance: number;
}

/** The Euler-Mascheroni constant. */
const EULER = 0.5772156649015329;

/**
 * Deflated Sharpe ratio: the probabilistic Sharpe ratio against the best Sharpe ratio that as many worthless trials
 * would be expected to show.
 *
 * @param returns n >= 3 simple returns of the chosen variant, one a session
 * @param trials how many variants were tried, and how much their Sharpe ratios per session vary
 * @returns a probability; undefined for fewer than 2 trials
 * @throws RangeError for a return that is not finite, or a variance below 0
 * @example deflatedSharpeRatio([0.01, 0.02, -0.01], { count: 1, variance: 0 }).value // null: fewer than 2 variants
 */
export function deflatedSharpeRatio(returns: ArrayLike<number>, trials: Trials): Metric {
  assertFinite(returns, "return");
  if (!(trials.variance >= 0)) throw new RangeError(`a variance is at least 0, got ${trials.variance}`);
  if (!(trials.count >= 2)) return unmeasured(definition, "fewer than 2 variants were tried");
  const moments = sharpeMoments(returns);
  if (typeof moments === "string") return unmeasured(definition, moments);
  const z = probabilisticSharpeScore(moments, expectedMaximumSharpe(trials));
  if (z === null) return unmeasured(definition, "the variance of the Sharpe ratio is not above 0");
  return measured(definition, normalCdf(z));
}

/**
 * Expected largest Sharpe ratio per session of K independent trials without any skill:
 * sd(SR) ((1 - γ) Φ⁻¹(1 - 1/K) + γ Φ⁻¹(1 - 1/(K e))).
 *
 * @example expectedMaximumSharpe({ count: 10, variance: 0.01 }) // => 0.15746, to five digits
 */
export function expectedMaximumSharpe({ count, variance: spread }: Trials): number {
  // Φ⁻¹(1 - p) = -Φ⁻¹(p): no digit of a small p is lost.
  const highest = -(1 - EULER) * normalQuantile(1 / count) - EULER * normalQuantile(1 / (count * Math.E));
  return Math.sqrt(spread) * highest;
}
