import { annualReturn } from "./annual-return.ts";
import { type Metric, type MetricDefinition, type MetricOptions, measured, unmeasured } from "./metric.ts";
import { assertPairs } from "./paired-returns.ts";

export const upDefinition: MetricDefinition<"benchmark"> = {
  key: "upCapture",
  id: "up-capture.compounded",
  name: "Up capture",
  formula: "annual return of r / annual return of b, over sessions with b > 0",
  source: "empyrical up_capture",
  unit: "ratio",
  annualised: true,
  from: "benchmark",
  measure: ({ returns, benchmark }, options) => captureRatio(returns, benchmark, "up", options),
};

export const downDefinition: MetricDefinition<"benchmark"> = {
  key: "downCapture",
  id: "down-capture.compounded",
  name: "Down capture",
  formula: "annual return of r / annual return of b, over sessions with b < 0",
  source: "empyrical down_capture",
  unit: "ratio",
  annualised: true,
  from: "benchmark",
  measure: ({ returns, benchmark }, options) => captureRatio(returns, benchmark, "down", options),
};

/**
 * Up or down capture: the compounded annual return of the strategy over that of the benchmark, both over only those
 * sessions on which the benchmark rose, or fell.
 *
 * @param returns n simple returns of the strategy
 * @param benchmark n simple returns of the benchmark on the same sessions
 * @returns undefined when the benchmark never rose, or never fell
 * @throws RangeError for lengths that differ, or a return that is not finite
 * @example captureRatio([0.02, -0.01], [0.01, -0.02], "up", { sessionsPerYear: 1 }).value // => 2 to rounding
 */
export function captureRatio(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  direction: "up" | "down",
  options: MetricOptions = {},
): Metric {
  assertPairs(returns, benchmark);
  const definition = direction === "up" ? upDefinition : downDefinition;
  const own: number[] = [];
  const others: number[] = [];
  for (let t = 0; t < returns.length; t++) {
    if (direction === "up" ? benchmark[t]! > 0 : benchmark[t]! < 0) {
      own.push(returns[t]!);
      others.push(benchmark[t]!);
    }
  }
  if (own.length === 0)
    return unmeasured(definition, `the benchmark never ${direction === "up" ? "rose" : "fell"}`, options);
  const ours = annualReturn(own, options);
  const theirs = annualReturn(others, options);
  if (ours.value === null) return unmeasured(definition, ours.reason, options);
  if (theirs.value === null || theirs.value === 0) {
    return unmeasured(definition, "the benchmark's annual return is undefined or 0", options);
  }
  return measured(definition, ours.value / theirs.value, options);
}
