import { standardDeviation } from "../../../statistics/moments.ts";
import { normalPValue, type Sided } from "../../../statistics/p-value.ts";
import type { AbnormalReturns, DayRange } from "../abnormal-returns.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";
import { type RankedEstimation, rankEstimation } from "./generalized-rank.ts";

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
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function averageRanks(
  events: readonly Ranked[],
  ranked = rankEstimation(events.map(({ estimation }) => estimation)),
): AverageRanks {
  const { averages, counts } = meanRanks(events, ranked);
  let squares = 0;
  let known = 0;
  const centered = averages.map((average) => average - 0.5);
  for (let t = 0; t < centered.length; t++) {
    const count = counts[t]!;
    if (count === 0) continue;
    squares += (count / events.length) * centered[t]! ** 2;
    known++;
  }
  return {
    window: centered.subarray(ranked.days),
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
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
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
 * Mean standardized rank of each estimation and event day, over the events that have it; NaN where none has.
 *
 * An event's estimation days are in order already, its few event days are put in order, and the two lists are merged.
 * `ranked` may be of standardized residuals, in which the division has made ties of neighbours: an insertion pass puts them
 * right.
 */
function meanRanks(
  events: readonly Ranked[],
  ranked: RankedEstimation,
): { readonly averages: Float64Array; readonly counts: Int32Array } {
  const windowDays = events[0]?.window.length;
  if (windowDays === undefined) throw new RangeError("ranks need at least one event");
  const { days } = ranked;
  const averages = new Float64Array(days + windowDays);
  const counts = new Int32Array(days + windowDays);
  const places = new Int32Array(days + windowDays);
  const values = new Float64Array(days + windowDays);
  for (const [event, { estimation, window }] of events.entries()) {
    if (estimation.length !== days || window.length !== windowDays)
      throw new RangeError(`event ${event} has other windows than event 0`);
    const observations = ranked.observations[event]!;
    let count = 0;
    for (let i = 0; i < observations; i++) {
      const day = ranked.order[event * days + i]!;
      insert(estimation[day]!, day, 0, count++, values, places);
    }
    for (let t = 0; t < windowDays; t++) {
      if (!Number.isNaN(window[t]!)) insert(window[t]!, days + t, observations, count++, values, places);
    }
    for (let i = 0, j = observations; i < observations || j < count; ) {
      const [firstOfEstimation, firstOfWindow] = [i, j];
      const value = j === count || (i < observations && values[i]! <= values[j]!) ? values[i]! : values[j]!;
      while (i < observations && values[i] === value) i++;
      while (j < count && values[j] === value) j++;
      const before = firstOfEstimation + firstOfWindow - observations;
      const rank = (before + 1 + i + j - observations) / 2 / (1 + count);
      for (let at = firstOfEstimation; at < i; at++) averages[places[at]!]! += rank;
      for (let at = firstOfWindow; at < j; at++) averages[places[at]!]! += rank;
    }
    for (let at = 0; at < count; at++) counts[places[at]!]!++;
  }
  for (let t = 0; t < averages.length; t++)
    averages[t] = counts[t]! > 0 ? averages[t]! / counts[t]! : Number.NaN;
  return { averages, counts };
}

/** Puts a value and its place where they belong in the ascending list from `first` to before `end`. */
function insert(
  value: number,
  place: number,
  first: number,
  end: number,
  values: Float64Array,
  places: Int32Array,
): void {
  let slot = end;
  for (; slot > first && values[slot - 1]! > value; slot--) {
    values[slot] = values[slot - 1]!;
    places[slot] = places[slot - 1]!;
  }
  values[slot] = value;
  places[slot] = place;
}
