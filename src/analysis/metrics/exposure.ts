import { assertFinite } from "../../statistics/finite-values.ts";
import { mean } from "../../statistics/moments.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const timeDefinition: MetricDefinition<"exposure"> = {
  key: "timeInMarket",
  id: "exposure.share-of-sessions",
  name: "Time in the market",
  formula: "share of sessions with a position",
  source: "backtesting.py Exposure Time",
  unit: "fraction",
  from: "exposure",
  measure: timeInMarket,
};

export const weightDefinition: MetricDefinition<"exposure"> = {
  key: "meanGrossExposure",
  id: "exposure.mean-gross-weight",
  name: "Mean gross exposure",
  formula: "mean over sessions of Σ |position value| / equity",
  source: "edict",
  unit: "fraction",
  from: "exposure",
  measure: meanGrossExposure,
};

/**
 * Share of sessions with a position. quantstats counts the sessions whose return is not 0, which misses a held session
 * without a change in price.
 *
 * @param grossWeights Σ |position value| / equity of each of n sessions, the largest within the session, >= 0
 * @returns a fraction in [0, 1]
 * @throws RangeError for a weight that is not finite
 * @example timeInMarket([0, 0.5, 1, 0]).value // => 0.5
 */
export function timeInMarket(grossWeights: ArrayLike<number>): Metric {
  assertFinite(grossWeights, "gross weight");
  if (grossWeights.length === 0) return unmeasured(timeDefinition, "no sessions");
  let held = 0;
  for (let t = 0; t < grossWeights.length; t++) if (grossWeights[t]! > 0) held++;
  return measured(timeDefinition, held / grossWeights.length);
}

/**
 * Mean gross weight over all sessions, those without a position included.
 *
 * @param grossWeights as for `timeInMarket`
 * @returns a fraction; above 1 with leverage
 * @throws RangeError for a weight that is not finite
 * @example meanGrossExposure([0, 0.5, 1, 0]).value // => 0.375
 */
export function meanGrossExposure(grossWeights: ArrayLike<number>): Metric {
  assertFinite(grossWeights, "gross weight");
  if (grossWeights.length === 0) return unmeasured(weightDefinition, "no sessions");
  return measured(weightDefinition, mean(grossWeights));
}
