import { formatCalendarDay } from "../time/calendar-day.ts";
import { dayZero, type SessionCalendar } from "../time/session-calendar.ts";
import type { PolicySignal } from "./policy-signal.ts";
import { knownAt, type TimingPolicy } from "./timing-policy.ts";

/** Signals whose effects on prices cannot be told apart. */
export interface SignalCluster {
  /** by day 0, then by id */
  readonly ids: readonly string[];
  /** day 0 of the first and of the last, `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
}

/**
 * Chains of two or more signals, each with its day 0 within `sessions` sessions of the one before: 0 means the same
 * session. Signals whose day 0 lies beyond the calendar belong to no cluster.
 */
export function signalClusters(
  signals: readonly PolicySignal[],
  calendar: SessionCalendar,
  policy: TimingPolicy,
  sessions: number,
): readonly SignalCluster[] {
  const placed = signals
    .map((signal) => ({ id: signal.id, session: dayZero(calendar, knownAt(signal, policy)) }))
    .filter((signal) => signal.session < calendar.days.length)
    .sort((a, b) => a.session - b.session || (a.id < b.id ? -1 : 1));
  const chains: (typeof placed)[] = [];
  for (const signal of placed) {
    const chain = chains.at(-1);
    const last = chain?.at(-1);
    if (chain !== undefined && last !== undefined && signal.session - last.session <= sessions)
      chain.push(signal);
    else chains.push([signal]);
  }
  const dayOf = (session: number) => formatCalendarDay(calendar.days[session]!);
  return chains
    .filter((chain) => chain.length > 1)
    .map((chain) => ({
      ids: chain.map((signal) => signal.id),
      from: dayOf(chain[0]!.session),
      to: dayOf(chain.at(-1)!.session),
    }));
}
