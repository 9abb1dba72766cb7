import { isConstant, standardDeviation } from "../../../statistics/moments.ts";
import { normalPValue, type Sided, studentTPValue } from "../../../statistics/p-value.ts";
import { ascendingOrder, countBelow } from "../../../statistics/ranks.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/** Both generalized rank tests; they share everything but the last step. */
export interface GeneralizedRankTests {
  readonly t: TestResult;
  readonly z: TestResult;
}

/** Estimation residuals with their ranks, ready for the event values of many days. */
export interface RankedEstimation {
  readonly events: number;
  readonly days: number;
  /** Residuals, events × days, row by row, NaN where missing. */
  readonly residuals: Float64Array;
  /** Mid-ranks among the event's own residuals, in the same places. */
  readonly ranks: Float64Array;
  /** The event's complete residuals, ascending, at the start of its row, and the day of each. */
  readonly sorted: Float64Array;
  readonly order: Int32Array;
  /** 1 for an event that lacks no day and has no ties, so that its ranks are the whole numbers 1 .. days. */
  readonly isWhole: Uint8Array;
  /** Σ of the ranks on each day over the events that are whole; and how many these are. */
  readonly wholeRankTotals: Int32Array;
  readonly wholeEvents: number;
  /** M(i). */
  readonly observations: Int32Array;
}

/**
 * Ranks each event's standardized estimation residuals, once for all days that are tested.
 *
 * @param estimation AR / s, one row an event, all rows of one length, NaN where missing
 * @throws RangeError for rows of different length
 */
export function rankEstimation(estimation: readonly ArrayLike<number>[]): RankedEstimation {
  const events = estimation.length;
  const days = estimation[0]?.length ?? 0;
  const residuals = new Float64Array(events * days);
  const ranks = new Float64Array(events * days).fill(Number.NaN);
  const sorted = new Float64Array(events * days);
  const dayOf = new Int32Array(events * days);
  const isWhole = new Uint8Array(events);
  const wholeRankTotals = new Int32Array(days);
  let wholeEvents = 0;
  const observations = new Int32Array(events);
  const known = new Float64Array(days);
  const places = new Int32Array(days);
  const order = new Int32Array(days);
  for (let i = 0; i < events; i++) {
    const row = estimation[i]!;
    if (row.length !== days)
      throw new RangeError(`event ${i} has ${row.length} estimation days, event 0 has ${days}`);
    const start = i * days;
    let count = 0;
    for (let day = 0; day < days; day++) {
      const residual = row[day]!;
      residuals[start + day] = residual;
      if (Number.isNaN(residual)) continue;
      known[count] = residual;
      places[count++] = day;
    }
    ascendingOrder(count === days ? known : known.subarray(0, count), order);
    let isPlain = count === days;
    for (let from = 0; from < count; ) {
      const value = known[order[from]!]!;
      let to = from + 1;
      while (to < count && known[order[to]!] === value) to++;
      if (to > from + 1) isPlain = false;
      for (let j = from; j < to; j++) {
        const day = places[order[j]!]!;
        const place = start + day;
        dayOf[start + j] = day;
        ranks[place] = (from + 1 + to) / 2;
        sorted[start + j] = value;
      }
      from = to;
    }
    observations[i] = count;
    if (!isPlain) continue;
    isWhole[i] = 1;
    wholeEvents++;
    for (let j = 0; j < days; j++) wholeRankTotals[dayOf[start + j]!]! += j + 1;
  }
  return {
    events,
    days,
    residuals,
    ranks,
    sorted,
    order: dayOf,
    isWhole,
    wholeRankTotals,
    wholeEvents,
    observations,
  };
}

/**
 * Generalized rank tests of Kolari and Pynnonen (2011). The event counts as one day: its standardized value, rescaled
 * by the cross-sectional deviation so that a variance changed by the event does no harm, is ranked among the event's
 * standardized estimation residuals.
 *
 *   SCAR*(i) = SCAR(i) / sd(SCAR);  U(i,t) = rank / (M(i) + 2) - 1/2 over M(i) estimation days and the event, day 0
 *   S² = (1 / (L1 + 1)) Σ over estimation days and day 0 of (N(t) / N) Ubar(t)²
 *   Z = Ubar(0) / S,  GRANK-T = Z sqrt((L1 - 1) / (L1 - Z²)), Student t with L1 - 1
 *   GRANK-Z = N Ubar(0) / sqrt(Σ M(i) / (12 (M(i) + 2))), normal; sqrt(12 N (L1 + 2) / L1) Ubar(0) for equal M(i)
 *
 * GRANK-T carries the correlation between events of one date in S; GRANK-Z takes the events as independent. The note
 * behind eventstudy2 sums S² over the estimation days alone.
 *
 * @param estimation standardized residuals AR / s, one row an event, all rows of one length, NaN where missing; or what
 *   `rankEstimation` made of them
 * @param standardized SAR(i,t) of one day, or SCAR(i) of a window, one an event; NaN leaves the event out
 * @throws RangeError for shapes that do not fit
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function generalizedRankTests(
  estimation: readonly ArrayLike<number>[] | RankedEstimation,
  standardized: ArrayLike<number>,
  sided: Sided = "two-sided",
): GeneralizedRankTests {
  const ranked = "ranks" in estimation ? estimation : rankEstimation(estimation);
  const tests = {
    t: {
      name: "grank-t",
      convention: "Z sqrt((L1 - 1) / (L1 - Z²)), S² over estimation days and day 0; Student t, L1 - 1",
      assumesIndependence: false,
    },
    z: {
      name: "grank-z",
      convention: "N Ubar(0) / sqrt(Σ M / (12 (M + 2))); normal",
      assumesIndependence: true,
    },
  } satisfies Record<string, TestIdentity>;
  const none = (reason: string) => ({
    t: undefinedTest(tests.t, sided, reason),
    z: undefinedTest(tests.z, sided, reason),
  });
  if (ranked.events !== standardized.length) {
    throw new RangeError(`${standardized.length} events need as many estimation rows, got ${ranked.events}`);
  }
  const known = Array.from(standardized).filter((value) => !Number.isNaN(value));
  if (known.length < 2) return none("fewer than 2 events");
  if (isConstant(known)) return none("the standardized returns do not vary");
  return fromRanks(rankEvents(ranked, standardized, standardDeviation(known)), tests, sided);
}

interface EventRanks {
  /** Σ over events of U(i,t) on each estimation day, and events that have the day. */
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  /** Σ over events of U(i,0). */
  readonly eventSum: number;
  readonly events: number;
  /** Σ over events of the variance of U(i,0) when every rank is equally likely, M(i) / (12 (M(i) + 2)). */
  readonly nullVariance: number;
}

