import { type Sided, studentTPValue } from "../../../statistics/p-value.ts";
import { type AbnormalReturns, type DayRange, wholeWindow } from "../abnormal-returns.ts";
import { cumulativeAbnormalReturn } from "../cumulative-abnormal-return.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/**
 * t-test of one event's abnormal return over one or more days:
 *
 *   simple          CAR / (s sqrt(L)), the form everyone prints
 *   forecast error  CAR / sqrt(Var(CAR)), with the error of the estimated parameters
 *
 * Compared with Student t, M - k degrees of freedom.
 *
 * @param range one day or more; the whole event window unless given
 * @param forecastError which of the two; false unless given
 */
export function singleEventTest(
  event: AbnormalReturns,
  range: DayRange = wholeWindow(event),
  forecastError = false,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: forecastError ? "single-event-t.forecast-error" : "single-event-t",
    convention: `CAR / ${forecastError ? "sqrt(Var(CAR))" : "(s sqrt(L))"}; s with M - k; Student t, M - k`,
    assumesIndependence: true,
  };
  const cumulative = cumulativeAbnormalReturn(event, range);
  if (cumulative === null) return undefinedTest(identity, sided, "no complete day in the range");
  const simple = cumulative.value / (event.residualDeviation * Math.sqrt(cumulative.days));
  const statistic = forecastError ? cumulative.standardized : simple;
  return computedTest(identity, {
    statistic,
    p: studentTPValue(statistic, event.degreesOfFreedom, sided),
    sided,
    degreesOfFreedom: event.degreesOfFreedom,
    details: { cumulativeAbnormalReturn: cumulative.value, days: cumulative.days },
  });
}

/**
 * t-test of one event's buy-and-hold abnormal return: BHAR / (s sqrt(L)), s the deviation of the daily difference on the
 * estimation days. Compounded returns are skewed to the right, which this test ignores.
 *
 * @param buyAndHold BHAR over L days
 * @param residualDeviation s > 0 per day
 * @param degreesOfFreedom of s
 */
export function buyAndHoldTest(
  buyAndHold: { readonly value: number; readonly days: number },
  residualDeviation: number,
  degreesOfFreedom: number,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "buy-and-hold-t",
    convention: "BHAR / (s sqrt(L)); Student t, the degrees of freedom of s",
    assumesIndependence: true,
  };
  if (!(residualDeviation > 0 && degreesOfFreedom > 0)) {
    return undefinedTest(identity, sided, "the deviation is not above 0");
  }
  const statistic = buyAndHold.value / (residualDeviation * Math.sqrt(buyAndHold.days));
  const p = studentTPValue(statistic, degreesOfFreedom, sided);
  return computedTest(identity, { statistic, p, sided, degreesOfFreedom });
}
