import type { ClusterLabel } from "../../statistics/clustered-variance.ts";
import { mean, standardDeviation } from "../../statistics/moments.ts";
import type { Sided } from "../../statistics/p-value.ts";
import { type AbnormalReturns, assertRange, type DayRange, wholeWindow } from "./abnormal-returns.ts";
import { burstLabels } from "./burst-labels.ts";
import { cumulatedByDay, cumulativeAbnormalReturn } from "./cumulative-abnormal-return.ts";
import { effectiveSampleSize, minimumDetectableAverage } from "./effective-sample-size.ts";
import { bmpTest } from "./hypothesis-tests/bmp.ts";
import { clusteredTest, twoWayClusteredTest } from "./hypothesis-tests/clustered.ts";
import { corradoTest } from "./hypothesis-tests/corrado-rank.ts";
import { crossSectionalTest } from "./hypothesis-tests/cross-sectional.ts";
import { generalizedRankTests } from "./hypothesis-tests/generalized-rank.ts";
import { hallTest } from "./hypothesis-tests/hall.ts";
import {
  type EstimatedCorrelation,
  kolariPynnonenPatellTest,
  kolariPynnonenTest,
} from "./hypothesis-tests/kolari-pynnonen.ts";
import { patellSumOfStandardizedTest, patellTest } from "./hypothesis-tests/patell.ts";
import { precisionWeightedAverage, precisionWeightedTest } from "./hypothesis-tests/precision-weighted.ts";
import { generalizedSignTest, signTest } from "./hypothesis-tests/sign.ts";
import { type SignFlipOptions, signFlipTest } from "./hypothesis-tests/sign-flip.ts";
import { independentFirmsTest, lambTest, timeSeriesTest } from "./hypothesis-tests/time-series.ts";
import { wilcoxonTest } from "./hypothesis-tests/wilcoxon.ts";
import { type PreparedEvents, pick, prepareEvents } from "./prepared-events.ts";
import { forecastErrorFactor } from "./standardized-abnormal-return.ts";
import type { TestResult } from "./test-result.ts";

export interface EventStudyOptions {
  /** Days that are cumulated; the whole event window unless given. */
  readonly range?: DayRange;
  readonly sided?: Sided;
  /**
   * Where the correlation between events comes from: their overlap on the calendar (needs sessions, the default when all
   * events carry them), or estimation days before the event (for events on one date).
   */
  readonly correlation?: "calendar" | "relative-day";
  /** Cluster of each event; bursts of overlapping windows unless given. */
  readonly clusters?: ArrayLike<ClusterLabel>;
  /** Cluster of each event in a second way; its asset unless given. */
  readonly secondClusters?: ArrayLike<ClusterLabel>;
  readonly signFlip?: SignFlipOptions;
}

/** One day of the event window. */
export interface EventDay {
  /** Index in the event window. */
  readonly day: number;
  /** Events with the day complete. */
  readonly events: number;
  /** AAR(t); null when no event has the day. */
  readonly average: number | null;
  readonly tests: readonly TestResult[];
}

/** The cumulated days. */
export interface EventWindow {
  readonly range: DayRange;
  /** Index of each event that has a day in the range. */
  readonly used: readonly number[];
  /** Events without a complete day in the range. */
  readonly unused: readonly number[];
  /** CAR(i) and SCAR(i) of the used events. */
  readonly cumulative: Float64Array;
  readonly standardized: Float64Array;
  /** CAAR, the mean of CAR(i); null for no events. */
  readonly average: number | null;
  readonly precisionWeightedAverage: number | null;
  /** Mean correlation between events; null, with a reason, when it cannot be estimated. */
  readonly correlation: EstimatedCorrelation;
  readonly effectiveEvents: number | null;
  /** Bursts of overlapping windows; null when the events carry no sessions. */
  readonly bursts: number | null;
  /** Smallest true CAAR that as many effective events would show (5% two-sided, 80%). */
  readonly minimumDetectable: number | null;
  readonly tests: readonly TestResult[];
}

export interface EventStudyTests {
  readonly days: readonly EventDay[];
  /** CAAR from the range's first day up to each of its days: the mean of CAR(i) over the events that have a day. */
  readonly cumulativeAverage: Float64Array;
  readonly window: EventWindow;
}

