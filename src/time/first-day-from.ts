import type { CalendarDay } from "./calendar-day.ts";

/**
 * Index of the first day on or after `day`; `days.length` if there is none.
 *
 * @param days strictly increasing
 * @example firstDayFrom([3, 5, 9], 4) // => 1
 */
export function firstDayFrom(days: ArrayLike<CalendarDay>, day: CalendarDay): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
