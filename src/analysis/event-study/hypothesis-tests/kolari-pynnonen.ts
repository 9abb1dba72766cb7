import { normalPValue, type Sided, studentTPValue } from "../../../statistics/p-value.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";
import { bmpTest } from "./bmp.ts";
import { patellTest } from "./patell.ts";

/** The mean correlation between events, or why it cannot be known. */
export type EstimatedCorrelation =
  | { readonly value: number }
  | { readonly value: null; readonly reason: string };

/**
 * The factor that corrects a statistic for events that are correlated (Kolari and Pynnonen 2010):
 *
 *   bmp     sqrt((1 - r) / (1 + (N - 1) r))    the cross-sectional deviation is itself too small
 *   patell  sqrt(1 / (1 + (N - 1) r))
 *
 * @param n events
 * @param r mean correlation between two different events' standardized abnormal returns
 * @returns null when r leaves no variance: 1 + (N - 1) r <= 0, or r >= 1 for bmp
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 * @example kolariPynnonenFactor("bmp", 10, 0.05) // => 0.8094272134003795
 */
export function kolariPynnonenFactor(form: "bmp" | "patell", n: number, r: number): number | null {
  const spread = 1 + (n - 1) * r;
  if (!(spread > 0) || (form === "bmp" && !(r < 1))) return null;
  return Math.sqrt((form === "bmp" ? 1 - r : 1) / spread);
}

/**
 * BMP test corrected for correlation between events, Student t with N - 1. With few bursts of many events those are too
 * many degrees of freedom: 8 bursts of 3 reject a true hypothesis in 6.0 to 6.5% at 5% (bench/size.ts).
 *
 * @param standardized SAR(i,t) of one day, or SCAR(i) of a window, one an event
 * @param correlation from `overlapCorrelation` (events on a calendar) or `relativeDayCorrelation` (one common date)
 * @returns undefined when r cannot be estimated; it is never taken to be 0 or 1 instead
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function kolariPynnonenTest(
  standardized: ArrayLike<number>,
  correlation: EstimatedCorrelation,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "kolari-pynnonen",
    convention: "BMP × sqrt((1 - r) / (1 + (N - 1) r)); Student t, N - 1",
    assumesIndependence: false,
  };
  return correct(identity, "bmp", bmpTest(standardized, sided), standardized.length, correlation);
}

/**
 * Patell's test corrected for correlation between events, normal.
 *
 * @param standardized SAR(i,t) of one day, or SCAR(i) of a window, one an event
 * @param degreesOfFreedom M(i) - k, one an event, each above 2
 * @param correlation as for `kolariPynnonenTest`
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function kolariPynnonenPatellTest(
  standardized: ArrayLike<number>,
  degreesOfFreedom: ArrayLike<number>,
  correlation: EstimatedCorrelation,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "kolari-pynnonen.patell",
    convention: "Patell × sqrt(1 / (1 + (N - 1) r)); normal",
    assumesIndependence: false,
  };
  const plain = patellTest(standardized, degreesOfFreedom, sided);
  return correct(identity, "patell", plain, standardized.length, correlation);
}

function correct(
  identity: TestIdentity,
  form: "bmp" | "patell",
  plain: TestResult,
  n: number,
  correlation: EstimatedCorrelation,
): TestResult {
  const { sided } = plain;
  if (plain.statistic === null) return undefinedTest(identity, sided, plain.reason);
  if (correlation.value === null) return undefinedTest(identity, sided, correlation.reason);
  const r = correlation.value;
  const factor = kolariPynnonenFactor(form, n, r);
  const details = { events: n, correlation: r };
  if (factor === null)
    return undefinedTest(identity, sided, `a mean correlation of ${r} leaves no variance`, details);
  const statistic = plain.statistic * factor;
  if (form === "patell")
    return computedTest(identity, { statistic, p: normalPValue(statistic, sided), sided, details });
  const p = studentTPValue(statistic, n - 1, sided);
  return computedTest(identity, { statistic, p, sided, degreesOfFreedom: n - 1, details });
}
