import { pearsonCorrelation } from "../../statistics/correlation.ts";
import { type AbnormalReturns, assertRange, type DayRange, wholeWindow } from "./abnormal-returns.ts";
import type { EstimatedCorrelation } from "./tests/kolari-pynnonen.ts";

/** Days that two estimation windows must share before their correlation is taken. */
const MINIMUM_COMMON_DAYS = 3;

/**
 * Mean correlation of estimation residuals over all pairs of different events, day by day before the event. For events on
 * one date (an announcement that hits many firms), where relative days are calendar days.
 *
 * @param residuals one row an event, all of one length, NaN where missing
 * @returns the mean of r(i,j), i < j; none for fewer than 2 events, or a pair that shares too few days
 */
export function relativeDayCorrelation(residuals: readonly ArrayLike<number>[]): EstimatedCorrelation {
  const n = residuals.length;
  if (n < 2) return { value: null, reason: "fewer than 2 events" };
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      if (residuals[i]!.length !== residuals[j]!.length) {
        throw new RangeError(
          `events ${i} and ${j} have ${residuals[i]!.length} and ${residuals[j]!.length} days`,
        );
      }
      const r = completePairCorrelation(residuals[i]!, residuals[j]!);
      if (Number.isNaN(r))
        return { value: null, reason: `events ${i} and ${j} share too few days to correlate` };
      total += r;
    }
  }
  return { value: total / ((n * (n - 1)) / 2) };
}

/** Pairs of events whose windows overlap, as columns: there may be a hundred thousand. */
export interface OverlappingPairs {
  /** Index of either event, first < second. */
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
  /** Correlation of their assets' residuals, NaN when it cannot be estimated. */
  readonly correlation: ArrayLike<number>;
  /**
   * Sum of the correlations of all pairs whose windows start 0, 1, 2, ... sessions apart; null unless all windows have one
   * length and no holes. Then the overlap of any days follows from the distance alone.
   */
  readonly byDistance: Float64Array | null;
}

/** The part of an event that its correlation with others depends on. */
export type CalendarEvent = Pick<
  AbnormalReturns,
  "asset" | "window" | "estimation" | "estimationSessions" | "windowSessions" | "missingEstimationDays"
>;

/**
 * The pairs of events whose event windows share a session, with the correlation of their estimation residuals on common
 * calendar days; 1 for two events on one asset, whose returns on a common day are the same returns.
 *
 * @returns null when an event carries no sessions: then overlap cannot be seen
 */
export function overlappingPairs(events: readonly CalendarEvent[]): OverlappingPairs | null {
  if (events.some(({ windowSessions }) => windowSessions === null)) return null;
  const order = events.map((_, i) => i);
  const start = (i: number) => events[i]!.windowSessions![0] ?? 0;
  const end = (i: number) => events[i]!.windowSessions!.at(-1) ?? 0;
  order.sort((a, b) => start(a) - start(b) || a - b);
  const rows = events.map(residualRow);
  const firsts: number[] = [];
  const seconds: number[] = [];
  const correlations: number[] = [];
  order.forEach((i, place) => {
    const last = end(i);
    for (let next = place + 1; next < order.length && start(order[next]!) <= last; next++) {
      const j = order[next]!;
      if (commonSessions(events[i]!.windowSessions!, events[j]!.windowSessions!) === 0) continue;
      firsts.push(Math.min(i, j));
      seconds.push(Math.max(i, j));
      correlations.push(events[i]!.asset === events[j]!.asset ? 1 : residualCorrelation(rows[i]!, rows[j]!));
    }
  });
  return {
    first: new Int32Array(firsts),
    second: new Int32Array(seconds),
    correlation: new Float64Array(correlations),
    byDistance: sumByDistance(events, firsts, seconds, correlations),
  };
}

