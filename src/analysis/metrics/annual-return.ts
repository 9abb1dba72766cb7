import { assertFinite } from "../../statistics/finite-values.ts";
import { compoundReturn } from "../../statistics/returns.ts";
import {
  type Metric,
  type MetricDefinition,
  type MetricOptions,
  measured,
  sessionsPerYearOf,
  unmeasured,
} from "./metric.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "annualReturn",
  id: "annual-return.compounded",
  name: "Annual return",
  formula: "(Π(1 + r))^(N / n) - 1",
  source: "empyrical annual_return",
  unit: "return",
  annualised: true,
  from: "returns",
  measure: annualReturn,
};

/**
 * Annual return, compounded over sessions: (Π(1 + r))^(N / n) - 1.
 *
 * @param returns n simple returns, one a session
 * @returns a fraction per year; undefined for no returns, or when the account is lost to below 0
 * @throws RangeError for a return that is not finite
 * @example annualReturn([0.01, 0.02], { sessionsPerYear: 2 }).value // => 0.0302 to rounding
 */
export function annualReturn(returns: ArrayLike<number>, options: MetricOptions = {}): Metric {
  assertFinite(returns, "return");
  if (returns.length === 0) return unmeasured(definition, "no returns", options);
  const growth = 1 + compoundReturn(returns);
  if (growth < 0) return unmeasured(definition, "the account ends below 0", options);
  const sessionsPerYear = sessionsPerYearOf(options);
  return measured(definition, growth ** (sessionsPerYear / returns.length) - 1, options);
}
