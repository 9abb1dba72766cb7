import { isConstant, mean, standardDeviation } from "../../../statistics/moments.ts";
import { type Sided, studentTPValue } from "../../../statistics/p-value.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/**
 * Cross-sectional t-test (Brown and Warner 1985): t = sqrt(N) mean(x) / sd(x), Student t with N - 1.
 *
 * It lets the event change the variance, and takes the events as independent: with events in bursts it rejects a true
 * hypothesis one time in five at 5%.
 *
 * @param values AR(i,t) of one day, or CAR(i), one an event, none missing
 * @returns undefined for fewer than 2 events, or values without variation
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 * @example crossSectionalTest([0.01, 0.03]).statistic // => 2 to rounding
 */
export function crossSectionalTest(values: ArrayLike<number>, sided: Sided = "two-sided"): TestResult {
  const identity: TestIdentity = {
    name: "cross-sectional-t",
    convention: "sqrt(N) mean / sd, ddof 1; Student t, N - 1",
    assumesIndependence: true,
  };
  const n = values.length;
  if (n < 2) return undefinedTest(identity, sided, "fewer than 2 events", { events: n });
  if (isConstant(values)) return undefinedTest(identity, sided, "the values do not vary", { events: n });
  const average = mean(values);
  const statistic = (Math.sqrt(n) * average) / standardDeviation(values);
  return computedTest(identity, {
    statistic,
    p: studentTPValue(statistic, n - 1, sided),
    sided,
    degreesOfFreedom: n - 1,
    details: { events: n, mean: average },
  });
}
