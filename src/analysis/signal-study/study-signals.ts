import { formatCounted } from "../../decode/format-count.ts";
import { InputError } from "../../errors.ts";
import { clusteredMeanVariance } from "../../statistics/clustered-variance.ts";
import { standardDeviation } from "../../statistics/moments.ts";
import { median } from "../../statistics/quantile.ts";
import { studentTQuantile } from "../../statistics/student-t-distribution.ts";
import {
  type AbnormalReturns,
  type EventReturns,
  estimateEvents,
  type RefusedEvent,
} from "../event-study/abnormal-returns.ts";
import { averageAbnormalReturns } from "../event-study/average-abnormal-return.ts";
import { buyAndHoldAbnormalReturn } from "../event-study/buy-and-hold-abnormal-return.ts";
import { cumulatedByDay, cumulativeAbnormalReturn } from "../event-study/cumulative-abnormal-return.ts";
import { type EventDay, type EventWindow, eventStudyOfRanges } from "../event-study/event-study-tests.ts";
import { calendarTimeTest } from "../event-study/hypothesis-tests/calendar-time-portfolio.ts";
import { marketAdjustedModel } from "../event-study/models/market-adjusted-model.ts";
import { marketModel } from "../event-study/models/market-model.ts";
import { meanAdjustedModel } from "../event-study/models/mean-adjusted-model.ts";
import type { RelativeSessions } from "../event-study/relative-sessions.ts";
import type { TestResult } from "../event-study/test-result.ts";
import { FEWEST_BURSTS } from "../significance/bursts.ts";
import { type AbnormalLine, abnormalLine, calendarShiftOfEvents } from "./calendar-shift-of-events.ts";
import {
  eventReturns,
  firstBarOfStudy,
  type RefusedSignal,
  type SignalEvent,
  type StudiedInstrument,
  signalEvents,
  studiedInstrument,
} from "./signal-events.ts";
import type { SignalStudy, StudyDay, StudyInput, StudyRange } from "./signal-study.ts";
import { burstLabelsOf, studyGroups } from "./study-groups.ts";
import { refusedSettings, type StudySettings } from "./study-settings.ts";

/** No factor model here: the benchmark is one column. */
const MODELS: Readonly<
  Record<StudiedInstrument["model"], (event: EventReturns) => AbnormalReturns | RefusedEvent>
> = {
  market: marketModel,
  "market-adjusted": (event) => marketAdjustedModel(event),
  "mean-adjusted": meanAdjustedModel,
};

/**
 * Event study of signals on instruments: normal returns from the estimation window, abnormal returns around day 0,
 * averages and cumulated averages with every test that fits, the calendar shift first.
 *
 * @returns null if no signal makes an event; the reasons are in `refused`
 * @throws InputError for settings that contradict each other
 */
export function studySignals(
  input: StudyInput,
): SignalStudy | { readonly refused: readonly RefusedSignal[] } {
  const { signals, settings } = input;
  const wrong = refusedSettings(settings);
  if (wrong !== null) throw new InputError(wrong);
  const instruments = input.series.map((series) =>
    studiedInstrument(series, input.benchmark, settings.model, settings.otherClock),
  );
  const found = signalEvents(input.pairs, signals, instruments, settings);
  const estimated = estimateEvents(
    found.events.map((event) => eventReturns(event, instruments[event.series]!, found.events, settings)),
    (event) => MODELS[modelOf(instruments, event.asset)](event),
    settings.minimumObservations,
  );
  const refused = [
    ...found.refused,
    ...estimated.refused.map(({ index, reason }) => ({ ...found.events[index]!, reason })),
  ];
  if (estimated.events.length === 0) return { refused };

  const events = estimated.indices.map((index) => found.events[index]!);
  const firstBars = instruments.map(({ series }, index) => {
    const own = events.filter((event) => event.series === index);
    return own.length === 0 ? -1 : firstBarOfStudy(own, series, settings);
  });
  const line = abnormalLine(instruments, firstBars);
  const headline = settings.ranges[0]!;
  const { days, windows } = eventStudyOfRanges(
    estimated.events,
    settings.ranges.map((range) => inWindow(range, settings)),
    { days: settings.testsDays && countSessions(events) >= FEWEST_BURSTS, signFlip: { seed: settings.seed } },
  );
  const cumulated = events.map((event, index) => ({
    ...event,
    cumulative:
      cumulativeAbnormalReturn(estimated.events[index]!, inWindow(headline, settings))?.value ?? Number.NaN,
  }));
  const measurable = cumulated.filter(({ cumulative }) => !Number.isNaN(cumulative));
  return {
    instruments,
    events: cumulated,
    refused,
    days: daysOf(estimated.events, days, settings),
    ranges: settings.ranges.map((range, index) =>
      rangeOf(range, windows[index]!, {
        instruments,
        events,
        estimated: estimated.events,
        line,
        settings,
      }),
    ),
    groups: studyGroups(measurable, signals, line, headline, settings),
    unbacked: unbackedOf(events, estimated.events, settings),
  };
}

function modelOf(instruments: readonly StudiedInstrument[], asset: string): StudiedInstrument["model"] {
  return instruments.find(({ series }) => series.instrument.symbol === asset)!.model;
}

/** A range of relative sessions as indices into the event window. */
function inWindow({ first, last }: RelativeSessions, { window }: StudySettings): RelativeSessions {
  return { first: first - window.first, last: last - window.first };
}

