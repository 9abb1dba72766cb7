import type { Dividend, Split } from "../../market/price-series.ts";
import type { CalendarDay } from "../../time/calendar-day.ts";
import { type Interval, intersect, type Ratio, roundestIn, simplestRatioIn } from "./round-number.ts";

/** One session, as traded and as adjusted: open, high, low, close. */
export interface AdjustedPair {
  readonly day: CalendarDay;
  readonly traded: readonly number[];
  readonly adjusted: readonly number[];
}

/** A segment without events must last this long to be believed. */
const SHORTEST_SEGMENT = 3;
/** Splits outside these bounds are no splits. */
const RATIOS: Interval = { low: 1 / 1000, high: 1000 };

/** Between two events, adjusted = scale * traded - shift. */
interface Line {
  readonly scale: number;
  readonly shift: number;
}

interface Segment extends Line {
  /** first row of the segment; it ends where the later one begins */
  readonly first: number;
  readonly ratio: number;
  readonly dividend: number;
  /** of explanations that reach back equally far, the one with less of this is believed */
  readonly complexity: number;
}

/** What it costs an explanation to need a dividend and a split on one day, in units of a ratio's denominator. */
const COST_OF_BOTH = 5;

/**
 * Finds the dividends and splits behind prices that were adjusted the Chinese way ("qfq").
 *
 * At each event the exchange's formula turns every earlier price x into (x - dividend) / ratio, so between events
 * the adjusted price is a line in the traded one. Such prices may not be used as they are: subtracting shrinks
 * early prices towards zero and below, which inflates their returns. The events may: they are exact.
 *
 * Procedure: from the last row, where adjusted = traded, walk back while every price of a row lies on the line to
 * within rounding. The first row that does not lie on it is the last before an event. Three kinds of event are
 * tried: a dividend (the line keeps its scale), a split (it keeps its shift), both at once. Each narrows the
 * interval of its unknown from row to row until no value fits any more; the kind that reaches back furthest is
 * the event; of equals, the one with the simpler ratio. Ratio and dividend are the roundest numbers in their intervals.
 *
 * @param rows oldest first
 * @param unit the last printed decimal of the adjusted prices, e.g. 0.001
 * @returns the events, oldest first, the amounts per share as of the ex-date; `undefined` if lines do not explain
 *   the rows
 */
export function recoverEvents(
  rows: readonly AdjustedPair[],
  unit: number,
): { readonly dividends: Dividend[]; readonly splits: Split[] } | undefined {
  const dividends: Dividend[] = [];
  const splits: Split[] = [];
  let line: Line = { scale: 1, shift: 0 };
  let row = firstOnLine(rows, rows.length - 1, line, unit) - 1;
  if (row === rows.length - 1) return undefined;
  while (row >= 0) {
    const segment = bestSegment(rows, row, line, unit);
    const isShort =
      segment === undefined || (row - segment.first + 1 < SHORTEST_SEGMENT && segment.first > 0);
    if (isShort || segment.dividend < 0) return undefined;
    const { day } = rows[row + 1]!;
    if (segment.dividend > 0) dividends.unshift({ day, amount: segment.dividend });
    if (segment.ratio !== 1) splits.unshift({ day, ratio: segment.ratio });
    line = segment;
    row = segment.first - 1;
  }
  return { dividends, splits };
}

function bestSegment(
  rows: readonly AdjustedPair[],
  last: number,
  later: Line,
  unit: number,
): Segment | undefined {
  const tries = [
    dividendSegment(rows, last, later, unit, { value: 1, denominator: 1 }),
    splitSegment(rows, last, later, unit),
    bothSegment(rows, last, later, unit),
  ];
  let best: Segment | undefined;
  for (const segment of tries) {
    if (segment !== undefined && (best === undefined || isBetter(segment, best))) best = segment;
  }
  return best;
}

function isBetter(a: Segment, b: Segment): boolean {
  return a.first < b.first || (a.first === b.first && a.complexity < b.complexity);
}

/** A dividend, with a split of a known ratio. In the later line: shift = later.shift + scale * dividend. */
function dividendSegment(
  rows: readonly AdjustedPair[],
  last: number,
  later: Line,
  unit: number,
  ratio: Ratio,
): Segment | undefined {
  const scale = later.scale / ratio.value;
  const found = narrow(rows, last, (traded, adjusted) => {
    const shift = scale * traded - adjusted;
    return { low: shift - unit, high: shift + unit };
  });
  if (found === undefined) return undefined;
  const amounts = {
    low: (found.interval.low - later.shift) / scale,
    high: (found.interval.high - later.shift) / scale,
  };
  const dividend = roundestIn(amounts);
  const complexity = ratio.value === 1 ? 1 : ratio.denominator + COST_OF_BOTH;
  return {
    scale,
    shift: later.shift + scale * dividend,
    first: found.first,
    ratio: ratio.value,
    dividend,
    complexity,
  };
}

