import { MILLISECONDS_PER_DAY } from "../../../time/calendar-day.ts";
/**
 * A day since 1970-01-01 as `YYYY-MM-DD`. The page's script uses it too, which therefore need not carry the calendar.
 */
export function dayText(day: number): string {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}
