import type { PriceSeries } from "../../market/price-series.ts";
import { circularWindowSums } from "../../statistics/circular-shift.ts";
import { simpleRegression } from "../../statistics/simple-regression.ts";
import { calendarShiftTest, type EventSeries } from "../event-study/hypothesis-tests/calendar-shift.ts";
import type { RelativeSessions } from "../event-study/relative-sessions.ts";
import type { TestResult } from "../event-study/test-result.ts";
import { spanOf } from "../significance/calendar-span.ts";
import { type ShiftCircle, shiftLine } from "../significance/shift-line.ts";
import type { SignalEvent, StudiedInstrument } from "./signal-events.ts";
import type { StudySettings } from "./study-settings.ts";

/** Abnormal returns of every session of every instrument of a study, on one line of days. */
export interface AbnormalLine {
  readonly days: Int32Array;
  readonly series: readonly PriceSeries[];
  readonly circles: readonly ShiftCircle[];
  /** for each instrument: abnormal return of each bar of its circle */
  readonly abnormal: readonly Float64Array[];
}

/**
 * Abnormal returns of whole histories: one regression over all sessions of the study, not one an event, since a shifted
 * calendar needs an abnormal return on every day. A session without a complete pair adds nothing, as in a CAR.
 *
 * @param firstBars first bar of the study of each instrument; -1 for one without events
 */
export function abnormalLine(
  instruments: readonly StudiedInstrument[],
  firstBars: readonly number[],
): AbnormalLine {
  const days = new Set<number>();
  for (const [index, { series }] of instruments.entries()) {
    const first = firstBars[index]!;
    if (first >= 0) for (const day of series.bars.days.subarray(first)) days.add(day);
  }
  const line = Int32Array.from(days).sort();
  const series = instruments.map((instrument) => instrument.series);
  const { circles } = shiftLine(series, line);
  return {
    days: line,
    series,
    circles,
    abnormal: instruments.map((instrument, index) => abnormalOf(instrument, circles[index]!)),
  };
}

function abnormalOf({ returns, market, model }: StudiedInstrument, circle: ShiftCircle): Float64Array {
  if (circle.firstBar < 0) return new Float64Array(0);
  const end = circle.firstBar + circle.placeOf.length;
  const own = returns.slice(circle.firstBar, end);
  const other = market?.subarray(circle.firstBar, end);
  const line = model === "market" && other !== undefined ? simpleRegression(own, other) : null;
  const expected = (t: number) => {
    if (other === undefined) return 0;
    return line === null ? other[t]! : line.intercept + line.slope * other[t]!;
  };
  return own.map((value, t) => {
    const abnormal = value - expected(t);
    return Number.isNaN(abnormal) ? 0 : abnormal;
  });
}

/**
 * Calendar-shift test of the mean cumulated abnormal return of some events: all instruments move together, within the
 * days from the first of these events to the last.
 */
export function calendarShiftOfEvents(
  line: AbnormalLine,
  events: readonly SignalEvent[],
  { first, last }: RelativeSessions,
  { draws, seed }: Pick<StudySettings, "draws" | "seed">,
): TestResult {
  const places = events.map(({ series, dayZero }) => placeOn(line.circles[series]!, dayZero));
  const from = places.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) + Math.min(0, first);
  const to = places.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) + Math.max(0, last);
  const span = spanOf(from, to, line.days.length);
  const days = line.days.subarray(span.first, span.last + 1);
  const { circles } = shiftLine(line.series, days);
  const series: EventSeries[] = circles.map((circle, index) => ({
    values: sumsOver(circle, line.circles[index]!, line.abnormal[index]!, days.length, { first, last }),
    positions: events
      .filter((event) => event.series === index)
      .map(({ dayZero }) => placeOn(circle, dayZero)),
  }));
  const test = calendarShiftTest(series, draws >= days.length - 1 ? "every" : { draws, seed });
  return {
    ...test,
    convention: `${test.convention}; within the sessions from the first event to the last, 250 at least; abnormal returns of one regression over the whole span`,
  };
}

function placeOn(circle: ShiftCircle, bar: number): number {
  return circle.start + circle.placeOf[bar - circle.firstBar]!;
}

/** The abnormal return cumulated over a range by an event on each day of a circle; NaN for none. */
function sumsOver(
  circle: ShiftCircle,
  whole: ShiftCircle,
  abnormal: Float64Array,
  days: number,
  { first, last }: RelativeSessions,
): Float64Array {
  const values = new Float64Array(days).fill(Number.NaN);
  const length = last - first + 1;
  const bars = circle.placeOf.length;
  if (circle.firstBar < 0 || whole.firstBar < 0 || length > bars) return values;
  const start = circle.firstBar - whole.firstBar;
  const own = circularWindowSums(abnormal.subarray(start, start + bars), first, length);
  for (const [place, bar] of circle.barFrom.entries())
    values[circle.start + place] = own[bar - circle.firstBar]!;
  return values;
}
