import { assertFinite } from "../../statistics/finite-values.ts";
import { isConstant, populationSkewness } from "../../statistics/moments.ts";
import { type Metric, type MetricDefinition, measured, RETURN_RESOLUTION, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "skewness",
  id: "skewness.population",
  name: "Skewness",
  formula: "m3 / m2^(3/2), m_j = Σ(r - mean)^j / n",
  source: "scipy.stats.skew as used by pyfolio beside empyrical; γ3 of Bailey and Lopez de Prado 2012",
  unit: "ratio",
  from: "returns",
  measure: skewness,
};

/**
 * Skewness of the returns, population form g1. quantstats and pandas print the adjusted form
 * G1 = g1 sqrt(n (n - 1)) / (n - 2), `adjustedSkewness` in src/statistics/moments.ts.
 *
 * @param returns n >= 2 simple returns, one a session
 * @throws RangeError for a return that is not finite
 * @example skewness([0, 0, 0.03]).value // => Math.sqrt(1 / 2) to rounding
 */
export function skewness(returns: ArrayLike<number>): Metric {
  assertFinite(returns, "return");
  if (returns.length < 2) return unmeasured(definition, "fewer than 2 returns");
  if (isConstant(returns, RETURN_RESOLUTION)) return unmeasured(definition, "the returns do not vary");
  return measured(definition, populationSkewness(returns));
}