/**
 * Mean correlation between the cumulative abnormal returns of dispersed events (Kolari and Pynnonen 2010):
 *
 *   r(i,j) = corr(i,j) × overlap(i,j) / L,  0 where the windows share no session,
 *   r = mean of r(i,j) over all pairs of different events
 *
 * For repeated events on one asset corr(i,j) = 1, so r(i,j) = overlap / L. Windows of different length take sqrt(L(i) L(j)).
 *
 * @param range days of the event window that are tested; all of them unless given. For one day only events on the same
 *   session overlap
 * @param pairs from `overlappingPairs`, to spare finding them again for another range
 * @param used indices of the events that the range is tested on; all unless given
 * @returns none, never 0 or 1, when sessions are missing or an overlapping pair's correlation cannot be estimated
 */
export function overlapCorrelation(
  events: readonly CalendarEvent[],
  range?: DayRange,
  pairs: OverlappingPairs | null = overlappingPairs(events),
  used?: readonly number[],
): EstimatedCorrelation {
  const isUsed = new Uint8Array(events.length).fill(used === undefined ? 1 : 0);
  for (const i of used ?? []) isUsed[i] = 1;
  const n = used?.length ?? events.length;
  if (n < 2) return { value: null, reason: "fewer than 2 events" };
  if (pairs === null)
    return { value: null, reason: "the events carry no sessions, so their overlap is unknown" };
  const days = range ?? wholeWindow(events[0]!);
  if (pairs.byDistance !== null && n === events.length) {
    assertRange(events[0]!, days);
    const length = days.last - days.first + 1;
    let total = 0;
    for (let distance = 0; distance < length; distance++) {
      total += (pairs.byDistance[distance]! * (length - distance)) / length;
    }
    // A correlation that could not be estimated makes the sum NaN; the walk below says whose it is.
    if (!Number.isNaN(total)) return { value: total / ((n * (n - 1)) / 2) };
  }
  const starts = new Int32Array(events.length);
  const ends = new Int32Array(events.length);
  const lengths = new Int32Array(events.length);
  events.forEach((event, i) => {
    const { first, last } = range ?? wholeWindow(event);
    assertRange(event, { first, last });
    starts[i] = event.windowSessions![first]!;
    ends[i] = event.windowSessions![last]!;
    lengths[i] = last - first + 1;
  });
  const daysOf = (i: number) => {
    const { first } = range ?? wholeWindow(events[i]!);
    return events[i]!.windowSessions!.subarray(first, first + lengths[i]!);
  };
  const hasHoles = new Uint8Array(events.length);
  for (let i = 0; i < events.length; i++) hasHoles[i] = ends[i]! - starts[i]! + 1 === lengths[i] ? 0 : 1;
  let total = 0;
  for (let pair = 0; pair < pairs.first.length; pair++) {
    const i = pairs.first[pair]!;
    const j = pairs.second[pair]!;
    // Windows without holes, the rule, overlap by arithmetic.
    let overlap = Math.min(ends[i]!, ends[j]!) - Math.max(starts[i]!, starts[j]!) + 1;
    if (overlap <= 0 || isUsed[i] === 0 || isUsed[j] === 0) continue;
    if (hasHoles[i]! + hasHoles[j]! > 0) overlap = commonSessions(daysOf(i), daysOf(j));
    if (overlap === 0) continue;
    const correlation = pairs.correlation[pair]!;
    if (Number.isNaN(correlation)) {
      return {
        value: null,
        reason: `events ${i} and ${j} overlap, but share too few estimation days to correlate`,
      };
    }
    total += (correlation * overlap) / Math.sqrt(lengths[i]! * lengths[j]!);
  }
  return { value: total / ((n * (n - 1)) / 2) };
}

function sumByDistance(
  events: readonly CalendarEvent[],
  firsts: readonly number[],
  seconds: readonly number[],
  correlations: readonly number[],
): Float64Array | null {
  const length = events[0]?.windowSessions?.length ?? 0;
  for (const { windowSessions } of events) {
    if (windowSessions!.length !== length || !isContiguous(windowSessions!)) return null;
  }
  const sums = new Float64Array(length);
  for (let pair = 0; pair < firsts.length; pair++) {
    const distance = events[firsts[pair]!]!.windowSessions![0]! - events[seconds[pair]!]!.windowSessions![0]!;
    sums[Math.abs(distance)]! += correlations[pair]!;
  }
  return sums;
}

