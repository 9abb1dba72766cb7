import { pearsonCorrelation } from "../../statistics/correlation.ts";
import { assertRange, type DayRange } from "./abnormal-returns.ts";
import { type CalendarEvent, commonPlaces, type EventOverlap, eventOverlap } from "./event-overlap.ts";
import type { EstimatedCorrelation } from "./hypothesis-tests/kolari-pynnonen.ts";
import { MINIMUM_COMMON_DAYS } from "./residual-correlation.ts";

/**
 * Mean correlation of estimation residuals over all pairs of different events, day by day before the event. For events on
 * one date (an announcement that hits many firms), where relative days are calendar days.
 *
 * @param residuals one row an event, all of one length, NaN where missing
 * @returns the mean of r(i,j), i < j; none for fewer than 2 events, or a pair that shares too few days
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
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

/**
 * Mean correlation between the cumulative abnormal returns of dispersed events (Kolari and Pynnonen 2010):
 *
 *   r(i,j) = corr(i,j) × overlap(i,j) / L,  0 where the windows share no session,
 *   r = mean of r(i,j) over all pairs of different events
 *
 * For repeated events on one asset corr(i,j) = 1, so r(i,j) = overlap / L. Windows of different length take sqrt(L(i) L(j)).
 *
 * Procedure. Pairs on one asset are not visited: their overlaps add up to Σ n(n-1)/2 over the sessions, n the events
 * whose window holds the session. Pairs on two assets come from `eventOverlap`.
 *
 * @param range days of the event window that are tested; all of them unless given. For one day only events on the same
 *   session overlap
 * @param overlap from `eventOverlap`, to spare working it out again for another range
 * @param used indices of the events that the range is tested on; all unless given
 * @throws RangeError for a range outside the window, or an index in `used` that is none of an event
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 * @returns none, never 0 or 1, when sessions are missing or an overlapping pair's correlation cannot be estimated
 */
export function overlapCorrelation(
  events: readonly CalendarEvent[],
  range?: DayRange,
  overlap: EventOverlap | null = eventOverlap(events),
  used?: ArrayLike<number>,
): EstimatedCorrelation {
  const members = used ?? Int32Array.from(events.keys());
  const n = members.length;
  for (let k = 0; k < n; k++) {
    if (events[members[k]!] === undefined)
      throw new RangeError(`there is no event ${members[k]}, there are ${events.length}`);
  }
  if (n < 2) return { value: null, reason: "fewer than 2 events" };
  if (overlap === null)
    return { value: null, reason: "the events carry no sessions, so their overlap is unknown" };
  if (range !== undefined) for (const event of events) assertRange(event, range);
  const others = betweenAssets(overlap, range, members, events.length);
  if (typeof others === "string") return { value: null, reason: others };
  return { value: (withinAssets(overlap, range, members) + others) / ((n * (n - 1)) / 2) };
}

/** Σ of overlap / sqrt(L(i) L(j)) over the pairs of events on one asset. */
function withinAssets(
  { asset, assets, length, places }: EventOverlap,
  range: DayRange | undefined,
  members: ArrayLike<number>,
): number {
  const byAsset: number[][] = Array.from({ length: assets }, () => []);
  for (let k = 0; k < members.length; k++) byAsset[asset[members[k]!]!]!.push(members[k]!);
  const from = range?.first ?? 0;
  const endOf = (i: number) => (range === undefined ? places[i]!.length : range.last + 1);
  const weights = new Float64Array(length);
  let total = 0;
  for (const own of byAsset) {
    if (own.length < 2) continue;
    const days = endOf(own[0]!) - from;
    // Counts are whole, so that nothing is rounded while all windows have one length.
    const isEven = own.every((i) => endOf(i) - from === days);
    let pairs = 0;
    for (const i of own) {
      const row = places[i]!;
      const end = endOf(i);
      const weight = isEven ? 1 : 1 / Math.sqrt(end - from);
      for (let t = from; t < end; t++) {
        pairs += weight * weights[row[t]!]!;
        weights[row[t]!]! += weight;
      }
    }
    total += isEven ? pairs / days : pairs;
    for (const i of own) for (let t = from; t < endOf(i); t++) weights[places[i]![t]!] = 0;
  }
  return total;
}

/** Σ of corr × overlap / sqrt(L(i) L(j)) over the pairs of events on two assets, or why it is not known. */
function betweenAssets(
  { places, twin, first, second, correlation, byDistance }: EventOverlap,
  range: DayRange | undefined,
  members: ArrayLike<number>,
  count: number,
): number | string {
  if (byDistance !== null && members.length === count) {
    const length = range === undefined ? byDistance.length : range.last - range.first + 1;
    let total = 0;
    for (let distance = 0; distance < length; distance++)
      total += (byDistance[distance]! * (length - distance)) / length;
    // A correlation that could not be estimated makes the sum NaN; the walk below says whose it is.
    if (!Number.isNaN(total)) return total;
  }
  const daysOf = (i: number) =>
    range === undefined ? places[i]! : places[i]!.subarray(range.first, range.last + 1);
  const uses = new Int32Array(count);
  for (let k = 0; k < members.length; k++) uses[twin[members[k]!]!]!++;
  let total = 0;
  for (let pair = 0; pair < first.length; pair++) {
    const i = first[pair]!;
    const j = second[pair]!;
    const times = uses[i]! * uses[j]!;
    if (times === 0) continue;
    const own = daysOf(i);
    const other = daysOf(j);
    const shared = commonPlaces(own, other);
    if (shared === 0) continue;
    if (Number.isNaN(correlation[pair]!))
      return `events ${i} and ${j} overlap, but share too few estimation days to correlate`;
    total += (times * correlation[pair]! * shared) / Math.sqrt(own.length * other.length);
  }
  return total;
}
