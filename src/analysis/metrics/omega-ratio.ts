import { assertFinite } from "../../statistics/finite-values.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "omegaRatio",
  id: "omega.threshold-zero",
  name: "Omega ratio",
  formula: "Σ max(r - threshold, 0) / Σ max(threshold - r, 0)",
  source: "Keating and Shadwick 2002; empyrical omega_ratio",
  unit: "ratio",
  from: "returns",
  measure: (returns) => omegaRatio(returns),
};

/**
 * Omega ratio: the gains above a threshold over the losses below it. With threshold 0 it is what quantstats calls the
 * profit factor of the sessions.
 *
 * @param returns n >= 2 simple returns, one a session
 * @param threshold return per session; 0 unless given
 * @returns undefined when no return lies below the threshold
 * @throws RangeError for a return that is not finite
 * @example omegaRatio([0.03, -0.01]).value // => 3
 */
export function omegaRatio(returns: ArrayLike<number>, threshold = 0): Metric {
  assertFinite(returns, "return");
  const identity = threshold === 0 ? definition : { id: `omega.threshold${threshold}` };
  if (returns.length < 2) return unmeasured(identity, "fewer than 2 returns");
  let gains = 0;
  let losses = 0;
  for (let t = 0; t < returns.length; t++) {
    const excess = returns[t]! - threshold;
    if (excess > 0) gains += excess;
    else losses -= excess;
  }
  if (losses === 0) return unmeasured(identity, "no return lies below the threshold");
  return measured(identity, gains / losses);
}
