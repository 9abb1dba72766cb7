import { assertFinite } from "../../statistics/finite-values.ts";
import { mean } from "../../statistics/moments.ts";
import {
  type Metric,
  type MetricDefinition,
  type MetricOptions,
  measured,
  RETURN_RESOLUTION,
  sessionsPerYearOf,
  unmeasured,
} from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "sortinoRatio",
  id: "sortino.target-zero.all-sessions",
  name: "Sortino ratio",
  formula: "mean(r) N / (sqrt(mean(min(r, 0)²)) sqrt(N)), mean over all sessions",
  source: "Sortino and Price 1994; empyrical sortino_ratio",
  unit: "ratio",
  annualised: true,
  from: "returns",
  measure: (returns, options) => sortinoRatio(returns, options),
};

/**
 * Sortino ratio, annualised: mean(r) / sqrt(mean(min(r, 0)²)) sqrt(N).
 *
 * The downside is the root mean square over all sessions. LEAN takes the deviation of the losing sessions about their
 * own mean, which forgets how rare they are.
 *
 * @param returns n >= 2 simple returns, one a session
 * @param target acceptable return per session, taken from each return first; 0 unless given
 * @returns undefined when no return falls below the target
 * @throws RangeError for a return that is not finite
 * @example sortinoRatio([0.03, -0.01], { sessionsPerYear: 1 }).value // => 0.01 / Math.sqrt(0.0001 / 2)
 */
export function sortinoRatio(returns: ArrayLike<number>, options: MetricOptions = {}, target = 0): Metric {
  assertFinite(returns, "return");
  const identity = target === 0 ? definition : { ...definition, id: `sortino.target${target}.all-sessions` };
  if (returns.length < 2) return unmeasured(identity, "fewer than 2 returns", options);
  let squares = 0;
  for (let t = 0; t < returns.length; t++) {
    const shortfall = Math.min(returns[t]! - target, 0);
    squares += shortfall * shortfall;
  }
  const downside = Math.sqrt(squares / returns.length);
  if (downside <= RETURN_RESOLUTION) return unmeasured(identity, "no return falls below the target", options);
  const sessionsPerYear = sessionsPerYearOf(options);
  return measured(identity, ((mean(returns) - target) / downside) * Math.sqrt(sessionsPerYear), options);
}
