import { drawCircularShifts, everyCircularShift, shiftedMeans } from "../../../statistics/circular-shift.ts";
import { countExceedances, permutationPValue, type Sided } from "../../../statistics/p-value.ts";
import { SeededRandom } from "../../../statistics/seeded-random.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/** A series by session and the sessions of the events on it. */
export interface EventSeries {
  /** What an event on each session would give (the return of its window, from `circularWindowSums`), NaN where nothing. */
  readonly values: ArrayLike<number>;
  /** Session of each event; one that happens twice is listed twice. */
  readonly positions: ArrayLike<number>;
}

/** Which shifts are tried: all of them, which needs no seed, or so many drawn at random. */
export type ShiftPlan = "every" | { readonly draws: number; readonly seed: number };

/**
 * Calendar-shift permutation test of a mean: the whole calendar of events is moved by a random number of sessions, the
 * series closed into a circle, and the mean taken again; p = (1 + #exceed) / (B + 1).
 *
 * All events of all assets move together, so bursts stay bursts, windows keep their overlap, and assets keep their
 * correlation. That is what "random entry dates" destroys: it rejects a true hypothesis one time in five when events come
 * in bursts. This is the headline p-value for policy signals.
 *
 * Two-sided, extremity is the distance from the mean over all shifts, so a drift of the market is no effect.
 *
 * @param series one series, or one an asset; all on one calendar of n sessions
 * @param plan 10,000 draws with seed 1 unless given
 * @returns statistic: the observed mean; the details hold the mean over all shifts and the counts
 * @throws RangeError for series of different length, or a position outside them
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function calendarShiftTest(
  series: EventSeries | readonly EventSeries[],
  plan: ShiftPlan = { draws: 10_000, seed: 1 },
  sided: Sided = "two-sided",
): TestResult {
  const all = Array.isArray(series) ? (series as readonly EventSeries[]) : [series as EventSeries];
  const used = all.filter(({ positions }) => positions.length > 0);
  const identity: TestIdentity = {
    name: "calendar-shift",
    convention:
      plan === "every"
        ? "all circular shifts; p = (1 + #) / n"
        : `${plan.draws} random circular shifts, seed ${plan.seed}; p = (1 + #) / (B + 1)`,
    assumesIndependence: false,
  };
  const sessions = used[0]?.values.length;
  if (sessions === undefined) return undefinedTest(identity, sided, "no events");
  for (const { values } of all) {
    if (values.length !== sessions)
      throw new RangeError(`series of ${values.length} and of ${sessions} sessions`);
  }
  if (sessions < 2) return undefinedTest(identity, sided, "fewer than 2 sessions");
  const events = used.reduce((total, { positions }) => total + positions.length, 0);
  for (const { values, positions } of used) {
    for (let j = 0; j < positions.length; j++) {
      if (Number.isNaN(values[positions[j]!])) {
        return undefinedTest(identity, sided, `the event at session ${positions[j]} has no value`, {
          events,
        });
      }
    }
  }
  const shifts =
    plan === "every"
      ? everyCircularShift(sessions)
      : drawCircularShifts(sessions, plan.draws, new SeededRandom(plan.seed));
  const observed = meansOf(used, Int32Array.of(0))[0]!;
  const replicates = meansOf(used, shifts).filter((value) => !Number.isNaN(value));
  if (replicates.length === 0) return undefinedTest(identity, sided, "no shift meets a value", { events });
  const center = expectationOf(used);
  const exceedances = countExceedances(observed, replicates, sided, center);
  return computedTest(identity, {
    statistic: observed,
    p: permutationPValue(exceedances, replicates.length),
    sided,
    details: { events, sessions, shifts: replicates.length, exceedances, center },
  });
}

/** Mean over the events of all series for each shift; a missing value is left out, NaN when all are missing. */
function meansOf(series: readonly EventSeries[], shifts: Int32Array): Float64Array {
  const only = series[0]!;
  if (series.length === 1 && !hasMissing(only.values))
    return shiftedMeans(only.values, only.positions, shifts);
  const sums = new Float64Array(shifts.length);
  const counts = new Float64Array(shifts.length);
  for (const { values, positions } of series) {
    if (!hasMissing(values)) {
      const means = shiftedMeans(values, positions, shifts);
      for (let s = 0; s < shifts.length; s++) {
        sums[s]! += means[s]! * positions.length;
        counts[s]! += positions.length;
      }
      continue;
    }
    const isPresent = new Float64Array(values.length);
    const filled = new Float64Array(values.length);
    for (let t = 0; t < values.length; t++) {
      if (Number.isNaN(values[t])) continue;
      isPresent[t] = 1;
      filled[t] = values[t]!;
    }
    const means = shiftedMeans(filled, positions, shifts);
    const shares = shiftedMeans(isPresent, positions, shifts);
    for (let s = 0; s < shifts.length; s++) {
      sums[s]! += means[s]! * positions.length;
      counts[s]! += shares[s]! * positions.length;
    }
  }
  // A count is whole but for rounding.
  return sums.map((total, s) => (counts[s]! > 0.5 ? total / Math.round(counts[s]!) : Number.NaN));
}

/** Mean over all shifts: every event visits every session of its series once. */
function expectationOf(series: readonly EventSeries[]): number {
  let total = 0;
  let visits = 0;
  for (const { values, positions } of series) {
    for (let t = 0; t < values.length; t++) {
      if (Number.isNaN(values[t])) continue;
      total += values[t]! * positions.length;
      visits += positions.length;
    }
  }
  return total / visits;
}

function hasMissing(values: ArrayLike<number>): boolean {
  for (let t = 0; t < values.length; t++) if (Number.isNaN(values[t])) return true;
  return false;
}
