import type { CalendarDay } from "../../time/calendar-day.ts";
import { ANCHOR_SESSIONS, NEVER_FINAL_SESSIONS } from "./merge-history.ts";

/**
 * Days between the first and the last of `days` that are missing from them, although at least half of the
 * exchange's other instruments that were listed then have them.
 *
 * Half, and not one: a single instrument may have a row on a day that was no session.
 *
 * @param days days with a close, oldest first
 * @param others the same of each other instrument of the exchange
 */
export function missingSessions(days: Int32Array, others: readonly Int32Array[]): CalendarDay[] {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];
  const own = new Set(days);
  const counts = new Map<CalendarDay, number>();
  for (const other of others) {
    for (const day of other) {
      if (day > first && day < last && !own.has(day)) counts.set(day, (counts.get(day) ?? 0) + 1);
    }
  }
  const listed = (day: CalendarDay) =>
    others.filter((other) => (other[0] ?? Number.POSITIVE_INFINITY) <= day && day <= (other.at(-1) ?? -1))
      .length;
  return [...counts]
    .filter(([day, count]) => count * 2 >= listed(day))
    .map(([day]) => day)
    .sort((a, b) => a - b);
}

/**
 * Where the next question to a source begins: ten sessions back (five that are never final, five to compare), or
 * five sessions before the earliest hole.
 *
 * @param days days with a close, oldest first
 * @returns null if too little lies before: then the whole history is asked for
 */
export function askAgainFrom(days: Int32Array, holes: readonly CalendarDay[]): CalendarDay | null {
  const hole = holes[0];
  const firstOpen = days.length - NEVER_FINAL_SESSIONS;
  const beforeHole = hole === undefined ? firstOpen : days.findIndex((day) => day > hole);
  return days[Math.min(firstOpen, beforeHole) - ANCHOR_SESSIONS] ?? null;
}
