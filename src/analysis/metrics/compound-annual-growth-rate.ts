import { assertFinite } from "../../statistics/finite-values.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"dated"> = {
  key: "compoundAnnualGrowthRate",
  id: "cagr.calendar-days.365.25",
  name: "Compound annual growth rate",
  formula: "(E(T) / E(0))^(365.25 / calendar days) - 1",
  source: "ffn calc_cagr; backtesting.py CAGR",
  unit: "return",
  from: "dated",
  measure: ({ levels, days }) => compoundAnnualGrowthRate(levels, days),
};

/**
 * Compound annual growth rate by the calendar: (E(T) / E(0))^(365.25 / days) - 1.
 *
 * By calendar days, so it does not depend on how many sessions an exchange holds a year; `annualReturn` counts
 * sessions. Dividing calendar days by 252, as one package does, understates every rate by a third.
 *
 * @param levels account value at t0 and at each close; length n + 1
 * @param days day (since 1970-01-01) of each level
 * @returns a fraction per year; undefined over less than a day, or when the account does not end above 0
 * @throws RangeError for a level that is not finite, or lengths that differ
 * @example compoundAnnualGrowthRate([100, 121], [0, 730.5]).value // => 0.1 to rounding
 */
export function compoundAnnualGrowthRate(levels: ArrayLike<number>, days: ArrayLike<number>): Metric {
  assertFinite(levels, "level");
  if (levels.length !== days.length)
    throw new RangeError(`${levels.length} levels need as many days, got ${days.length}`);
  if (levels.length < 2) return unmeasured(definition, "fewer than 2 levels");
  const span = days[days.length - 1]! - days[0]!;
  const last = levels[levels.length - 1]!;
  if (span <= 0) return unmeasured(definition, "the levels span no calendar day");
  if (levels[0]! <= 0 || last < 0) return unmeasured(definition, "the account starts or ends below 0");
  return measured(definition, (last / levels[0]!) ** (365.25 / span) - 1);
}
