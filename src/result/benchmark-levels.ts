import type { PriceSeries } from "../market/price-series.ts";

/**
 * The benchmark bought with `capital` at the start and held: its last close on or before each day of the run,
 * scaled so that the first level is the capital.
 *
 * @param days day of each level; the first is the session before the run
 * @returns one level a day, or null if the benchmark has no close on or before the first day
 */
export function benchmarkLevels(
  benchmark: PriceSeries,
  days: Int32Array,
  capital: number,
): Float64Array | null {
  const { days: barDays, close } = benchmark.bars;
  const levels = new Float64Array(days.length);
  let bar = -1;
  let base = Number.NaN;
  for (let index = 0; index < days.length; index++) {
    while (bar + 1 < barDays.length && (barDays[bar + 1] as number) <= (days[index] as number)) bar++;
    if (bar < 0) return null;
    if (index === 0) base = close[bar] as number;
    levels[index] = (capital * (close[bar] as number)) / base;
  }
  return levels;
}
