import { assertFinite } from "../../statistics/finite-values.ts";
import { type Metric, type MetricDefinition, measured } from "./metric.ts";

export const definition: MetricDefinition<"equity"> = {
  key: "maxDrawdown",
  id: "max-drawdown.with-first-level",
  name: "Maximum drawdown",
  formula: "min over t of E(t) / max(E(s), s <= t) - 1, E(0) included",
  source: "empyrical max_drawdown",
  unit: "fraction",
  from: "equity",
  measure: ({ levels }) => maxDrawdown(levels),
};

/**
 * Maximum drawdown: the deepest fall of an equity curve below its running peak.
 *
 *   D(t) = E(t) / max(E(s), s <= t) - 1,   result = min over t of D(t)
 *
 * The first level counts as a peak, so an immediate loss is a drawdown. Packages that compound returns from the first
 * close leave it out: -3% instead of -5% on a series under water from day 1.
 *
 * @param levels account value at t0 and at each close, oldest first; length >= 1, the first above 0
 * @returns a fraction, 0 when the curve never falls; -0.25 is 25% below the peak
 * @throws RangeError if `levels` is empty, starts at or below 0, or holds a level that is not finite
 * @example maxDrawdown([100, 120, 90, 110]).value // => -0.25
 */
export function maxDrawdown(levels: ArrayLike<number>): Metric {
  let deepest = 0;
  const drawdowns = drawdownSeries(levels);
  for (let t = 0; t < drawdowns.length; t++) if (drawdowns[t]! < deepest) deepest = drawdowns[t]!;
  return measured(definition, deepest);
}

/**
 * Drawdown at each level: E(t) / max(E(s), s <= t) - 1.
 *
 * @param levels as for `maxDrawdown`
 * @returns fractions <= 0, as many as levels; 0 at every new peak
 * @example drawdownSeries([100, 120, 90, 110]) // => [0, 0, -0.25, -0.08333333333333337]
 */
export function drawdownSeries(levels: ArrayLike<number>): Float64Array {
  assertFinite(levels, "level");
  if (levels.length === 0) throw new RangeError("a drawdown needs at least one level");
  if (!(levels[0]! > 0))
    throw new RangeError(`the first level is ${levels[0]}; a drawdown needs one above 0`);
  const drawdowns = new Float64Array(levels.length);
  let peak = levels[0]!;
  for (let t = 1; t < levels.length; t++) {
    if (levels[t]! > peak) peak = levels[t]!;
    else drawdowns[t] = levels[t]! / peak - 1;
  }
  return drawdowns;
}