/**
 * Puts each event's value among its ranked residuals: those above it move up by one rank, its ties by one half.
 *
 * An event without missing days and ties is the rule. The ranks of all such events are summed beforehand, and all have the
 * same number of days, so that they are scaled once. What is left of each is to move up the days above the value, or, where
 * those are the more, to move all days up and those below it down again: a quarter of the days on average.
 */
function rankEvents(
  ranked: RankedEstimation,
  standardized: ArrayLike<number>,
  deviation: number,
): EventRanks {
  const { days, residuals, ranks, sorted, order, observations } = ranked;
  const sums = new Float64Array(days);
  const counts = new Int32Array(days);
  const rankTotals = Int32Array.from(ranked.wholeRankTotals);
  let batch = ranked.wholeEvents;
  let movedUp = 0;
  let eventSum = 0;
  let events = 0;
  let nullVariance = 0;
  for (let i = 0; i < ranked.events; i++) {
    const value = standardized[i]! / deviation;
    const start = i * days;
    const isUsed = !Number.isNaN(value);
    const own = observations[i]!;
    const below = isUsed ? countBelow(sorted, value, false, start, start + own) : 0;
    let ties = 0;
    while (isUsed && below + ties < own && sorted[start + below + ties] === value) ties++;
    if (ranked.isWhole[i] === 1 && !(isUsed && ties === 0)) {
      for (let j = 0; j < days; j++) rankTotals[order[start + j]!]! -= j + 1;
      batch--;
    }
    if (!isUsed) continue;
    const scale = 1 / (own + 2);
    if (ranked.isWhole[i] === 0 || ties > 0) {
      for (let day = 0; day < days; day++) {
        const residual = residuals[start + day]!;
        if (Number.isNaN(residual)) continue;
        const step = residual > value ? 1 : residual === value ? 0.5 : 0;
        sums[day]! += (ranks[start + day]! + step) * scale - 0.5;
        counts[day]!++;
      }
    } else if (2 * below > days) {
      for (let j = below; j < days; j++) rankTotals[order[start + j]!]!++;
    } else {
      movedUp++;
      for (let j = 0; j < below; j++) rankTotals[order[start + j]!]!--;
    }
    eventSum += (below + 1 + ties / 2) * scale - 0.5;
    events++;
    nullVariance += own / (12 * (own + 2));
  }
  for (let day = 0; day < days; day++) {
    sums[day]! += (rankTotals[day]! + movedUp) / (days + 2) - 0.5 * batch;
    counts[day]! += batch;
  }
  return { sums, counts, eventSum, events, nullVariance };
}

function fromRanks(
  { sums, counts, eventSum, events, nullVariance }: EventRanks,
  tests: { readonly t: TestIdentity; readonly z: TestIdentity },
  sided: Sided,
): GeneralizedRankTests {
  const eventRank = eventSum / events;
  let squares = eventRank * eventRank;
  let estimationDays = 0;
  for (let day = 0; day < sums.length; day++) {
    if (counts[day] === 0) continue;
    squares += (counts[day]! / events) * (sums[day]! / counts[day]!) ** 2;
    estimationDays++;
  }
  const details = { events, estimationDays, eventRank };
  const score = eventSum / Math.sqrt(nullVariance);
  const z = computedTest(tests.z, { statistic: score, p: normalPValue(score, sided), sided, details });
  const undefinedT = (reason: string) => ({ t: undefinedTest(tests.t, sided, reason, details), z });
  if (estimationDays < 2) return undefinedT("fewer than 2 estimation days");
  // Z² reaches L1 when all estimation days have one mean rank (two events with opposite residuals, say).
  const room = estimationDays - (eventRank * eventRank * (estimationDays + 1)) / squares;
  if (!(room > 1e-12 * estimationDays)) return undefinedT("the event's rank leaves no variance");
  const degreesOfFreedom = estimationDays - 1;
  const ratio = eventRank / Math.sqrt(squares / (estimationDays + 1));
  const statistic = ratio * Math.sqrt(degreesOfFreedom / room);
  const p = studentTPValue(statistic, degreesOfFreedom, sided);
  return { t: computedTest(tests.t, { statistic, p, sided, degreesOfFreedom, details }), z };
}
