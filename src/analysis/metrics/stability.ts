import { assertFinite } from "../../statistics/finite-values.ts";
import { simpleRegression } from "../../statistics/simple-regression.ts";
import { type Metric, type MetricDefinition, measured, RETURN_RESOLUTION, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "stability",
  id: "stability.r-squared.log-wealth",
  name: "Stability",
  formula: "R² of Σ ln(1 + r) against time",
  source: "empyrical stability_of_timeseries",
  unit: "fraction",
  from: "returns",
  measure: stability,
};

/**
 * Stability: the R² of a straight line through the cumulative log return. 1 is a steady climb, or a steady fall.
 *
 * @param returns n >= 3 simple returns above -1, one a session
 * @returns undefined for fewer returns (two points always lie on a line), or when wealth does not move
 * @throws RangeError for a return that is not finite
 * @example stability([0.01, 0.01, 0.01]).value // => 1 to rounding
 */
export function stability(returns: ArrayLike<number>): Metric {
  assertFinite(returns, "return");
  if (returns.length < 3) return unmeasured(definition, "fewer than 3 returns");
  const wealth = new Float64Array(returns.length);
  let total = 0;
  let range = 0;
  for (let t = 0; t < returns.length; t++) {
    if (returns[t]! <= -1) return unmeasured(definition, `return ${t} loses everything`);
    total += Math.log1p(returns[t]!);
    wealth[t] = total;
    range = Math.max(range, Math.abs(total - wealth[0]!));
  }
  if (range <= RETURN_RESOLUTION) return unmeasured(definition, "the cumulative return does not move");
  const line = simpleRegression(
    wealth,
    Float64Array.from(wealth, (_, t) => t),
  );
  return measured(definition, Math.max(0, line!.rSquared));
}