/** Sessions on which events lie: on a single day those of one session are one burst. */
function countSessions(events: readonly SignalEvent[]): number {
  return new Set(events.map(({ day }) => day)).size;
}

function daysOf(
  estimated: readonly AbnormalReturns[],
  tested: readonly EventDay[],
  settings: StudySettings,
): StudyDay[] {
  const { average, count } = averageAbnormalReturns(estimated);
  const cumulated = cumulatedByDay(estimated, { first: 0, last: average.length - 1 });
  return Array.from(average, (value, day) => ({
    day: day + settings.window.first,
    events: count[day]!,
    average: Number.isNaN(value) ? null : value,
    ...cumulativeAverage(cumulated[day]!),
    tests: tested[day]?.tests ?? [],
  }));
}

/** Mean and standard error over the events of the abnormal returns cumulated up to one day; NaN for an event with none. */
function cumulativeAverage(column: Float64Array): Pick<StudyDay, "cumulativeAverage" | "cumulativeError"> {
  const values = column.filter((value) => !Number.isNaN(value));
  if (values.length === 0) return { cumulativeAverage: null, cumulativeError: null };
  return {
    cumulativeAverage: values.reduce((sum, one) => sum + one, 0) / values.length,
    cumulativeError: values.length < 2 ? null : standardDeviation(values) / Math.sqrt(values.length),
  };
}

interface RangeContext {
  readonly instruments: readonly StudiedInstrument[];
  readonly events: readonly SignalEvent[];
  readonly estimated: readonly AbnormalReturns[];
  readonly line: AbnormalLine;
  readonly settings: StudySettings;
}

function rangeOf(range: RelativeSessions, window: EventWindow, context: RangeContext): StudyRange {
  const { line, settings } = context;
  const used = window.used.map((index) => context.events[index]!);
  const labels = burstLabelsOf(used, line, range);
  const bursts = new Set(labels).size;
  const isTested = bursts >= FEWEST_BURSTS;
  return {
    range,
    events: used.length,
    bursts,
    effectiveEvents: window.effectiveEvents,
    average: window.average,
    median: used.length === 0 ? null : median(window.cumulative),
    precisionWeighted: window.precisionWeightedAverage,
    buyAndHold: buyAndHoldAverage(range, window.used, context),
    interval: intervalOf(window, labels),
    minimumDetectable: window.minimumDetectable,
    calendarShift: isTested ? calendarShiftOfEvents(line, used, range, settings) : null,
    calendarShiftReason: isTested
      ? null
      : `the events make up ${formatCounted(bursts, "burst")}, and below ${FEWEST_BURSTS} one event more or fewer turns the answer`,
    tests: [...window.tests, calendarTimeOf(range, used, context)],
  };
}

const FEWEST_CLUSTERS = 3;

function intervalOf({ cumulative, average }: EventWindow, labels: Int32Array): StudyRange["interval"] {
  const { variance, clusters } = clusteredMeanVariance(cumulative, labels);
  if (average === null || clusters < FEWEST_CLUSTERS || !(variance > 0)) return null;
  const reach = studentTQuantile(0.975, clusters - 1) * Math.sqrt(variance);
  return { low: average - reach, high: average + reach };
}

/** Π(1 + R) - Π(1 + R - AR), the mean over events. */
function buyAndHoldAverage(
  range: RelativeSessions,
  used: readonly number[],
  { instruments, events, estimated, settings }: RangeContext,
): number | null {
  if (used.length === 0) return null;
  const { first, last } = inWindow(range, settings);
  let total = 0;
  for (const index of used) {
    const { dayZero, series } = events[index]!;
    const { returns } = instruments[series]!;
    const event = estimated[index]!;
    const own = returns.subarray(dayZero + range.first, dayZero + range.last + 1);
    const abnormal = event.window.subarray(first, last + 1);
    const expected = own.map((value, t) => value - abnormal[t]!);
    // An event is used in a range only if it has a complete session there.
    total += buyAndHoldAbnormalReturn(own, expected)!.value;
  }
  return total / used.length;
}

function calendarTimeOf(
  range: RelativeSessions,
  used: readonly SignalEvent[],
  { line }: RangeContext,
): TestResult {
  const returns = line.circles.map((circle, index) => {
    const column = new Float64Array(line.days.length).fill(Number.NaN);
    const abnormal = line.abnormal[index]!;
    for (let bar = 0; bar < abnormal.length; bar++)
      column[circle.start + circle.placeOf[bar]!] = abnormal[bar]!;
    return column;
  });
  return calendarTimeTest({
    returns,
    events: used.map(({ series, dayZero }) => {
      const circle = line.circles[series]!;
      return { asset: series, session: circle.start + circle.placeOf[dayZero - circle.firstBar]! };
    }),
    first: range.first,
    last: range.last,
  });
}

function unbackedOf(
  events: readonly SignalEvent[],
  estimated: readonly AbnormalReturns[],
  settings: StudySettings,
): SignalStudy["unbacked"] {
  const own = estimated.filter((_, index) => !events[index]!.isTimeBacked);
  const zero = -settings.window.first;
  if (own.length === 0 || zero < 1 || settings.window.last < 1) return null;
  const averageOn = (day: number) => {
    const values = own.map(({ window }) => window[day]!).filter((value) => !Number.isNaN(value));
    return values.reduce((sum, one) => sum + one, 0) / values.length;
  };
  return { events: own.length, before: averageOn(zero - 1), on: averageOn(zero), after: averageOn(zero + 1) };
}
