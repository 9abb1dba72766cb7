import { normalPValue, type Sided } from "../../../statistics/p-value.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/**
 * Precision-weighted average: Σ(x(i) / s(i)) / Σ(1 / s(i)). Events whose asset is quiet weigh more than those of a wild
 * one (the precision-weighted CAAR of eventstudytools).
 *
 * @param values CAR(i), one an event
 * @param deviations s(i) > 0, one an event
 * @throws RangeError for no events, lengths that differ, or a deviation that is not above 0
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 * @example precisionWeightedAverage([0.02, 0.06], [0.01, 0.03]) // => 0.03 to rounding
 */
export function precisionWeightedAverage(values: ArrayLike<number>, deviations: ArrayLike<number>): number {
  const n = values.length;
  if (n === 0 || deviations.length !== n) {
    throw new RangeError(`${n} values need as many deviations, got ${deviations.length}`);
  }
  let weighted = 0;
  let weights = 0;
  for (let i = 0; i < n; i++) {
    if (!(deviations[i]! > 0)) throw new RangeError(`deviation ${i} is ${deviations[i]}, not above 0`);
    weighted += values[i]! / deviations[i]!;
    weights += 1 / deviations[i]!;
  }
  return weighted / weights;
}

/**
 * z-test of the precision-weighted average for independent events: Σ(CAR(i) / s(i)) / sqrt(Σ Var(CAR(i)) / s(i)²),
 * normal. The weights cancel, so this is the sum of the standardized events over its deviation.
 *
 * @param values CAR(i), one an event
 * @param deviations s(i) > 0, one an event
 * @param varianceFactors Var(CAR(i)) / s(i)², one an event, from `cumulativeAbnormalReturn`
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function precisionWeightedTest(
  values: ArrayLike<number>,
  deviations: ArrayLike<number>,
  varianceFactors: ArrayLike<number>,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "precision-weighted",
    convention: "Σ(CAR/s) / sqrt(Σ Var(CAR)/s²), weights 1/s; normal",
    assumesIndependence: true,
  };
  if (values.length === 0) return undefinedTest(identity, sided, "no events");
  if (varianceFactors.length !== values.length) {
    throw new RangeError(
      `${values.length} values need as many variance factors, got ${varianceFactors.length}`,
    );
  }
  const average = precisionWeightedAverage(values, deviations);
  let total = 0;
  let variance = 0;
  for (let i = 0; i < values.length; i++) {
    total += values[i]! / deviations[i]!;
    variance += varianceFactors[i]!;
  }
  const statistic = total / Math.sqrt(variance);
  return computedTest(identity, {
    statistic,
    p: normalPValue(statistic, sided),
    sided,
    details: { events: values.length, average },
  });
}
