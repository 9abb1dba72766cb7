import { drawdownSeries } from "./max-drawdown.ts";
import { type Metric, type MetricDefinition, measured } from "./metric.ts";

export const definition: MetricDefinition<"equity"> = {
  key: "ulcerIndex",
  id: "ulcer-index.all-levels",
  name: "Ulcer index",
  formula: "sqrt(mean(D²)) over all levels, E(0) included",
  source: "Martin and McCann 1989",
  unit: "fraction",
  from: "equity",
  measure: ({ levels }) => ulcerIndex(levels),
};

/**
 * Ulcer index: the root mean square of the drawdown over all n + 1 levels, deep and long falls weighing alike.
 * quantstats divides by n - 1 instead.
 *
 * @param levels account value at t0 and at each close; length n + 1
 * @returns a fraction >= 0
 * @throws RangeError as `drawdownSeries`
 * @example ulcerIndex([100, 80, 100, 60]).value // => Math.sqrt((0.04 + 0.16) / 4)
 */
export function ulcerIndex(levels: ArrayLike<number>): Metric {
  let squares = 0;
  for (const drawdown of drawdownSeries(levels)) squares += drawdown * drawdown;
  return measured(definition, Math.sqrt(squares / levels.length));
}
