import { isConstant, mean, standardDeviation } from "../../../statistics/moments.ts";
import { normalPValue, type Sided, studentTPValue } from "../../../statistics/p-value.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/**
 * Time-series t-test with crude dependence adjustment (Brown and Warner 1980, 1985): the average abnormal return against
 * the deviation of the average over the estimation days, which carries the correlation between the events' assets.
 *
 *   AAR(t) / sd(AAR on E),   CAAR / (sqrt(L) sd(AAR on E)),   sd about the mean, ddof 1; Student t, days of E - 1
 *
 * @param average AAR of one day, or CAAR of `days` days
 * @param estimationAverages AAR of each estimation day, NaN where no event has it
 * @param days L; 1 unless given
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function timeSeriesTest(
  average: number,
  estimationAverages: ArrayLike<number>,
  days = 1,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "time-series-t",
    convention: "CAAR / (sqrt(L) sd of AAR over the estimation days, ddof 1); Student t, days - 1",
    assumesIndependence: false,
  };
  const known = knownOf(estimationAverages);
  if (known.length < 2) return undefinedTest(identity, sided, "fewer than 2 estimation days");
  if (isConstant(known))
    return undefinedTest(identity, sided, "the averages of the estimation days do not vary");
  const statistic = average / (Math.sqrt(days) * standardDeviation(known));
  return computedTest(identity, {
    statistic,
    p: studentTPValue(statistic, known.length - 1, sided),
    sided,
    degreesOfFreedom: known.length - 1,
    details: { estimationDays: known.length, days },
  });
}

/**
 * Brown and Warner's (1980) test for independent firms: AAR(t) / (sqrt(Σ s(i)²) / N), compared with the normal.
 *
 * @param average AAR of one day, or CAAR of `days` days
 * @param deviations s(i) of each event, > 0
 * @param days L; 1 unless given
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function independentFirmsTest(
  average: number,
  deviations: ArrayLike<number>,
  days = 1,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "brown-warner-1980",
    convention: "CAAR / (sqrt(L Σ s²) / N), s with M - k; normal",
    assumesIndependence: true,
  };
  const n = deviations.length;
  if (n === 0) return undefinedTest(identity, sided, "no events");
  let squares = 0;
  for (let i = 0; i < n; i++) squares += deviations[i]! ** 2;
  const statistic = average / (Math.sqrt(days * squares) / n);
  return computedTest(identity, {
    statistic,
    p: normalPValue(statistic, sided),
    sided,
    details: { events: n, days },
  });
}

/**
 * Lamb's (1995) test: the time-series t of a portfolio of events on one date, with the forecast error of its market model:
 *
 *   AAR(t) / (sd(AAR on E) sqrt(1 + 1/M + (Rm(t) - mean Rm)² / Sxx))
 *
 * @param average AAR of the day
 * @param estimationAverages AAR of each estimation day, NaN where no event has it
 * @param forecastErrorFactor C(t), the bracket, the same for all events since they share their estimation window
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function lambTest(
  average: number,
  estimationAverages: ArrayLike<number>,
  forecastErrorFactor: number,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "lamb",
    convention: "AAR / (sd of AAR over the estimation days, ddof 1, × sqrt(C(t))); Student t, days - 1",
    assumesIndependence: false,
  };
  if (!(forecastErrorFactor >= 1))
    return undefinedTest(identity, sided, "the forecast-error factor is below 1");
  const plain = timeSeriesTest(average, estimationAverages, 1, sided);
  if (plain.statistic === null) return undefinedTest(identity, sided, plain.reason);
  const statistic = plain.statistic / Math.sqrt(forecastErrorFactor);
  const degreesOfFreedom = plain.degreesOfFreedom!;
  return computedTest(identity, {
    statistic,
    p: studentTPValue(statistic, degreesOfFreedom, sided),
    sided,
    degreesOfFreedom,
    details: { forecastErrorFactor, meanEstimationAverage: mean(knownOf(estimationAverages)) },
  });
}

function knownOf(averages: ArrayLike<number>): number[] {
  return Array.from(averages).filter((value) => !Number.isNaN(value));
}
