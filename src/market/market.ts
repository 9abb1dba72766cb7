import type { CalendarDay } from "../time/calendar-day.ts";
import { firstDayFrom } from "../time/first-day-from.ts";
import type { SessionCalendar } from "../time/session-calendar.ts";
import { type PriceSeries, sessionsOf } from "./price-series.ts";

/**
 * The instruments of one backtest on one time line. The time line holds every day on which at least one traded
 * instrument has a bar, inside the span of the run.
 */
export interface Market {
  readonly series: readonly PriceSeries[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** instruments of one exchange with the same sessions share one calendar */
  readonly calendars: readonly SessionCalendar[];
  /** days of the time line, strictly increasing */
  readonly days: Int32Array;
  /** for each instrument: time-line index -> bar index, or -1 on a day without a bar */
  readonly barOn: readonly Int32Array[];
  /** for each instrument: its last bar on the time line, or -1 if it has none there */
  readonly lastBar: Int32Array;
}

/** Both ends belong to the span; null is as far as the prices go. */
export interface Span {
  readonly from: CalendarDay | null;
  readonly to: CalendarDay | null;
}

/** Puts series on one time line. */
export function buildMarket(series: readonly PriceSeries[], span: Span): Market {
  const calendars = sharedCalendars(series);
  const days = unionOfDays([...new Set(calendars.map((calendar) => calendar.days))], span);
  // Work on one array of days is done once, however many instruments have it.
  const barsByDays = new Map<Int32Array, Int32Array>();
  const barOn = calendars.map((calendar) => {
    let bars = barsByDays.get(calendar.days);
    if (bars === undefined) {
      bars = barIndexOn(calendar.days, days);
      barsByDays.set(calendar.days, bars);
    }
    return bars;
  });
  return {
    series,
    indexOf: new Map(series.map((one, index) => [one.instrument.symbol, index])),
    calendars,
    days,
    barOn,
    lastBar: Int32Array.from(calendars, (calendar) => lastBarUpTo(calendar.days, days)),
  };
}

/** Calendars of the series; those of one exchange that have the same days are one object with one array of days. */
function sharedCalendars(series: readonly PriceSeries[]): SessionCalendar[] {
  const known: SessionCalendar[] = [];
  return series.map((one) => {
    const calendar = sessionsOf(one);
    const twins = known.filter((other) => areSameDays(other.days, calendar.days));
    const twin = twins.find((other) => other.exchange === calendar.exchange);
    if (twin !== undefined) return twin;
    const shared = { ...calendar, days: twins[0]?.days ?? calendar.days };
    known.push(shared);
    return shared;
  });
}

function areSameDays(a: Int32Array, b: Int32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

function unionOfDays(sets: readonly Int32Array[], span: Span): Int32Array {
  const from = span.from ?? Number.NEGATIVE_INFINITY;
  const to = span.to ?? Number.POSITIVE_INFINITY;
  const [first, ...rest] = sets.map((days) =>
    days.subarray(firstDayFrom(days, from), firstDayFrom(days, to + 1)),
  );
  if (first === undefined) return new Int32Array(0);
  if (rest.length === 0) return first;
  const parts = [first, ...rest].filter((days) => days.length > 0);
  const earliest = Math.min(...parts.map((days) => days[0]!));
  const latest = Math.max(...parts.map((days) => days.at(-1)!));
  const isSession = new Uint8Array(parts.length === 0 ? 0 : latest - earliest + 1);
  for (const days of parts) for (const day of days) isSession[day - earliest] = 1;
  const all = new Int32Array(isSession.length);
  let count = 0;
  for (let offset = 0; offset < isSession.length; offset++) {
    if (isSession[offset] === 1) all[count++] = earliest + offset;
  }
  return all.slice(0, count);
}

function barIndexOn(barDays: Int32Array, days: Int32Array): Int32Array {
  const indices = new Int32Array(days.length).fill(-1);
  const first = (days.byteOffset - barDays.byteOffset) / days.BYTES_PER_ELEMENT;
  // The time line of a single calendar is a stretch of its days.
  if (days.buffer === barDays.buffer && first >= 0 && first + days.length <= barDays.length) {
    for (let index = 0; index < days.length; index++) indices[index] = first + index;
    return indices;
  }
  let bar = 0;
  for (let index = 0; index < days.length; index++) {
    const day = days[index]!;
    while (bar < barDays.length && barDays[bar]! < day) bar++;
    if (barDays[bar] === day) indices[index] = bar;
  }
  return indices;
}

function lastBarUpTo(barDays: Int32Array, days: Int32Array): number {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return -1;
  const bar = firstDayFrom(barDays, last + 1) - 1;
  return bar >= 0 && barDays[bar]! >= first ? bar : -1;
}
