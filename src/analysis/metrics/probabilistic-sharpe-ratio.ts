import { populationSkewness, rawKurtosis } from "../../statistics/moments.ts";
import { normalCdf } from "../../statistics/normal-distribution.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";
import { sessionSharpe } from "./sharpe-ratio.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "probabilisticSharpeRatio",
  id: "probabilistic-sharpe.benchmark-zero.raw-kurtosis",
  name: "Probabilistic Sharpe ratio",
  formula: "Φ((SR - SR*) sqrt(n - 1) / sqrt(1 - γ3 SR + (γ4 - 1)/4 SR²)), per session, γ4 = 3 when normal",
  source: "Bailey and Lopez de Prado 2012",
  unit: "probability",
  from: "returns",
  measure: (returns) => probabilisticSharpeRatio(returns),
};

/** The four numbers that the inference on a Sharpe ratio needs, all per session. */
export interface SharpeMoments {
  readonly sharpe: number;
  readonly observations: number;
  /** Population skewness γ3. */
  readonly skewness: number;
  /** Raw population kurtosis γ4, 3 for a normal distribution; not the excess. */
  readonly rawKurtosis: number;
}

/**
 * Probabilistic Sharpe ratio: the probability that the true Sharpe ratio exceeds a benchmark, given the observed one, its
 * n, skewness and kurtosis. It takes the sessions as independent.
 *
 * γ4 is the *raw* kurtosis. Packages that feed it the excess (quantstats, vectorbt) make the ratio look surer than it is.
 *
 * @param returns n >= 3 simple returns, one a session
 * @param benchmark Sharpe ratio per session (not annualised) to be exceeded; 0 unless given
 * @returns a probability
 * @throws RangeError for a return that is not finite
 * @example probabilisticSharpeRatio([0.01, -0.01]).value // null: fewer than 3 returns
 */
export function probabilisticSharpeRatio(returns: ArrayLike<number>, benchmark = 0): Metric {
  const identity =
    benchmark === 0 ? definition : { id: `probabilistic-sharpe.benchmark${benchmark}.raw-kurtosis` };
  const moments = sharpeMoments(returns);
  if (typeof moments === "string") return unmeasured(identity, moments);
  const z = probabilisticSharpeScore(moments, benchmark);
  if (z === null) return unmeasured(identity, "the variance of the Sharpe ratio is not above 0");
  return measured(identity, normalCdf(z));
}

/**
 * The z-score inside the probabilistic Sharpe ratio: (SR - SR*) sqrt(n - 1) / sqrt(1 - γ3 SR + (γ4 - 1)/4 SR²).
 *
 * @returns null when the expression under the root is not above 0
 */
export function probabilisticSharpeScore(moments: SharpeMoments, benchmark: number): number | null {
  const spread = sharpeSpread(moments);
  return spread > 0
    ? ((moments.sharpe - benchmark) * Math.sqrt(moments.observations - 1)) / Math.sqrt(spread)
    : null;
}

/** 1 - γ3 SR + (γ4 - 1)/4 SR²: n times the asymptotic variance of the Sharpe ratio (Mertens 2002). */
export function sharpeSpread({
  sharpe,
  skewness,
  rawKurtosis: kurtosis,
}: Omit<SharpeMoments, "observations">): number {
  return 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
}

/**
 * Sharpe ratio per session with the moments that its inference needs.
 *
 * @param returns n simple returns, one a session
 * @returns the moments, or the reason why there are none
 */
export function sharpeMoments(returns: ArrayLike<number>): SharpeMoments | string {
  const sharpe = sessionSharpe(returns);
  if (typeof sharpe === "string") return sharpe;
  if (returns.length < 3) return "fewer than 3 returns";
  return {
    sharpe,
    observations: returns.length,
    skewness: populationSkewness(returns),
    rawKurtosis: rawKurtosis(returns),
  };
}