/**
 * The tests of src/analysis/event-study/hypothesis-tests that need nothing but the events, for each day and for the window. The
 * calendar-shift test and the calendar-time portfolio need whole series of returns, and are called on those; `eventStudy`
 * adds them.
 *
 * Missing days are left out of the day, of the sum and of its variance; which events were left out is in the result.
 *
 * @param events from `estimateEvents`, windows of one length, aligned on relative days
 * @throws RangeError for no events, windows of different lengths, or a range outside them
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function eventStudyTests(
  events: readonly AbnormalReturns[],
  options: EventStudyOptions = {},
): EventStudyTests {
  if (events.length === 0) throw new RangeError("an event study needs at least one event");
  const range = options.range ?? wholeWindow(events[0]!);
  const { days, windows } = eventStudyOfRanges(events, [range], { ...options, days: true });
  const cumulativeAverage = Float64Array.from(cumulatedByDay(events, range), (values) =>
    mean(values.filter((value) => !Number.isNaN(value))),
  );
  return { days, cumulativeAverage, window: windows[0]! };
}

/**
 * `eventStudyTests` over several ranges of the same events, which share what is computed once.
 *
 * @param ranges one window each, in their order
 * @param options `range` is not used; `days` leaves out the tests of each day
 * @throws RangeError as `eventStudyTests`, and for no ranges
 */
export function eventStudyOfRanges(
  events: readonly AbnormalReturns[],
  ranges: readonly DayRange[],
  options: Omit<EventStudyOptions, "range"> & { readonly days: boolean },
): { readonly days: readonly EventDay[]; readonly windows: readonly EventWindow[] } {
  if (events.length === 0) throw new RangeError("an event study needs at least one event");
  if (ranges.length === 0) throw new RangeError("an event study needs at least one range");
  for (const event of events) for (const range of ranges) assertRange(event, range);
  const prepared = prepareEvents(events, options.sided ?? "two-sided", options.correlation);
  const everyEvent = Int32Array.from(events.keys());
  return {
    days: options.days ? Array.from(events[0]!.window, (_, day) => testDay(prepared, day, everyEvent)) : [],
    windows: ranges.map((range) => testWindow(prepared, range, options)),
  };
}

function testDay(prepared: PreparedEvents, day: number, everyEvent: Int32Array): EventDay {
  const { events, sided, estimationAverages, ranks, ranked } = prepared;
  const abnormal = prepared.abnormal[day]!;
  const used =
    prepared.counts[day] === events.length
      ? everyEvent
      : everyEvent.filter((i) => !Number.isNaN(abnormal[i]!));
  if (used.length === 0) return { day, events: 0, average: null, tests: [] };
  const values = pick(abnormal, used);
  const standardized = pick(prepared.standardized[day]!, used);
  const freedom = pick(prepared.degreesOfFreedom, used);
  const average = prepared.averages[day]!;
  const range = { first: day, last: day };
  const correlation = prepared.correlationOf(range, used);
  const rankTests = generalizedRankTests(ranked, prepared.standardized[day]!, sided);
  return {
    day,
    events: used.length,
    average,
    tests: [
      crossSectionalTest(values, sided),
      timeSeriesTest(average, estimationAverages, 1, sided),
      independentFirmsTest(average, pick(prepared.deviations, used), 1, sided),
      lambTest(average, estimationAverages, commonFactor(events, used, day), sided),
      patellTest(standardized, freedom, sided),
      bmpTest(standardized, sided),
      kolariPynnonenTest(standardized, correlation, sided),
      kolariPynnonenPatellTest(standardized, freedom, correlation, sided),
      hallTest(values, sided),
      signTest(values, sided),
      generalizedSignTest(values, mean(pick(prepared.positiveShares, used)), sided),
      wilcoxonTest(values, sided),
      corradoTest(ranks, range, sided),
      rankTests.t,
      rankTests.z,
    ],
  };
}

/** What the events that have a day in a range cumulate over it. */
interface CumulatedRange {
  readonly range: DayRange;
  readonly used: readonly number[];
  /** of every event; null without a day in the range */
  readonly all: readonly ReturnType<typeof cumulativeAbnormalReturn>[];
  /** of the used ones: variance factors, CAR and SCAR */
  readonly varianceFactors: readonly number[];
  readonly cumulative: Float64Array;
  readonly standardized: Float64Array;
  readonly average: number | null;
  readonly correlation: EstimatedCorrelation;
}

