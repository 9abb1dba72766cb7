import { sum } from "../../../statistics/moments.ts";
import { normalPValue, type Sided } from "../../../statistics/p-value.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/**
 * Patell's (1976) standardized test: Z = Σ x(i) / sqrt(Σ d(i) / (d(i) - 2)), d(i) = M(i) - k, the variance of a Student t.
 * Compared with the normal. It takes the events as independent and their variance as unchanged by the event.
 *
 * @param standardized SAR(i,t) of one day, or SCAR(i) of a window, one an event
 * @param degreesOfFreedom d(i), one an event, each above 2
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 * @example patellTest([0.02 / 0.044, 0.02 / 0.088], [18, 18]).statistic // => 0.4545454545454546
 */
export function patellTest(
  standardized: ArrayLike<number>,
  degreesOfFreedom: ArrayLike<number>,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "patell",
    convention: "Σ SCAR / sqrt(Σ d / (d - 2)), d = M - k, forecast error in SCAR; normal",
    assumesIndependence: true,
  };
  const variances = studentVariances(degreesOfFreedom, standardized.length);
  if (typeof variances === "string") return undefinedTest(identity, sided, variances);
  const total = sum(standardized);
  const statistic = total / Math.sqrt(sum(variances));
  return computedTest(identity, {
    statistic,
    p: normalPValue(statistic, sided),
    sided,
    details: { events: standardized.length, sum: total },
  });
}

/**
 * The older window form, from daily SARs: N^(-1/2) Σ(i) Σ(t) SAR(i,t) / sqrt(L(i) d(i) / (d(i) - 2)). It takes the errors
 * of the days of one event as independent, which the shared parameters make them not; `patellTest` on SCAR does not.
 *
 * @param standardizedDays SAR(i,t), one row an event, NaN where a day is missing
 * @param degreesOfFreedom d(i), one an event, each above 2
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function patellSumOfStandardizedTest(
  standardizedDays: readonly ArrayLike<number>[],
  degreesOfFreedom: ArrayLike<number>,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "patell.sum-of-sar",
    convention: "N^(-1/2) Σ Σ SAR / sqrt(L d / (d - 2)), d = M - k, forecast error in SAR; normal",
    assumesIndependence: true,
  };
  const variances = studentVariances(degreesOfFreedom, standardizedDays.length);
  if (typeof variances === "string") return undefinedTest(identity, sided, variances);
  let total = 0;
  for (const [i, row] of standardizedDays.entries()) {
    let days = 0;
    let standardized = 0;
    for (let t = 0; t < row.length; t++) {
      if (Number.isNaN(row[t])) continue;
      standardized += row[t]!;
      days++;
    }
    if (days === 0) return undefinedTest(identity, sided, `event ${i} has no complete day`);
    total += standardized / Math.sqrt(days * variances[i]!);
  }
  const statistic = total / Math.sqrt(standardizedDays.length);
  return computedTest(identity, {
    statistic,
    p: normalPValue(statistic, sided),
    sided,
    details: { events: standardizedDays.length },
  });
}

/** d / (d - 2), the variance of a Student t with d degrees of freedom, or the reason why there is none. */
function studentVariances(degreesOfFreedom: ArrayLike<number>, events: number): Float64Array | string {
  if (events === 0) return "no events";
  if (degreesOfFreedom.length !== events) {
    throw new RangeError(`${events} events need as many degrees of freedom, got ${degreesOfFreedom.length}`);
  }
  const variances = new Float64Array(events);
  for (let i = 0; i < events; i++) {
    const d = degreesOfFreedom[i]!;
    if (!(d > 2)) return `event ${i} has ${d} degrees of freedom, Patell needs 3`;
    variances[i] = d / (d - 2);
  }
  return variances;
}
