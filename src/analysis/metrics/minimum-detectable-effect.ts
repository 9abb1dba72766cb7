import { assertFinite } from "../../statistics/finite-values.ts";
import {
  type DetectableEffectOptions,
  minimumDetectableEffect as detectableMean,
} from "../../statistics/minimum-detectable-effect.ts";
import { isConstant, standardDeviation } from "../../statistics/moments.ts";
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
  key: "minimumDetectableEffect",
  id: "minimum-detectable-effect.mean-return.two-sided0.05.power0.8",
  name: "Minimum detectable effect",
  formula: "(Φ⁻¹(0.975) + Φ⁻¹(0.8)) sd(r, ddof 1) / sqrt(n) × N",
  source: "Bloom 1995",
  unit: "fraction",
  annualised: true,
  from: "returns",
  measure: (returns, options) => minimumDetectableEffect(returns, options),
};

/**
 * Minimum detectable effect: the smallest true mean return, per year, that a two-sided test at 5% would find with power
 * 80% in as many sessions as volatile as these. It takes the sessions as independent.
 *
 * @param returns n >= 2 simple returns, one a session
 * @param choices another level, power or side; they are written into the id
 * @returns a fraction per year
 * @throws RangeError for a return that is not finite, or a choice out of range
 * @example minimumDetectableEffect([0.01, -0.01], { sessionsPerYear: 1 }).value // => 0.028016, to five digits
 */
export function minimumDetectableEffect(
  returns: ArrayLike<number>,
  options: MetricOptions = {},
  choices: Omit<DetectableEffectOptions, "degreesOfFreedom"> = {},
): Metric {
  assertFinite(returns, "return");
  const { level = 0.05, power = 0.8, sided = "two-sided" } = choices;
  const identity = {
    id: `minimum-detectable-effect.mean-return.${sided}${level}.power${power}`,
    annualised: true,
  };
  if (returns.length < 2) return unmeasured(identity, "fewer than 2 returns", options);
  if (isConstant(returns, RETURN_RESOLUTION)) return unmeasured(identity, "the returns do not vary", options);
  const effect = detectableMean(standardDeviation(returns) / Math.sqrt(returns.length), choices);
  return measured(identity, effect * sessionsPerYearOf(options), options);
}
