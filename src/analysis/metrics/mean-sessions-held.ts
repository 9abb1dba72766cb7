import { assertFinite } from "../../statistics/finite-values.ts";
import { mean } from "../../statistics/moments.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"trades"> = {
  key: "meanSessionsHeld",
  id: "sessions-held.mean",
  name: "Mean sessions held",
  formula: "mean of the sessions each closed trade was held, its entry session the first",
  source: "edict",
  unit: "sessions",
  from: "trades",
  measure: ({ sessionsHeld }) => meanSessionsHeld(sessionsHeld),
};

/**
 * Mean number of sessions a closed trade was held.
 *
 * @param sessionsHeld one a closed trade, the entry session counted as the first
 * @throws RangeError for a count that is not finite
 * @example meanSessionsHeld([10, 4]).value // => 7
 */
export function meanSessionsHeld(sessionsHeld: ArrayLike<number>): Metric {
  assertFinite(sessionsHeld, "sessions held");
  if (sessionsHeld.length === 0) return unmeasured(definition, "no closed trades");
  return measured(definition, mean(sessionsHeld));
}
