import { isConstant, mean, standardDeviation } from "../../../statistics/moments.ts";
import { normalPValue, type Sided } from "../../../statistics/p-value.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/**
 * Skewness-adjusted t-test (Johnson 1978, transformation of Hall 1992):
 *
 *   S = mean / sd,  g = N / ((N - 1)(N - 2)) Σ(x - mean)³ / sd³
 *   t = sqrt(N) (S + g S² / 3 + g² S³ / 27 + g / (6 N))
 *
 * Compared with the normal. For buy-and-hold returns, whose skewness biases the plain t.
 *
 * @param values CAR(i) or BHAR(i), one an event
 * @returns undefined for fewer than 3 events, or values without variation
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function hallTest(values: ArrayLike<number>, sided: Sided = "two-sided"): TestResult {
  const identity: TestIdentity = {
    name: "hall-skewness-adjusted",
    convention: "sqrt(N) (S + g S²/3 + g² S³/27 + g/(6N)), sd with ddof 1; normal",
    assumesIndependence: true,
  };
  const n = values.length;
  if (n < 3) return undefinedTest(identity, sided, "fewer than 3 events", { events: n });
  if (isConstant(values)) return undefinedTest(identity, sided, "the values do not vary", { events: n });
  const center = mean(values);
  const deviation = standardDeviation(values);
  let cubes = 0;
  for (let i = 0; i < n; i++) {
    const scaled = (values[i]! - center) / deviation;
    cubes += scaled * scaled * scaled;
  }
  const skewness = (n / ((n - 1) * (n - 2))) * cubes;
  const ratio = center / deviation;
  const statistic =
    Math.sqrt(n) *
    (ratio + (skewness * ratio ** 2) / 3 + (skewness ** 2 * ratio ** 3) / 27 + skewness / (6 * n));
  return computedTest(identity, {
    statistic,
    p: normalPValue(statistic, sided),
    sided,
    details: { events: n, skewness },
  });
}
