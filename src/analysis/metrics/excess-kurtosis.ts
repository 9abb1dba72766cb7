import { assertFinite } from "../../statistics/finite-values.ts";
import { isConstant, excessKurtosis as populationExcessKurtosis } from "../../statistics/moments.ts";
import { type Metric, type MetricDefinition, measured, RETURN_RESOLUTION, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "excessKurtosis",
  id: "excess-kurtosis.population",
  name: "Excess kurtosis",
  formula: "m4 / m2² - 3, m_j = Σ(r - mean)^j / n",
  source: "scipy.stats.kurtosis as used by pyfolio beside empyrical",
  unit: "ratio",
  from: "returns",
  measure: excessKurtosis,
};

/**
 * Excess kurtosis of the returns, population form g2; 0 for a normal distribution. quantstats and pandas print the
 * adjusted form G2, `adjustedExcessKurtosis` in src/statistics/moments.ts. The probabilistic Sharpe ratio takes the raw
 * kurtosis, this plus 3.
 *
 * @param returns n >= 2 simple returns, one a session
 * @throws RangeError for a return that is not finite
 * @example excessKurtosis([-0.01, 0.01]).value // => -2
 */
export function excessKurtosis(returns: ArrayLike<number>): Metric {
  assertFinite(returns, "return");
  if (returns.length < 2) return unmeasured(definition, "fewer than 2 returns");
  if (isConstant(returns, RETURN_RESOLUTION)) return unmeasured(definition, "the returns do not vary");
  return measured(definition, populationExcessKurtosis(returns));
}
