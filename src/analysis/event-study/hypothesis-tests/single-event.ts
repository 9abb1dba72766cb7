import { type Sided, studentTPValue } from "../../../statistics/p-value.ts";
import { type AbnormalReturns, type DayRange, wholeWindow } from "../abnormal-returns.ts";
import { type CumulativeAbnormalReturn, cumulativeAbnormalReturn } from "../cumulative-abnormal-return.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

const SIMPLE: TestIdentity = {
  name: "single-event-t",
  convention: "CAR / (s sqrt(L)); s with M - k; Student t, M - k",
  assumesIndependence: true,
};
const WITH_FORECAST_ERROR: TestIdentity = {
  name: "single-event-t.forecast-error",
  convention: "CAR / sqrt(Var(CAR)); s with M - k; Student t, M - k",
  assumesIndependence: true,
};

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
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function singleEventTest(
  event: AbnormalReturns,
  range: DayRange = wholeWindow(event),
  forecastError = false,
  sided: Sided = "two-sided",
): TestResult {
  const cumulative = cumulativeAbnormalReturn(event, range);
  return cumulative === null
    ? undefinedTest(forecastError ? WITH_FORECAST_ERROR : SIMPLE, sided, "no complete day in the range")
    : testOfCumulated(event, cumulative, forecastError, sided);
}

/** The same of a cumulative abnormal return that is there already. */
export function testOfCumulated(
  { residualDeviation, degreesOfFreedom }: AbnormalReturns,
  { value, days, standardized }: CumulativeAbnormalReturn,
  forecastError: boolean,
  sided: Sided = "two-sided",
): TestResult {
  const statistic = forecastError ? standardized : value / (residualDeviation * Math.sqrt(days));
  return computedTest(forecastError ? WITH_FORECAST_ERROR : SIMPLE, {
    statistic,
    p: studentTPValue(statistic, degreesOfFreedom, sided),
    sided,
    degreesOfFreedom,
    details: { cumulativeAbnormalReturn: value, days },
  });
}

/**
 * t-test of one event's buy-and-hold abnormal return: BHAR / (s sqrt(L)), s the deviation of the daily difference on the
 * estimation days. Compounded returns are skewed to the right, which this test ignores.
 *
 * @param buyAndHold BHAR over L days
 * @param residualDeviation s > 0 per day
 * @param degreesOfFreedom of s
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
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
