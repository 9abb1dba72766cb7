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
      const r = completePairCorrelation(residuals[i]!, 0, residuals[j]!, 0, residuals[i]!.length);
      if (Number.isNaN(r))
        return { value: null, reason: `events ${i} and ${j} share too few days to correlate` };
      total += r;
    }
  }
  return { value: total / ((n * (n - 1)) / 2) };
}

/** Two events whose windows overlap, and the correlation of their assets' residuals. */
export interface OverlappingPair {
  readonly first: number;
  readonly second: number;
  /** NaN when it cannot be estimated. */
  readonly correlation: number;
}

/** The part of an event that its correlation with others depends on. */
export type CalendarEvent = Pick<
  AbnormalReturns,
  "asset" | "window" | "estimation" | "estimationSessions" | "windowSessions"
>;

/**
 * The pairs of events whose event windows share a session, with the correlation of their estimation residuals on common
 * calendar days; 1 for two events on one asset, whose returns on a common day are the same returns.
 *
 * @returns null when an event carries no sessions: then overlap cannot be seen
 */
export function overlappingPairs(events: readonly CalendarEvent[]): OverlappingPair[] | null {
  if (events.some(({ windowSessions }) => windowSessions === null)) return null;
  const order = events.map((_, i) => i);
  const start = (i: number) => events[i]!.windowSessions![0] ?? 0;
  const end = (i: number) => events[i]!.windowSessions!.at(-1) ?? 0;
  order.sort((a, b) => start(a) - start(b) || a - b);
  const pairs: OverlappingPair[] = [];
  order.forEach((i, place) => {
    for (let next = place + 1; next < order.length && start(order[next]!) <= end(i); next++) {
      const j = order[next]!;
      const [first, second] = i < j ? [i, j] : [j, i];
      if (commonSessions(events[i]!.windowSessions!, events[j]!.windowSessions!) === 0) continue;
      pairs.push({ first, second, correlation: residualCorrelation(events[i]!, events[j]!) });
    }
  });
  return pairs;
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
  pairs: readonly OverlappingPair[] | null = overlappingPairs(events),
  used?: readonly number[],
): EstimatedCorrelation {
  const isUsed = new Uint8Array(events.length).fill(used === undefined ? 1 : 0);
  for (const i of used ?? []) isUsed[i] = 1;
  const n = used?.length ?? events.length;
  if (n < 2) return { value: null, reason: "fewer than 2 events" };
  if (pairs === null)
    return { value: null, reason: "the events carry no sessions, so their overlap is unknown" };
  const days = events.map((event) => {
    const { first, last } = range ?? wholeWindow(event);
    assertRange(event, { first, last });
    return event.windowSessions!.subarray(first, last + 1);
  });
  let total = 0;
  for (const { first, second, correlation } of pairs) {
    if (isUsed[first] === 0 || isUsed[second] === 0) continue;
    const overlap = commonSessions(days[first]!, days[second]!);
    if (overlap === 0) continue;
    if (Number.isNaN(correlation)) {
      return {
        value: null,
        reason: `events ${first} and ${second} overlap, but share too few estimation days to correlate`,
      };
    }
    total += (correlation * overlap) / Math.sqrt(days[first]!.length * days[second]!.length);
  }
  return { value: total / ((n * (n - 1)) / 2) };
}

function residualCorrelation(first: CalendarEvent, second: CalendarEvent): number {
  if (first.asset === second.asset) return 1;
  if (first.estimationSessions === null || second.estimationSessions === null) return Number.NaN;
  const a = first.estimationSessions;
  const b = second.estimationSessions;
  if (isContiguous(a) && isContiguous(b)) {
    const from = Math.max(a[0]!, b[0]!);
    const to = Math.min(a.at(-1)!, b.at(-1)!);
    return completePairCorrelation(
      first.estimation,
      from - a[0]!,
      second.estimation,
      from - b[0]!,
      to - from + 1,
    );
  }
  const own: number[] = [];
  const other: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]! < b[j]!) i++;
    else if (a[i]! > b[j]!) j++;
    else {
      own.push(first.estimation[i++]!);
      other.push(second.estimation[j++]!);
    }
  }
  return completePairCorrelation(own, 0, other, 0, own.length);
}

/** Pearson correlation over the days that both have; NaN for fewer than the minimum. */
function completePairCorrelation(
  first: ArrayLike<number>,
  firstStart: number,
  second: ArrayLike<number>,
  secondStart: number,
  days: number,
): number {
  let count = 0;
  let firstSum = 0;
  let secondSum = 0;
  for (let t = 0; t < days; t++) {
    const both = first[firstStart + t]! + second[secondStart + t]!;
    if (Number.isNaN(both)) continue;
    firstSum += first[firstStart + t]!;
    secondSum += second[secondStart + t]!;
    count++;
  }
  if (count < MINIMUM_COMMON_DAYS) return Number.NaN;
  const firstMean = firstSum / count;
  const secondMean = secondSum / count;
  let cross = 0;
  let firstSquares = 0;
  let secondSquares = 0;
  for (let t = 0; t < days; t++) {
    const a = first[firstStart + t]! - firstMean;
    const b = second[secondStart + t]! - secondMean;
    const product = a * b;
    if (Number.isNaN(product)) continue;
    cross += product;
    firstSquares += a * a;
    secondSquares += b * b;
  }
  const scale = Math.sqrt(firstSquares * secondSquares);
  return scale > 0 ? Math.max(-1, Math.min(1, cross / scale)) : Number.NaN;
}

function commonSessions(a: Int32Array, b: Int32Array): number {
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
  return sessions.length > 0 && sessions.at(-1)! - sessions[0]! === sessions.length - 1;
}
