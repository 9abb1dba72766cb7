import type { CalendarDay } from "../time/calendar-day.ts";
import type { SessionCalendar } from "../time/session-calendar.ts";
import { type PriceSeries, sessionsOf } from "./price-series.ts";

/**
 * The instruments of one backtest on one time line. The time line holds every day on which at least one traded
 * instrument has a bar, inside the span of the run.
 */
export interface Market {
  readonly series: readonly PriceSeries[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly calendars: readonly SessionCalendar[];
  /** days of the time line, strictly increasing */
  readonly days: Int32Array;
  /** for each instrument: time-line index -> bar index, or -1 on a day without a bar */
  readonly barOn: readonly Int32Array[];
}

/** Both ends belong to the span; null is as far as the prices go. */
export interface Span {
  readonly from: CalendarDay | null;
  readonly to: CalendarDay | null;
}

/** Puts series on one time line. */
export function buildMarket(series: readonly PriceSeries[], span: Span): Market {
  const days = unionOfDays(series, span);
  return {
    series,
    indexOf: new Map(series.map((one, index) => [one.instrument.symbol, index])),
    calendars: series.map(sessionsOf),
    days,
    barOn: series.map((one) => barIndexOn(one.bars.days, days)),
  };
}

function unionOfDays(series: readonly PriceSeries[], span: Span): Int32Array {
  const from = span.from ?? Number.NEGATIVE_INFINITY;
  const to = span.to ?? Number.POSITIVE_INFINITY;
  const within = (days: Int32Array) => {
    let start = 0;
    while (start < days.length && (days[start] as number) < from) start++;
    let end = days.length;
    while (end > start && (days[end - 1] as number) > to) end--;
    return days.subarray(start, end);
  };
  const [first, ...rest] = series.map((one) => within(one.bars.days));
  if (first === undefined) return new Int32Array(0);
  if (rest.length === 0) return first;
  const all = new Set<number>(first);
  for (const days of rest) for (const day of days) all.add(day);
  return Int32Array.from(all).sort();
}

function barIndexOn(barDays: Int32Array, days: Int32Array): Int32Array {
  const indices = new Int32Array(days.length).fill(-1);
  let bar = 0;
  for (let index = 0; index < days.length; index++) {
    const day = days[index] as number;
    while (bar < barDays.length && (barDays[bar] as number) < day) bar++;
    if (barDays[bar] === day) indices[index] = bar;
  }
  return indices;
}

/** Time-line index of the first day on or after `day`; `days.length` if there is none. */
export function firstDayFrom(days: Int32Array, day: CalendarDay): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
