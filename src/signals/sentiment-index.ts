import { MILLISECONDS_PER_DAY } from "../time/calendar-day.ts";
import { EXCHANGES } from "../time/exchange.ts";
import {
  closeInstant,
  firstCloseAfter,
  firstOpenAfter,
  openInstant,
  type SessionCalendar,
} from "../time/session-calendar.ts";
import { type Instant, instantAt } from "../time/zoned-time.ts";
import { isReviewed } from "./catalogue.ts";
import type { PolicySignal } from "./policy-signal.ts";
import { knownAt, type TimingPolicy } from "./timing-policy.ts";

/** How fast a signal fades: after this many sessions, or days of 24 hours, it counts half. */
export interface HalfLife {
  /** > 0 */
  readonly value: number;
  readonly unit: "sessions" | "days";
}

export interface SentimentOptions {
  readonly halfLife: HalfLife;
  /** when on each session the index is read: just before its open, or just before its close */
  readonly decideAt: "open" | "close";
  readonly timing: TimingPolicy;
  /** count drafts that nobody has reviewed, too; default false */
  readonly drafts?: boolean;
}

/** A signal that the index does not count, and why. */
export interface UncountedSignal {
  readonly id: string;
  readonly reason: string;
}

/** The index on every session of one exchange. */
export interface SentimentIndex {
  readonly calendar: SessionCalendar;
  readonly options: SentimentOptions;
  /** all signals; one value a session */
  readonly overall: Float64Array;
  /** the signals of each target, targets in alphabetical order; a signal of two targets counts in both */
  readonly byTarget: ReadonlyMap<string, Float64Array>;
  /** how many signals were counted for the first time on each session */
  readonly arrivals: Int32Array;
  readonly uncounted: readonly UncountedSignal[];
}

/**
 * Daily index of policy sentiment, from reviewed signals:
 *
 *   I(t) = Σ weight(s) 2^(-age(s, t) / halfLife)   over the signals s known strictly before the decision on session t
 *   weight = stance x confidence x novelty (the latter two 1 where they are not stated)
 *
 * With a half-life in sessions a signal has age 0 on the first session whose decision it is known before, 1 on the
 * next one; with one in days its age is the time from `knownAt` to the decision. The decision instant is the open or
 * the close of *this exchange's* session, half days included, so that the value of session t can be traded at it:
 * nothing known at or after the decision enters. A weekend's signal counts from Monday.
 *
 * The index is 0 where nothing was ever known, and it is a sum, not a mean: two equal acts count twice as much as one.
 * Work is proportional to sessions x targets + signals, since I(t) is I(t-1) faded once plus what is new.
 *
 * @param signals in any order
 * @throws RangeError if the half-life is not above 0
 */
export function sentimentIndex(
  signals: readonly PolicySignal[],
  calendar: SessionCalendar,
  options: SentimentOptions,
): SentimentIndex {
  const { halfLife, decideAt, timing } = options;
  if (!(halfLife.value > 0 && Number.isFinite(halfLife.value))) {
    throw new RangeError(`a half-life is above 0, got ${halfLife.value}`);
  }
  const sessions = calendar.days.length;
  const decisions = halfLife.unit === "days" ? decisionInstants(calendar, decideAt) : undefined;
  const firstSession = decideAt === "open" ? firstOpenAfter : firstCloseAfter;

  const overall = new Float64Array(sessions);
  const byTarget = new Map<string, Float64Array>();
  for (const target of new Set(signals.flatMap((signal) => signal.targets).sort())) {
    byTarget.set(target, new Float64Array(sessions));
  }
  const arrivals = new Int32Array(sessions);
  const uncounted: UncountedSignal[] = [];
  const calendarStart = sessions === 0 ? Number.POSITIVE_INFINITY : startOfFirstDay(calendar);
  // Added in a fixed order, because a sum of floating-point numbers depends on it.
  const ordered = signals
    .map((signal) => ({ signal, instant: knownAt(signal, timing) }))
    .sort((a, b) => a.instant - b.instant || (a.signal.id < b.signal.id ? -1 : 1));
  for (const { signal, instant } of ordered) {
    const session = firstSession(calendar, instant);
    const reason = whyUncounted(signal, options, session === sessions, instant < calendarStart);
    if (reason !== undefined) {
      uncounted.push({ id: signal.id, reason });
      continue;
    }
    const age = decisions === undefined ? 0 : (decisions[session]! - instant) / MILLISECONDS_PER_DAY;
    const weight =
      signal.stance * (signal.confidence ?? 1) * (signal.novelty ?? 1) * 2 ** (-age / halfLife.value);
    arrivals[session] = arrivals[session]! + 1;
    overall[session] = overall[session]! + weight;
    for (const target of new Set(signal.targets)) {
      const column = byTarget.get(target)!;
      column[session] = column[session]! + weight;
    }
  }
  const fades = fadesBetween(sessions, decisions, halfLife.value);
  for (const column of [overall, ...byTarget.values()]) accumulate(column, fades);
  return { calendar, options, overall, byTarget, arrivals, uncounted };
}

function whyUncounted(
  signal: PolicySignal,
  { halfLife, drafts }: SentimentOptions,
  isTooLate: boolean,
  isTooEarly: boolean,
): string | undefined {
  if (drafts !== true && !isReviewed(signal)) return `review is ${signal.review?.status}`;
  if (isTooLate) return "known after the last decision";
  // How many sessions passed before the first one is not known: with age 0 an old act would count in full.
  if (isTooEarly && halfLife.unit === "sessions")
    return "known before the first session, so its age is not known";
  return undefined;
}

function decisionInstants(calendar: SessionCalendar, decideAt: "open" | "close"): Float64Array {
  const instantOf = decideAt === "open" ? openInstant : closeInstant;
  return Float64Array.from(calendar.days, (_, index) => instantOf(calendar, index));
}

/** The local midnight with which the day of the first session begins. */
function startOfFirstDay({ exchange, days }: SessionCalendar): Instant {
  return instantAt(days[0]!, 0, EXCHANGES[exchange].zone);
}

/** What a value keeps from one session to the next. */
function fadesBetween(sessions: number, decisions: Float64Array | undefined, halfLife: number): Float64Array {
  const fades = new Float64Array(sessions);
  for (let t = 1; t < sessions; t++) {
    const elapsed = decisions === undefined ? 1 : (decisions[t]! - decisions[t - 1]!) / MILLISECONDS_PER_DAY;
    fades[t] = 2 ** (-elapsed / halfLife);
  }
  return fades;
}

/** Turns what is new on each session into the faded sum of all that came before, in place. */
function accumulate(column: Float64Array, fades: Float64Array): void {
  for (let t = 1; t < column.length; t++) {
    column[t] = column[t]! + column[t - 1]! * fades[t]!;
  }
}
