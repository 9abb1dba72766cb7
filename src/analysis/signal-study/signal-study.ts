import type { PriceSeries } from "../../market/price-series.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";
import type { RelativeSessions } from "../event-study/relative-sessions.ts";
import type { TestResult } from "../event-study/test-result.ts";
import type { RefusedSignal, SignalOnInstrument, StudiedInstrument } from "./signal-events.ts";
import type { CumulatedEvent, StudyGroup } from "./study-groups.ts";
import type { StudySettings } from "./study-settings.ts";

/** What a study is made from. */
export interface StudyInput {
  readonly signals: readonly PolicySignal[];
  readonly series: readonly PriceSeries[];
  /** which signals on which instruments */
  readonly pairs: readonly SignalOnInstrument[];
  readonly benchmark: PriceSeries | null;
  readonly settings: StudySettings;
}

/** One range of sessions, cumulated. */
export interface StudyRange {
  readonly range: RelativeSessions;
  readonly events: number;
  readonly bursts: number;
  readonly effectiveEvents: number | null;
  /** mean over events, CAAR, and their median */
  readonly average: number | null;
  readonly median: number | null;
  readonly precisionWeighted: number | null;
  /** mean buy-and-hold abnormal return */
  readonly buyAndHold: number | null;
  /** 95% interval of the CAAR: clustered by burst, Student t with one degree of freedom less than bursts; null below 3 */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** smallest true CAAR that as many effective events would show, two-sided at 5% with power 80% */
  readonly minimumDetectable: number | null;
  /** the headline test; null with the reason for too few bursts */
  readonly calendarShift: TestResult | null;
  readonly calendarShiftReason: string | null;
  readonly tests: readonly TestResult[];
}

/** One session of the event window, over all events. */
export interface StudyDay {
  readonly day: number;
  readonly events: number;
  readonly average: number | null;
  /** cumulated from the first session of the window */
  readonly cumulativeAverage: number | null;
  /** its standard error across events, as if they were independent; null for fewer than two */
  readonly cumulativeError: number | null;
  readonly tests: readonly TestResult[];
}

/** An event study of signals on instruments. */
export interface SignalStudy {
  readonly instruments: readonly StudiedInstrument[];
  readonly events: readonly CumulatedEvent[];
  readonly refused: readonly RefusedSignal[];
  readonly days: readonly StudyDay[];
  readonly ranges: readonly StudyRange[];
  readonly groups: readonly StudyGroup[];
  /** events whose time no source backs: means on the sessions around day 0, since the true one may be the one before */
  readonly unbacked: {
    readonly events: number;
    readonly before: number;
    readonly on: number;
    readonly after: number;
  } | null;
}
