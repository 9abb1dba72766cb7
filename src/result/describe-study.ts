import type { TestResult } from "../analysis/event-study/test-result.ts";
import type { SignalOnInstrument } from "../analysis/signal-study/signal-events.ts";
import type { StudyDay, StudyInput, StudyRange } from "../analysis/signal-study/signal-study.ts";
import { DEFAULT_STUDY, type StudySettings } from "../analysis/signal-study/study-settings.ts";
import { studySignals } from "../analysis/signal-study/study-signals.ts";
import type { Simulation } from "../engine/simulation.ts";
import type { ResolvedRule } from "../strategy/resolve-strategy.ts";
import { type CalendarDay, formatCalendarDay } from "../time/calendar-day.ts";
import type { Evidence } from "./evidence-schema.ts";
import type { PreparedRun } from "./prepare-run.ts";
import type { Study, StudyRangeRow, StudyTest } from "./study-schema.ts";

const LONGEST_RANGE = 60;
/** Tests whose p-values stand in the table of days: one for the mean, one for overlap, one by ranks. */
const TESTS_OF_DAYS = ["cross-sectional-t", "kolari-pynnonen", "corrado-rank"];

/**
 * Event study of a run's signals on the instruments that its rules trade them on.
 *
 * @param asked settings that differ from those of the strategy: the headline range is as long as its rules hold
 */
export function studyOfRun(
  run: PreparedRun,
  simulation: Simulation,
  asked: Partial<StudySettings> = {},
): Evidence["study"] {
  const pairs = pairsOf(run, simulation);
  if (pairs.length === 0) return { missing: "no signal is one that the rules ask for" };
  return describeStudy({
    signals: run.signals,
    series: run.market.series,
    pairs,
    benchmark: run.benchmark,
    settings: {
      ...DEFAULT_STUDY,
      ...settingsOf(run.strategy.rules),
      timing: run.config.timing,
      seed: run.config.seed,
      draws: Math.max(1, run.config.luck.kernel),
      ...asked,
    },
  });
}

/** The headline range and the window of a study of rules: as long as the longest of them holds. */
function settingsOf(rules: readonly ResolvedRule[]): Pick<StudySettings, "ranges" | "window"> {
  const holds = rules.flatMap(({ exit }) => exit.afterSessions ?? []);
  const hold = holds.length === 0 ? 10 : Math.min(LONGEST_RANGE, Math.max(...holds));
  const [, ...others] = DEFAULT_STUDY.ranges;
  const headline = { first: 0, last: hold - 1 };
  return {
    ranges: [
      headline,
      ...others.filter(({ first, last }) => first !== headline.first || last !== headline.last),
    ],
    window: { first: DEFAULT_STUDY.window.first, last: Math.max(DEFAULT_STUDY.window.last, hold - 1) },
  };
}

/** Signals on instruments: what was ordered, and what was wanted and could not be planned. */
function pairsOf(run: PreparedRun, simulation: Simulation): SignalOnInstrument[] {
  const byKey = new Map<string, SignalOnInstrument>();
  const add = (signal: number, series: number | undefined) => {
    if (series !== undefined) byKey.set(`${signal}/${series}`, { signal, series });
  };
  for (const { order } of simulation.outcomes) add(order.occasion.signal, order.leg.instrument);
  for (const { signal, symbol } of run.plan.unplanned) {
    if (symbol !== null) add(signal, run.market.indexOf.get(symbol));
  }
  return [...byKey.values()].sort((a, b) => a.signal - b.signal || a.series - b.series);
}

/** An event study with ids and days instead of indices; or why there is none. */
export function describeStudy(input: StudyInput): Evidence["study"] {
  const study = studySignals(input);
  if (!("events" in study)) {
    const [first] = study.refused;
    return {
      missing: `no signal has the sessions around it that a study needs${first === undefined ? "" : ` (the first: ${first.reason})`}`,
    };
  }
  const { signals, series, benchmark, settings } = input;
  const idOf = (signal: number) => signals[signal]!.id;
  const symbolOf = (index: number) => series[index]!.instrument.symbol;
  return {
    settings: {
      model: settings.model,
      benchmark: benchmark?.instrument.symbol ?? null,
      estimation: { ...settings.estimation },
      minimumObservations: settings.minimumObservations,
      window: { ...settings.window },
      cutsOtherSignals: settings.cutsOtherSignals,
      ...(settings.otherClock !== "refuse" && { otherClock: settings.otherClock }),
      timing: settings.timing,
      draws: settings.draws,
      seed: settings.seed,
    },
    instruments: study.instruments.map(({ model, modelReason }, index) => ({
      symbol: symbolOf(index),
      model,
      reason: modelReason,
      events: study.events.filter((event) => event.series === index).length,
    })),
    counts: {
      signals: new Set(input.pairs.map(({ signal }) => signal)).size,
      events: study.events.length,
      refused: study.refused.length,
      completeFamilies: study.events.filter(({ signal }) => signals[signal]?.familyComplete).length,
    },
    ranges: study.ranges.map(describeRange),
    days: study.days.map(describeDay),
    unbacked: study.unbacked === null ? null : { ...study.unbacked },
    groups: study.groups.map((group) => ({ ...group })),
    events: study.events.map((event) => ({
      signalId: idOf(event.signal),
      instrument: symbolOf(event.series),
      dayZero: formatCalendarDay(event.day as CalendarDay),
      timeBacked: event.isTimeBacked,
      cumulative: Number.isNaN(event.cumulative) ? null : event.cumulative,
    })),
    refused: study.refused.map((one) => ({
      signalId: idOf(one.signal),
      instrument: symbolOf(one.series),
      reason: one.reason,
    })),
  };
}

function describeRange(range: StudyRange): StudyRangeRow {
  return {
    sessions: { ...range.range },
    events: range.events,
    bursts: range.bursts,
    effectiveEvents: range.effectiveEvents,
    average: range.average,
    median: range.median,
    precisionWeighted: range.precisionWeighted,
    buyAndHold: range.buyAndHold,
    interval: range.interval === null ? null : { ...range.interval },
    minimumDetectable: range.minimumDetectable,
    headline: range.calendarShift === null ? null : describeTest(range.calendarShift, null),
    headlineReason: range.calendarShiftReason,
    tests: range.tests.map((test) => describeTest(test, range.calendarShiftReason)),
  };
}

/** @param tooFew why the bursts are too few for any p-value; null where they are enough */
function describeTest(test: TestResult, tooFew: string | null): StudyTest {
  return {
    name: test.name,
    statistic: test.statistic,
    p: tooFew === null ? test.p : null,
    sided: test.sided,
    degreesOfFreedom: ("degreesOfFreedom" in test ? test.degreesOfFreedom : null) ?? null,
    convention: test.convention,
    naive: test.assumesIndependence,
    reason: "reason" in test ? test.reason : tooFew,
    details: { ...test.details },
  };
}

function describeDay({
  day,
  events,
  average,
  cumulativeAverage,
  cumulativeError,
  tests,
}: StudyDay): Study["days"][number] {
  const shown = tests.filter(({ name }) => TESTS_OF_DAYS.includes(name));
  return {
    day,
    events,
    average,
    cumulative: cumulativeAverage,
    cumulativeError,
    p: Object.fromEntries(shown.map(({ name, p }) => [name, p])),
  };
}