/** A split alone: scale = later.scale / ratio. */
function splitSegment(
  rows: readonly AdjustedPair[],
  last: number,
  later: Line,
  unit: number,
): Segment | undefined {
  const found = narrow(rows, last, (traded, adjusted) => ({
    low: (adjusted + later.shift - unit) / traded,
    high: (adjusted + later.shift + unit) / traded,
  }));
  if (found === undefined || found.interval.low <= 0) return undefined;
  const ratios = { low: later.scale / found.interval.high, high: later.scale / found.interval.low };
  const ratio = simplestRatioIn(ratios, RATIOS);
  if (ratio === undefined || ratio.value === 1) return undefined;
  const { value, denominator } = ratio;
  const line = { scale: later.scale / value, shift: later.shift };
  return { ...line, first: found.first, ratio: value, dividend: 0, complexity: denominator };
}

/**
 * Both on one day. The differences of the prices of a row are free of the shift and bound the scale; with the
 * simplest ratio among those, the rest is a dividend. The bounds only hold while the segment lasts, so it is cut
 * where the dividend's interval runs out.
 */
function bothSegment(
  rows: readonly AdjustedPair[],
  last: number,
  later: Line,
  unit: number,
): Segment | undefined {
  let best: Segment | undefined;
  let scales: Interval = { low: 0, high: Number.POSITIVE_INFINITY };
  const anchor = rows[last]!;
  for (let row = last; row >= 0; row--) {
    const bounds = scaleBounds(anchor, rows[row]!, unit);
    const next = intersect(scales, bounds);
    if (next === undefined) break;
    scales = next;
    const isWorthATry = row === 0 || (last - row) % SHORTEST_SEGMENT === SHORTEST_SEGMENT - 1;
    if (!isWorthATry || scales.low <= 0) continue;
    const ratio = simplestRatioIn({ low: later.scale / scales.high, high: later.scale / scales.low }, RATIOS);
    const segment = ratio === undefined ? undefined : dividendSegment(rows, last, later, unit, ratio);
    if (segment !== undefined && (best === undefined || isBetter(segment, best))) best = segment;
  }
  return best;
}

/** Bounds on the scale from every pair of prices of two rows of one segment. */
function scaleBounds(a: AdjustedPair, b: AdjustedPair, unit: number): Interval {
  let bounds: Interval | undefined = { low: 0, high: Number.POSITIVE_INFINITY };
  a.traded.forEach((tradedA, i) => {
    b.traded.forEach((tradedB, j) => {
      const run = tradedA - tradedB;
      const rise = a.adjusted[i]! - b.adjusted[j]!;
      if (run === 0 || !Number.isFinite(run) || !Number.isFinite(rise)) return;
      const ends = [(rise - 2 * unit) / run, (rise + 2 * unit) / run].sort((x, y) => x - y) as [
        number,
        number,
      ];
      bounds = bounds === undefined ? undefined : intersect(bounds, { low: ends[0], high: ends[1] });
    });
  });
  return bounds ?? { low: Number.NaN, high: Number.NaN };
}

/** Intersects the interval of an unknown over rows from `last` backwards, as far as some value fits. */
function narrow(
  rows: readonly AdjustedPair[],
  last: number,
  bounds: (traded: number, adjusted: number) => Interval,
): { readonly first: number; readonly interval: Interval } | undefined {
  let interval: Interval | undefined = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  let found: { first: number; interval: Interval } | undefined;
  for (let row = last; row >= 0; row--) {
    const { traded, adjusted } = rows[row]!;
    for (let price = 0; price < traded.length && interval !== undefined; price++) {
      const [x, y] = [traded[price]!, adjusted[price]!];
      if (Number.isFinite(x) && Number.isFinite(y)) interval = intersect(interval, bounds(x, y));
    }
    if (interval === undefined) break;
    found = { first: row, interval };
  }
  return found;
}

/** The earliest row of those from `last` backwards that lie on a line. */
function firstOnLine(
  rows: readonly AdjustedPair[],
  last: number,
  { scale, shift }: Line,
  unit: number,
): number {
  let row = last;
  while (row >= 0) {
    const { traded, adjusted } = rows[row]!;
    const isOff = traded.some((price, index) => Math.abs(scale * price - shift - adjusted[index]!) > unit);
    if (isOff) break;
    row--;
  }
  return row + 1;
}
