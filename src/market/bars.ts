/**
 * Daily bars as columns, oldest first. Column i of every array is the session `days[i]`.
 *
 * Prices are in the instrument's currency, volume in shares. A value that the source did not give is NaN in
 * its column; NaN never leaves this type (results say `null`).
 */
export interface Bars {
  /** calendar days of the sessions, strictly increasing */
  readonly days: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** bit set of {@link BarMark} */
  readonly marks: Uint8Array;
}

/** What the quality check found about a bar; marks are combined with `|`. */
export const BarMark = {
  /** zero volume and open = high = low = close: it marks a position, but fills nothing */
  placeholder: 1,
  /** the session was not over when the bar was fetched */
  unfinished: 2,
  /** the whole session stood at the daily price limit: no fill in the direction of the limit */
  limitLocked: 4,
  /** open, high, low and close contradict each other, or one of them is absent: it marks, but fills nothing */
  inconsistent: 8,
  /** a jump of a currency rate that only a later close can confirm: the last confirmed rate converts instead */
  unconfirmed: 16,
} as const;

/** Puts one more mark on bar `index`. */
export function addMark(
  marks: Uint8Array,
  index: number,
  mark: (typeof BarMark)[keyof typeof BarMark],
): void {
  marks[index] = marks[index]! | mark;
}

/** Marks of bars none of which has one, by their number. */
const unmarked = new Map<number, Uint8Array>();

/**
 * The marks as they are kept: series of one length none of whose bars has a mark share theirs, which are looked at on
 * every fill. Nothing may be marked after that.
 */
export function keptMarks(marks: Uint8Array): Uint8Array {
  for (const mark of marks) if (mark !== 0) return marks;
  const shared = unmarked.get(marks.length) ?? marks;
  unmarked.set(marks.length, shared);
  return shared;
}

const UNFILLABLE = BarMark.placeholder | BarMark.unfinished | BarMark.inconsistent;

/** Whether a currency's close on bar `index` may be a slip of its source: no close after it has been seen by then. */
export function isUnconfirmed(bars: Bars, index: number): boolean {
  return (bars.marks[index]! & BarMark.unconfirmed) !== 0;
}

/** Whether an order may fill on bar `index` at all. */
export function isFillable(bars: Bars, index: number): boolean {
  return (bars.marks[index]! & UNFILLABLE) === 0;
}
