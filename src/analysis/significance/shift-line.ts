import type { PriceSeries } from "../../market/price-series.ts";

/**
 * The days along which a calendar is shifted, closed into a circle, and where each instrument's bars lie on them.
 *
 * With one instrument the line is its own sessions. With several it is the days on which any of them trades, so that the
 * legs of one signal stay on the same days in Hong Kong and New York; a day on which an instrument has no bar maps
 * forward to its next one, as a signal on a holiday does. An instrument listed later than the others goes round a
 * smaller circle, from its first bar to its last: otherwise moved orders would fall where it has no prices.
 */
export interface ShiftLine {
  /** days on the line; shifts are 1 .. length - 1 */
  readonly length: number;
  /** one for each instrument */
  readonly circles: readonly ShiftCircle[];
}

/** One instrument's circle. */
export interface ShiftCircle {
  /** first bar on the circle, -1 if it has none, and its place on the line */
  readonly firstBar: number;
  readonly start: number;
  /** place of each bar from the first on, counted from the first bar's own */
  readonly placeOf: Int32Array;
  /** for each place of the circle: the bar on it, or the next one after it */
  readonly barFrom: Int32Array;
}

/**
 * @param series the instruments
 * @param days of the line, strictly increasing: a market's time line, or that of a family of strategies
 */
export function shiftLine(series: readonly PriceSeries[], days: Int32Array): ShiftLine {
  return { length: days.length, circles: series.map((one) => circleOf(one, days)) };
}

function circleOf(series: PriceSeries, days: Int32Array): ShiftCircle {
  const bars = series.bars.days;
  const from = days[0] ?? Number.POSITIVE_INFINITY;
  const to = days.at(-1) ?? Number.NEGATIVE_INFINITY;
  let firstBar = 0;
  while (firstBar < bars.length && bars[firstBar]! < from) firstBar++;
  let count = 0;
  while (firstBar + count < bars.length && bars[firstBar + count]! <= to) count++;
  if (count === 0) return { firstBar: -1, start: 0, placeOf: new Int32Array(0), barFrom: new Int32Array(0) };
  const placeOf = new Int32Array(count);
  let place = 0;
  for (let bar = 0; bar < count; bar++) {
    while (days[place]! < bars[firstBar + bar]!) place++;
    placeOf[bar] = place;
  }
  const start = placeOf[0]!;
  const barFrom = new Int32Array(placeOf[count - 1]! - start + 1);
  for (let bar = 0, filled = 0; bar < count; bar++) {
    placeOf[bar] = placeOf[bar]! - start;
    while (filled <= placeOf[bar]!) barFrom[filled++] = firstBar + bar;
  }
  return { firstBar, start, placeOf, barFrom };
}

/** Whether a bar lies on the circle; orders outside it are outside the run and are not moved. */
export function isOnCircle(circle: ShiftCircle, bar: number): boolean {
  return circle.firstBar >= 0 && bar >= circle.firstBar && bar < circle.firstBar + circle.placeOf.length;
}

/**
 * The bar to which a bar moves.
 *
 * @param bar on the circle
 * @param shift whole days of the line, >= 0
 */
export function movedBar(circle: ShiftCircle, bar: number, shift: number): number {
  return circle.barFrom[(circle.placeOf[bar - circle.firstBar]! + shift) % circle.barFrom.length]!;
}