/** An event's estimation residuals with what makes correlating them quick. */
interface ResidualRow {
  readonly residuals: Float64Array;
  readonly sessions: Int32Array | null;
  /**
   * Running sums of the residuals and of their squares, for an event whose sessions follow one another and lack no day;
   * null for any other. Residuals have a mean near 0, so that Σx² - (Σx)²/n loses no digits.
   */
  readonly sums: Float64Array | null;
  readonly squares: Float64Array | null;
}

function residualRow({ estimation, estimationSessions, missingEstimationDays }: CalendarEvent): ResidualRow {
  const isWhole =
    estimationSessions !== null && isContiguous(estimationSessions) && missingEstimationDays === 0;
  if (!isWhole) return { residuals: estimation, sessions: estimationSessions, sums: null, squares: null };
  const sums = new Float64Array(estimation.length + 1);
  const squares = new Float64Array(estimation.length + 1);
  for (let t = 0; t < estimation.length; t++) {
    sums[t + 1] = sums[t]! + estimation[t]!;
    squares[t + 1] = squares[t]! + estimation[t]! * estimation[t]!;
  }
  return { residuals: estimation, sessions: estimationSessions, sums, squares };
}

function residualCorrelation(first: ResidualRow, second: ResidualRow): number {
  if (first.sessions === null || second.sessions === null) return Number.NaN;
  if (first.sums !== null && second.sums !== null) return wholeRowCorrelation(first, second);
  const own: number[] = [];
  const other: number[] = [];
  const a = first.sessions;
  const b = second.sessions;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]! < b[j]!) i++;
    else if (a[i]! > b[j]!) j++;
    else {
      own.push(first.residuals[i++]!);
      other.push(second.residuals[j++]!);
    }
  }
  return completePairCorrelation(own, other);
}

/** Only the cross product needs a walk over the common days; the rest comes from running sums. */
function wholeRowCorrelation(first: ResidualRow, second: ResidualRow): number {
  const from = Math.max(first.sessions![0]!, second.sessions![0]!);
  const a = from - first.sessions![0]!;
  const b = from - second.sessions![0]!;
  const days = Math.min(first.residuals.length - a, second.residuals.length - b);
  if (days < MINIMUM_COMMON_DAYS) return Number.NaN;
  const x = first.residuals;
  const y = second.residuals;
  let cross = 0;
  for (let t = 0; t < days; t++) cross += x[a + t]! * y[b + t]!;
  const firstSum = first.sums![a + days]! - first.sums![a]!;
  const secondSum = second.sums![b + days]! - second.sums![b]!;
  const firstSquares = first.squares![a + days]! - first.squares![a]! - (firstSum * firstSum) / days;
  const secondSquares = second.squares![b + days]! - second.squares![b]! - (secondSum * secondSum) / days;
  const scale = Math.sqrt(firstSquares * secondSquares);
  return scale > 0 ? Math.max(-1, Math.min(1, (cross - (firstSum * secondSum) / days) / scale)) : Number.NaN;
}

/** Pearson correlation over the days that both have; NaN for fewer than the minimum, or without variation. */
function completePairCorrelation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const own: number[] = [];
  const other: number[] = [];
  for (let t = 0; t < first.length; t++) {
    if (Number.isNaN(first[t]! + second[t]!)) continue;
    own.push(first[t]!);
    other.push(second[t]!);
  }
  return own.length < MINIMUM_COMMON_DAYS ? Number.NaN : pearsonCorrelation(own, other);
}

function commonSessions(a: Int32Array, b: Int32Array): number {
  if (isContiguous(a) && isContiguous(b)) {
    return Math.max(0, Math.min(a[a.length - 1]!, b[b.length - 1]!) - Math.max(a[0]!, b[0]!) + 1);
  }
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]! < b[j]!) i++;
    else if (a[i]! > b[j]!) j++;
    else {
      count++;
      i++;
      j++;
    }
  }
  return count;
}

function isContiguous(sessions: Int32Array): boolean {
  return sessions.length > 0 && sessions[sessions.length - 1]! - sessions[0]! === sessions.length - 1;
}
