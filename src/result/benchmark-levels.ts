import type { PriceSeries } from "../market/price-series.ts";

/**
 * The benchmark bought with `capital` at the start and held: its last close on or before each day of the run,
 * scaled so that the first level is the capital. It is bought at the close before the run; where its prices begin
 * with the run's first session, at that session's open (without one, at its close).
 *
 * @param days day of each level; the first is the session before the run
 * @returns one level a day, or null if the benchmark's prices begin after the run's first session
 */
export function benchmarkLevels(
  benchmark: PriceSeries,
  days: Int32Array,
  capital: number,
): Float64Array | null {
  const { days: barDays, open, close } = benchmark.bars;
  const levels = new Float64Array(days.length);
  let bar = -1;
  let base = Number.NaN;
  for (let index = 0; index < days.length; index++) {
    while (bar + 1 < barDays.length && barDays[bar + 1]! <= days[index]!) bar++;
    if (bar < 0 && index > 0) return null;
    if (index === 0) base = bar < 0 ? firstPrice(open, close) : close[bar]!;
    levels[index] = bar < 0 ? capital : (capital * close[bar]!) / base;
  }
  return levels;
}

function firstPrice(open: Float64Array, close: Float64Array): number {
  const [first] = open;
  return first === undefined || Number.isNaN(first) ? close[0]! : first;
}
