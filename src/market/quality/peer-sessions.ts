import { type CalendarDay, isWeekend } from "../../time/calendar-day.ts";

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
  const spans = peers.flatMap((days) =>
    days.length === 0 ? [] : [{ days, first: days[0]!, last: days.at(-1)! }],
  );
  const first = Math.min(...spans.map((span) => span.first));
  const last = Math.max(...spans.map((span) => span.last));
  // By day, from `first` on: a history has ten thousand days, and each is asked for more than once.
  const counts = new Uint32Array(spans.length === 0 ? 0 : last - first + 1);
  for (const { days } of spans) {
    for (const day of days) counts[day - first] = counts[day - first]! + 1;
  }
  const countOf = (day: CalendarDay) => counts[day - first] ?? 0;
  const covering = (day: CalendarDay) => {
    let covered = 0;
    for (const span of spans) if (span.first <= day && day <= span.last) covered += 1;
    return covered;
  };
  const isSession = (day: CalendarDay) => {
    const count = countOf(day);
    // What a source has on weekends is no session for others.
    return count > 0 && !isWeekend(day) && count > covering(day) / 2;
  };
  return {
    isSession,
    isHoliday: (day) => countOf(day) === 0 && covering(day) > 0,
    sessionsWithin: (from, to) => {
      const sessions: CalendarDay[] = [];
      for (let day = Math.max(from, first); day <= Math.min(to, last); day++) {
        if (isSession(day)) sessions.push(day);
      }
      return sessions;
    },
  };
}
