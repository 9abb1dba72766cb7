import type { CalendarDay } from "../time/calendar-day.ts";
import type { SessionCalendar } from "../time/session-calendar.ts";
import type { TimingPolicy } from "./timing-policy.ts";

/**
 * How bad a finding is. `error`: the catalogue is wrong and is not to be used as it is. `warning`: probably wrong,
 * or a danger to honest statistics. `note`: worth knowing.
 */
export const CHECK_SEVERITIES = ["error", "warning", "note"] as const;
export type CheckSeverity = (typeof CHECK_SEVERITIES)[number];

/** One thing that a check found. */
export interface CheckFinding {
  readonly severity: CheckSeverity;
  /** the signal, or null if what was read is not one yet */
  readonly id: string | null;
  readonly what: string;
  /** file and place */
  readonly at: string;
  readonly fix: string;
}

/** What a check may be told besides the signals; what is not passed in is not checked. */
export interface CheckContext {
  /** sessions of the exchange whose hours the session hints speak of, i.e. Hong Kong's */
  readonly calendar?: SessionCalendar;
  /** tickers that exist; others are reported */
  readonly knownSymbols?: ReadonlySet<string>;
  /** signals whose day 0 lies this many sessions apart or fewer are reported as one cluster; needs `calendar` */
  readonly clusterSessions?: number;
  /** which clock decides on day 0; default `safe` */
  readonly timing?: TimingPolicy;
  /** the day of the check: a later publication is reported */
  readonly today?: CalendarDay;
}
