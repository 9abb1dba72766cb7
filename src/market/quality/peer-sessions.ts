import type { CalendarDay } from "../../time/calendar-day.ts";

/** What the exchange's other instruments say of a day. A peer speaks only for the days between its first and last. */
export interface PeerSessions {
  /** more than half of the peers that cover the day have a row */
  isSession(day: CalendarDay): boolean;
  /** peers cover the day, and none of them has a row */
  isHoliday(day: CalendarDay): boolean;
  /** days inside `from..to` that are sessions by the peers, oldest first */
  sessionsWithin(from: CalendarDay, to: CalendarDay): readonly CalendarDay[];
}

/**
 * Sessions of an exchange as its other instruments have them.
 *
 * @param peers session days of each, strictly increasing; none is allowed, and then nothing is known
 */
export function peerSessions(peers: readonly Int32Array[]): PeerSessions {
  const counts = new Map<CalendarDay, number>();
  for (const days of peers) for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  const covering = (day: CalendarDay) =>
    peers.filter((days) => days.length > 0 && (days[0] as number) <= day && day <= (days.at(-1) as number))
      .length;
  const isSession = (day: CalendarDay) => {
    const count = counts.get(day) ?? 0;
    return count > 0 && count > covering(day) / 2;
  };
  return {
    isSession,
    isHoliday: (day) => !counts.has(day) && covering(day) > 0,
    sessionsWithin: (from, to) =>
      [...counts.keys()].filter((day) => day >= from && day <= to && isSession(day)).sort((a, b) => a - b),
  };
}
