import { formatCounted } from "../../decode/format-count.ts";
import type { PriceSeries } from "../../market/price-series.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";
import { isSourceBacked, knownAt } from "../../signals/timing-policy.ts";
import { type CalendarDay, formatCalendarDay } from "../../time/calendar-day.ts";
import { EXCHANGES } from "../../time/exchange.ts";
import { dayZero, firstSessionFrom } from "../../time/session-calendar.ts";
import { localTimeAt } from "../../time/zoned-time.ts";
import type { EventReturns } from "../event-study/abnormal-returns.ts";
import {
  alignedBenchmarkReturns,
  benchmarkReturns,
  clockDifference,
  closeReturns,
} from "./benchmark-returns.ts";
import type { OtherClock, StudyModel, StudySettings } from "./study-settings.ts";

/** A signal on an instrument. Indices into the lists that the study was given. */
export interface SignalOnInstrument {
  readonly signal: number;
  readonly series: number;
}

/** One event of a study. */
export interface SignalEvent extends SignalOnInstrument {
  /** bar of day 0: the first session whose close is at or after the signal is known */
  readonly dayZero: number;
  readonly day: CalendarDay;
  /** a source stands behind the time of publication; without one, day 0 may be the session after the true one */
  readonly isTimeBacked: boolean;
}

/** A signal on an instrument that makes no event, and why. */
export interface RefusedSignal extends SignalOnInstrument {
  readonly reason: string;
}

/** An instrument with what its events are made from. */
export interface StudiedInstrument {
  readonly series: PriceSeries;
  readonly returns: Float64Array;
  /** the benchmark's return over each of its sessions; null where the model needs none or can have none */
  readonly market: Float64Array | null;
  readonly model: StudyModel;
  /** why its model or its benchmark's days are not the ones that were asked for */
  readonly modelReason: string | null;
  /** why its signals make no events; null if they may */
  readonly refused: string | null;
}

/**
 * An instrument's returns and model. Without a benchmark, and for the benchmark itself, the model is mean-adjusted, and
 * the reason says so; a benchmark on another clock is dealt with as `otherClock` says.
 */
export function studiedInstrument(
  series: PriceSeries,
  benchmark: PriceSeries | null,
  model: StudyModel,
  otherClock: OtherClock,
): StudiedInstrument {
  const returns = closeReturns(series);
  const meanAdjusted = (modelReason: string | null): StudiedInstrument => ({
    series,
    returns,
    market: null,
    model: "mean-adjusted",
    modelReason,
    refused: null,
  });
  if (model === "mean-adjusted") return meanAdjusted(null);
  if (benchmark === null) return meanAdjusted("there is no benchmark");
  if (benchmark.instrument.symbol === series.instrument.symbol)
    return meanAdjusted("it is the benchmark itself");
  const last = series.bars.days.at(-1);
  const difference = last === undefined ? null : clockDifference(series, benchmark, last);
  if (difference === null) {
    const market = benchmarkReturns(series, benchmark);
    return { series, returns, market, model, modelReason: null, refused: null };
  }
  if (otherClock === "mean-adjusted") return meanAdjusted(difference);
  if (otherClock === "refuse") return { ...meanAdjusted(null), refused: difference };
  return {
    series,
    returns,
    market: alignedBenchmarkReturns(series, benchmark),
    model,
    modelReason: `${benchmark.instrument.symbol} as of its last close before each close of ${series.instrument.symbol}`,
    refused: null,
  };
}

/** A signal whose next session is further away than this was known while the instrument did not trade. */
const MOST_DAYS_TO_DAY_ZERO = 15;

/** Day 0 of each signal on each instrument, or why it has none. */
export function signalEvents(
  pairs: readonly SignalOnInstrument[],
  signals: readonly PolicySignal[],
  instruments: readonly StudiedInstrument[],
  settings: StudySettings,
): { readonly events: SignalEvent[]; readonly refused: RefusedSignal[] } {
  const events: SignalEvent[] = [];
  const refused: RefusedSignal[] = [];
  for (const pair of pairs) {
    const signal = signals[pair.signal]!;
    const { series, refused: noModel } = instruments[pair.series]!;
    const { exchange } = series.instrument;
    const { days } = series.bars;
    const known = knownAt(signal, settings.timing);
    const bar = dayZero({ exchange, days }, known);
    const day = days[bar];
    const knownDay = localTimeAt(known - 1, EXCHANGES[exchange].zone).day;
    const refuse = (reason: string) => refused.push({ ...pair, reason });
    if (noModel !== null) refuse(noModel);
    else if (day === undefined) refuse("no session follows it in the prices");
    else if (bar + settings.estimation.first < 1)
      refuse(`only ${formatCounted(bar, "session", ["precedes", "precede"])} it in the prices`);
    else if (day - knownDay > MOST_DAYS_TO_DAY_ZERO)
      refuse(`the next session is ${day - knownDay} days later`);
    else if (bar + settings.window.last >= days.length) {
      refuse(
        `the prices end ${formatCounted(days.length - 1 - bar, "session")} after it, on ${formatCalendarDay(days.at(-1)!)}`,
      );
    } else events.push({ ...pair, dayZero: bar, day, isTimeBacked: isSourceBacked(signal.publishedAt) });
  }
  return { events, refused };
}

/** The returns around one event, as the models take them. */
export function eventReturns(
  event: SignalEvent,
  instrument: StudiedInstrument,
  others: readonly SignalEvent[],
  settings: StudySettings,
): EventReturns {
  const { dayZero: zero } = event;
  const cut = settings.cutsOtherSignals ? sessionsOfOthers(event, others, settings) : null;
  const windowOf = ({ first, last }: { first: number; last: number }, isCut: boolean) => {
    const from = zero + first;
    const to = zero + last + 1;
    const returns = instrument.returns.slice(from, to);
    if (isCut) for (let i = 0; i < returns.length; i++) if (cut?.has(from + i)) returns[i] = Number.NaN;
    return {
      returns,
      ...(instrument.market !== null && { market: instrument.market.subarray(from, to) }),
      sessions: instrument.series.bars.days.subarray(from, to),
    };
  };
  return {
    asset: instrument.series.instrument.symbol,
    estimation: windowOf(settings.estimation, true),
    window: windowOf(settings.window, false),
  };
}

function sessionsOfOthers(
  event: SignalEvent,
  others: readonly SignalEvent[],
  { window }: StudySettings,
): Set<number> {
  const sessions = new Set<number>();
  for (const other of others) {
    if (other.series !== event.series || other.signal === event.signal) continue;
    for (let t = other.dayZero + window.first; t <= other.dayZero + window.last; t++) sessions.add(t);
  }
  return sessions;
}

/** Bars of an instrument from the first estimation session of its first event on; the calendar shift goes round those. */
export function firstBarOfStudy(
  events: readonly SignalEvent[],
  series: PriceSeries,
  settings: StudySettings,
): number {
  const first = Math.min(...events.map(({ day }) => day));
  return Math.max(
    1,
    firstSessionFrom({ exchange: series.instrument.exchange, days: series.bars.days }, first) +
      settings.estimation.first,
  );
}
