import { standardDeviation } from "../../../statistics/moments.ts";
import { normalPValue, type Sided } from "../../../statistics/p-value.ts";
import type { AbnormalReturns, DayRange } from "../abnormal-returns.ts";
import { averageByDay } from "../average-abnormal-return.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";
import { type RankedEstimation, rankEstimation } from "./grank.ts";

/** Mean standardized ranks of a set of events, from which every day and window is tested. */
export interface AverageRanks {
  /** Kbar(t) - 1/2 on each event day; NaN where no event has the day. */
  readonly window: Float64Array;
  /** S, the root mean square of Kbar(t) - 1/2 over all estimation and event days, weights N(t)/N. */
  readonly deviation: number;
  /** The deviation that some packages take instead: about the mean of Kbar, ddof 1, days weighing alike. */
  readonly sampleDeviation: number;
  readonly events: number;
}

type Ranked = Pick<AbnormalReturns, "estimation" | "window">;

/**
 * Standardized ranks of Corrado (1989) and Corrado and Zivney (1992): each event's abnormal returns are ranked over its
 * estimation and event days together,
 *
 *   K(i,t) = rank / (1 + T(i)),  T(i) = complete days of both windows,  ties at mid-ranks
 *   S² = mean over all days of (N(t) / N) (Kbar(t) - 1/2)²
 *
 * Corrado takes the mean square about 1/2. Packages that take the deviation about the mean with ddof 1 print a smaller z;
 * their deviation is given beside it.
 *
 * @param events all with estimation windows of one length and event windows of one length, aligned on relative days
 * @param ranked the estimation days in order already, from `rankEstimation`
 * @throws RangeError for no events, or windows of different lengths
 */
export function averageRanks(
  events: readonly Ranked[],
  ranked = rankEstimation(events.map(({ estimation }) => estimation)),
): AverageRanks {
  const ranks = averageByDay(events.map((event, i) => rankRow(event, ranked, i)));
  const windowDays = events[0]!.window.length;
  const days = ranks.average.length;
  let squares = 0;
  let known = 0;
  const centered = ranks.average.map((average) => average - 0.5);
  for (let t = 0; t < days; t++) {
    const count = ranks.count[t]!;
    if (count === 0) continue;
    squares += (count / events.length) * centered[t]! ** 2;
    known++;
  }
  return {
    window: centered.subarray(days - windowDays),
    deviation: Math.sqrt(squares / known),
    sampleDeviation: standardDeviation(centered.filter((value) => !Number.isNaN(value))),
    events: events.length,
  };
}

/**
 * Corrado's rank test: z = (Kbar(t) - 1/2) / S for a day; sqrt(L) (mean Kbar - 1/2) / S for a window (Cowan 1992).
 * Compared with the normal. Correlation between the events of one day is in S.
 *
 * @param ranks from `averageRanks`
 * @param range days of the event window; all of them unless given
 */
export function corradoTest(ranks: AverageRanks, range?: DayRange, sided: Sided = "two-sided"): TestResult {
  const { first, last } = range ?? { first: 0, last: ranks.window.length - 1 };
  const identity: TestIdentity = {
    name: "corrado-rank",
    convention: "K = rank / (1 + T) over estimation and event days; S about 1/2, weights N(t)/N; normal",
    assumesIndependence: false,
  };
  let total = 0;
  let days = 0;
  for (let t = first; t <= last; t++) {
    const value = ranks.window[t];
    if (value === undefined)
      throw new RangeError(`day ${t} lies outside the ${ranks.window.length} event days`);
    if (Number.isNaN(value)) continue;
    total += value;
    days++;
  }
  if (days === 0) return undefinedTest(identity, sided, "no complete day in the range");
  if (!(ranks.deviation > 1e-12)) return undefinedTest(identity, sided, "the mean ranks do not vary");
  const statistic = (Math.sqrt(days) * (total / days)) / ranks.deviation;
  return computedTest(identity, {
    statistic,
    p: normalPValue(statistic, sided),
    sided,
    details: { events: ranks.events, days, meanRank: total / days + 0.5 },
  });
}

/**
 * Standardized ranks over the estimation and event days in a row; NaN stays where a day is missing.
 *
 * The estimation days are in order already, the few event days are put in order, and the two lists are merged. `ranked`
 * may be of standardized residuals, in which the division has made ties of neighbours: an insertion pass puts them right.
 */
function rankRow({ estimation, window }: Ranked, ranked: RankedEstimation, event: number): Float64Array {
  const days = estimation.length;
  const row = new Float64Array(days + window.length).fill(Number.NaN);
  const observations = ranked.observations[event]!;
  const order = ranked.order.slice(event * ranked.days, event * ranked.days + observations);
  for (let i = 1; i < observations; i++) {
    const day = order[i]!;
    let slot = i;
    for (; slot > 0 && estimation[order[slot - 1]!]! > estimation[day]!; slot--)
      order[slot] = order[slot - 1]!;
    order[slot] = day;
  }
  const own: number[] = [];
  for (let t = 0; t < window.length; t++) if (!Number.isNaN(window[t]!)) own.push(t);
  own.sort((a, b) => window[a]! - window[b]!);
  const count = observations + own.length;
  const isUpTo = (i: number, value: number) => i < observations && estimation[order[i]!]! <= value;
  for (let i = 0, j = 0; i + j < count; ) {
    const before = i + j;
    const [firstOfEstimation, firstOfWindow] = [i, j];
    let value = j < own.length ? window[own[j]!]! : Number.POSITIVE_INFINITY;
    if (isUpTo(i, value)) value = estimation[order[i]!]!;
    while (isUpTo(i, value)) i++;
    while (j < own.length && window[own[j]!]! <= value) j++;
    const rank = (before + 1 + i + j) / 2 / (1 + count);
    for (let at = firstOfEstimation; at < i; at++) row[order[at]!] = rank;
    for (let at = firstOfWindow; at < j; at++) row[days + own[at]!] = rank;
  }
  return row;
}
