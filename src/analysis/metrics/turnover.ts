import { assertFinite } from "../../statistics/finite-values.ts";
import { mean } from "../../statistics/moments.ts";
import {
  type Metric,
  type MetricDefinition,
  type MetricOptions,
  measured,
  sessionsPerYearOf,
  unmeasured,
} from "./metric.ts";

export const definition: MetricDefinition<"turnover"> = {
  key: "turnover",
  id: "turnover.notional-over-mean-equity",
  name: "Turnover",
  formula: "traded notional / mean equity × N / n",
  source: "edict; both sides of a round trip count",
  unit: "per-year",
  annualised: true,
  from: "turnover",
  measure: ({ tradedNotional, levels }, options) => turnover(tradedNotional, levels, options),
};

/**
 * Turnover per year: all that was bought and sold over the mean equity, times N / n. A round trip of the whole account
 * each year is 2.
 *
 * @param tradedNotional Σ |quantity × price| of all fills, in the currency of the levels
 * @param levels account value at t0 and at each close; length n + 1
 * @throws RangeError for a level or notional that is not finite
 * @example turnover(200, [100, 100, 100], { sessionsPerYear: 2 }).value // => 2
 */
export function turnover(
  tradedNotional: number,
  levels: ArrayLike<number>,
  options: MetricOptions = {},
): Metric {
  assertFinite([tradedNotional], "traded notional");
  assertFinite(levels, "level");
  if (levels.length < 2) return unmeasured(definition, "no sessions", options);
  const meanEquity = mean(levels);
  if (meanEquity <= 0) return unmeasured(definition, "mean equity is not above 0", options);
  const sessionsPerYear = sessionsPerYearOf(options);
  return measured(
    definition,
    (tradedNotional / meanEquity) * (sessionsPerYear / (levels.length - 1)),
    options,
  );
}
