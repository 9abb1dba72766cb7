import { normalPValue, type Sided } from "../../../statistics/p-value.ts";
import { quantileOfSorted } from "../../../statistics/quantile.ts";
import type { AbnormalReturns, DayRange } from "../abnormal-returns.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

type SignedEvent = Pick<AbnormalReturns, "estimation" | "window">;

/** Signs about each event's median, summed over the events: from these every day and range is tested. */
export interface SignSums {
  readonly events: number;
  readonly estimationDays: number;
  /** Σ G(i,t) on the estimation days and then the event days, and the events that have the day. */
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  /** S; 0 where the signs do not vary. */
  readonly deviation: number;
}

/**
 * Sums the signs that `corradoZivneySignTest` takes, once for all days that are tested.
 *
 * @param events with windows of one length each, aligned on relative days
 * @throws RangeError for windows of different lengths
 */
export function signSums(events: readonly SignedEvent[]): SignSums {
  const estimationDays = events[0]?.estimation.length ?? 0;
  const days = estimationDays + (events[0]?.window.length ?? 0);
  const sums = new Float64Array(days);
  const counts = new Int32Array(days);
  const values = new Float64Array(days);
  const known = new Float64Array(days);
  for (const [i, { estimation, window }] of events.entries()) {
    if (estimation.length !== estimationDays || estimationDays + window.length !== days)
      throw new RangeError(`event ${i} has other windows than event 0`);
    values.set(estimation);
    values.set(window, estimationDays);
    let count = 0;
    for (let t = 0; t < days; t++) if (!Number.isNaN(values[t]!)) known[count++] = values[t]!;
    if (count === 0) continue;
    const center = quantileOfSorted(known.subarray(0, count).sort(), 0.5);
    for (let t = 0; t < days; t++) {
      if (Number.isNaN(values[t]!)) continue;
      sums[t]! += Math.sign(values[t]! - center);
      counts[t]!++;
    }
  }
  let squares = 0;
  let knownDays = 0;
  for (let t = 0; t < days; t++) {
    if (counts[t] === 0) continue;
    squares += sums[t]! ** 2 / counts[t]!;
    knownDays++;
  }
  const deviation = knownDays === 0 ? 0 : Math.sqrt(squares / knownDays);
  return { events: events.length, estimationDays, sums, counts, deviation };
}

/**
 * Sign test of Corrado and Zivney (1992), against the median and not against 0, so that skewness does no harm:
 *
 *   G(i,t) = sign(AR(i,t) - median of AR(i) over its estimation and event days)
 *   S² = mean over all days of (Σ_i G(i,t))² / N(t),  z(t) = Σ_i G(i,t) / (sqrt(N(t)) S)
 *
 * For a window of L days Σ z(t) / sqrt(L). Compared with the normal. Correlation between the events of one day is in S.
 *
 * @param events with windows of one length each, aligned on relative days; or what `signSums` made of them
 * @param range days of the event window; all of them unless given
 * @throws RangeError for windows of different lengths, or a range outside them
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function corradoZivneySignTest(
  events: readonly SignedEvent[] | SignSums,
  range?: DayRange,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "corrado-zivney-sign",
    convention: "sign of AR - median over estimation and event days; S over all those days; normal",
    assumesIndependence: false,
  };
  const signs = "sums" in events ? events : signSums(events);
  const { estimationDays, sums, counts, deviation } = signs;
  if (signs.events === 0) return undefinedTest(identity, sided, "no events");
  const windowDays = sums.length - estimationDays;
  const { first, last } = range ?? { first: 0, last: windowDays - 1 };
  if (!(first >= 0 && first <= last && last < windowDays))
    throw new RangeError(`days ${first}..${last} lie outside the ${windowDays} event days`);
  if (!(deviation > 0)) return undefinedTest(identity, sided, "the signs do not vary");
  let total = 0;
  let days = 0;
  for (let t = estimationDays + first; t <= estimationDays + last; t++) {
    if (counts[t] === 0) continue;
    total += sums[t]! / (Math.sqrt(counts[t]!) * deviation);
    days++;
  }
  if (days === 0) return undefinedTest(identity, sided, "no complete day in the range");
  const statistic = total / Math.sqrt(days);
  const details = { events: signs.events, days };
  return computedTest(identity, { statistic, p: normalPValue(statistic, sided), sided, details });
}
