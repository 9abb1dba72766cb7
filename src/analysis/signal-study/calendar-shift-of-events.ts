import { circularWindowSums } from "../../statistics/circular-shift.ts";
import { simpleRegression } from "../../statistics/simple-regression.ts";
import type { TestResult } from "../event-study/test-result.ts";
import { calendarShiftTest, type EventSeries } from "../event-study/tests/calendar-shift.ts";
import { type ShiftCircle, shiftLine } from "../significance/shift-line.ts";
import type { SignalEvent, StudiedInstrument } from "./signal-events.ts";
import type { Sessions, StudySettings } from "./study-settings.ts";

/** Abnormal returns of every session of every instrument of a study, on one line of days. */
export interface AbnormalLine {
  readonly days: Int32Array;
  readonly circles: readonly ShiftCircle[];
  /** for each instrument: abnormal return of each bar of its circle */
  readonly abnormal: readonly Float64Array[];
  /** by range: what an event on each day of the line would give, for each instrument; worked out once */
  readonly sums: Map<string, readonly Float64Array[]>;
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
    const first = firstBars[index] as number;
    if (first >= 0) for (const day of series.bars.days.subarray(first)) days.add(day);
  }
  const line = Int32Array.from(days).sort();
  const { circles } = shiftLine(
    instruments.map(({ series }) => series),
    line,
  );
  return {
    days: line,
    circles,
    abnormal: instruments.map((instrument, index) => abnormalOf(instrument, circles[index] as ShiftCircle)),
    sums: new Map(),
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

/** For each instrument, the abnormal return cumulated over a range by an event on each day of the line; NaN for none. */
function sumsOver(line: AbnormalLine, { first, last }: Sessions): readonly Float64Array[] {
  const key = `${first} ${last}`;
  let sums = line.sums.get(key);
  if (sums === undefined) {
    sums = line.circles.map((circle, index) => {
      const values = new Float64Array(line.days.length).fill(Number.NaN);
      const abnormal = line.abnormal[index] as Float64Array;
      const length = last - first + 1;
      if (length > abnormal.length) return values;
      const own = circularWindowSums(abnormal, first, length);
      for (const [place, bar] of circle.barFrom.entries())
        values[circle.start + place] = own[bar - circle.firstBar]!;
      return values;
    });
    line.sums.set(key, sums);
  }
  return sums;
}

/** Calendar-shift test of the mean cumulated abnormal return of some events: all instruments move together. */
export function calendarShiftOfEvents(
  line: AbnormalLine,
  events: readonly SignalEvent[],
  range: Sessions,
  { draws, seed }: Pick<StudySettings, "draws" | "seed">,
): TestResult {
  const sums = sumsOver(line, range);
  const series: EventSeries[] = line.circles.map((circle, index) => ({
    values: sums[index] as Float64Array,
    positions: events
      .filter((event) => event.series === index)
      .map(({ dayZero }) => circle.start + circle.placeOf[dayZero - circle.firstBar]!),
  }));
  const test = calendarShiftTest(series, draws >= line.days.length - 1 ? "every" : { draws, seed });
  return {
    ...test,
    convention: `${test.convention}; abnormal returns of one regression over the whole span`,
  };
}
