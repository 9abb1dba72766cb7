import { maxDrawdown } from "./max-drawdown.ts";
import {
  type Metric,
  type MetricDefinition,
  type MetricOptions,
  measured,
  sessionsPerYearOf,
  unmeasured,
} from "./metric.ts";

export const definition: MetricDefinition<"equity"> = {
  key: "calmarRatio",
  id: "calmar.compounded-return",
  name: "Calmar ratio",
  formula: "annual return (compounded) / |max drawdown|",
  source: "Young 1991; empyrical calmar_ratio",
  unit: "ratio",
  annualised: true,
  from: "equity",
  measure: ({ levels }, options) => calmarRatio(levels, options),
};

/**
 * Calmar ratio: the compounded annual return over the size of the maximum drawdown, over the whole run.
 *
 * @param levels account value at t0 and at each close; length n + 1, the first above 0
 * @returns undefined (never infinite) when there is no drawdown
 * @throws RangeError as `maxDrawdown`
 * @example calmarRatio([100, 80, 110], { sessionsPerYear: 2 }).value // => 0.5 to rounding
 */
export function calmarRatio(levels: ArrayLike<number>, options: MetricOptions = {}): Metric {
  const drawdown = maxDrawdown(levels).value;
  if (drawdown === 0 || drawdown === null) return unmeasured(definition, "there is no drawdown", options);
  const sessions = levels.length - 1;
  const growth = levels[sessions]! / levels[0]!;
  if (growth < 0) return unmeasured(definition, "the account ends below 0", options);
  const sessionsPerYear = sessionsPerYearOf(options);
  return measured(definition, (growth ** (sessionsPerYear / sessions) - 1) / -drawdown, options);
}