function cumulate(prepared: PreparedEvents, range: DayRange): CumulatedRange {
  const all = prepared.events.map((event) => cumulativeAbnormalReturn(event, range));
  const used = all.flatMap((cumulative, i) => (cumulative === null ? [] : [i]));
  const cumulated = used.map((i) => all[i]!);
  const cumulative = Float64Array.from(cumulated, ({ value }) => value);
  return {
    range,
    used,
    all,
    varianceFactors: cumulated.map(({ varianceFactor }) => varianceFactor),
    cumulative,
    standardized: Float64Array.from(cumulated, (entry) => entry.standardized),
    average: used.length === 0 ? null : mean(cumulative),
    correlation: prepared.correlationOf(range, used),
  };
}

function testWindow(
  prepared: PreparedEvents,
  range: DayRange,
  options: Omit<EventStudyOptions, "range">,
): EventWindow {
  const { events } = prepared;
  const cumulated = cumulate(prepared, range);
  const { used, all, cumulative, standardized, average, correlation } = cumulated;
  const effectiveEvents =
    correlation.value === null ? null : effectiveSampleSize(used.length, correlation.value);
  const labels = prepared.hasSessions ? burstLabels(used.map((i) => sessionsOf(events[i]!, range))) : null;
  const tests = testsOfRange(prepared, cumulated, options);
  const clusters = options.clusters === undefined ? labels : used.map((i) => options.clusters![i]!);
  if (clusters !== null) {
    const second = used.map((i) => options.secondClusters?.[i] ?? events[i]!.asset);
    tests.push(clusteredTest(cumulative, clusters, prepared.sided));
    if (new Set(second).size > 1)
      tests.push(twoWayClusteredTest(cumulative, clusters, second, prepared.sided));
  }
  return {
    range,
    used,
    unused: all.flatMap((one, i) => (one === null ? [i] : [])),
    cumulative,
    standardized,
    average,
    precisionWeightedAverage:
      used.length === 0 ? null : precisionWeightedAverage(cumulative, pick(prepared.deviations, used)),
    correlation,
    effectiveEvents,
    bursts: labels === null ? null : new Set(labels).size,
    minimumDetectable:
      used.length < 2 || effectiveEvents === null
        ? null
        : minimumDetectableAverage(standardDeviation(cumulative), effectiveEvents),
    tests,
  };
}

/** Every test of a range but those by clusters. */
function testsOfRange(
  prepared: PreparedEvents,
  cumulated: CumulatedRange,
  options: Pick<EventStudyOptions, "signFlip">,
): TestResult[] {
  const { sided, estimationAverages } = prepared;
  const { range, used, all, cumulative, standardized, correlation } = cumulated;
  const freedom = pick(prepared.degreesOfFreedom, used);
  const deviations = pick(prepared.deviations, used);
  const average = cumulated.average ?? Number.NaN;
  const length = range.last - range.first + 1;
  const rankTests = generalizedRankTests(
    prepared.ranked,
    all.map((entry) => entry?.standardized ?? Number.NaN),
    sided,
  );
  return [
    crossSectionalTest(cumulative, sided),
    timeSeriesTest(average, estimationAverages, length, sided),
    independentFirmsTest(average, deviations, length, sided),
    patellTest(standardized, freedom, sided),
    patellSumOfStandardizedTest(
      used.map((i) => prepared.standardizedRows[i]!.subarray(range.first, range.last + 1)),
      freedom,
      sided,
    ),
    bmpTest(standardized, sided),
    kolariPynnonenTest(standardized, correlation, sided),
    kolariPynnonenPatellTest(standardized, freedom, correlation, sided),
    hallTest(cumulative, sided),
    signTest(cumulative, sided),
    generalizedSignTest(cumulative, mean(pick(prepared.positiveShares, used)), sided),
    wilcoxonTest(cumulative, sided),
    corradoTest(prepared.ranks, range, sided),
    rankTests.t,
    rankTests.z,
    precisionWeightedTest(cumulative, deviations, cumulated.varianceFactors, sided),
    signFlipTest(cumulative, options.signFlip),
  ];
}

/** Lamb's factor belongs to a common estimation window; NaN where the events' factors differ. */
function commonFactor(events: readonly AbnormalReturns[], used: Int32Array, day: number): number {
  const first = forecastErrorFactor(events[used[0]!]!, day);
  const isCommon = used.every((i) => Math.abs(forecastErrorFactor(events[i]!, day) - first) <= 1e-9 * first);
  return isCommon ? first : Number.NaN;
}

function sessionsOf(event: AbnormalReturns, range: DayRange): { first: number; last: number } {
  return { first: event.windowSessions![range.first]!, last: event.windowSessions![range.last]! };
}
