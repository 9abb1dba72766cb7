import type { RawSeries } from "./raw-series.ts";

/**
 * The days on which a source has a close above zero, oldest first, each once: what a series says of its exchange's
 * sessions to others.
 */
export function pricedDays({ columns }: RawSeries): Int32Array {
  const days = columns.days.filter((_, row) => columns.close[row]! > 0).sort();
  return days.filter((day, index) => index === 0 || day !== days[index - 1]);
}
