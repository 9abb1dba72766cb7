import type { SeededRandom } from "./seeded-random.ts";

/**
 * Random circular shifts of a calendar: whole numbers from 1 to sessions - 1, with replacement. The shift by 0 is the
 * observed calendar itself, which `permutationPValue` counts.
 *
 * @param sessions length of the calendar, >= 2
 * @param draws how many shifts
 */
export function drawCircularShifts(sessions: number, draws: number, random: SeededRandom): Int32Array {
  assertSessions(sessions);
  const shifts = new Int32Array(draws);
  for (let i = 0; i < draws; i++) shifts[i] = 1 + random.integer(sessions - 1);
  return shifts;
}

/** Every shift from 1 to sessions - 1: with it the permutation test is exact and needs no seed. */
export function everyCircularShift(sessions: number): Int32Array {
  assertSessions(sessions);
  const shifts = new Int32Array(sessions - 1);
  for (let i = 0; i < shifts.length; i++) shifts[i] = i + 1;
  return shifts;
}

/**
 * Mean of a series over a set of positions, for each of many circular shifts of the positions:
 *
 *   into[s] = mean over j of series[(positions[j] + shifts[s]) mod n]
 *
 * All positions move together, so the bursts in which events come, and the overlap of their windows, stay as they are.
 *
 * @param series n values, finite, one a session: the return of the window that starts (or the event that happens) there
 * @param positions session indices, 0 <= position < n; a repeated one counts each time
 * @param shifts 0 <= shift < n
 * @param into one mean a shift
 * @throws RangeError when a position or shift lies outside the series
 */
export function shiftedMeans(
  series: ArrayLike<number>,
  positions: ArrayLike<number>,
  shifts: ArrayLike<number>,
  into = new Float64Array(shifts.length),
): Float64Array {
  const n = series.length;
  assertWithin(positions, n, "position");
  assertWithin(shifts, n, "shift");
  const count = positions.length;
  if (count === 0) throw new RangeError("a mean needs at least one position");
  // The series twice in a row spares the modulo of every look-up.
  const twice = new Float64Array(2 * n);
  for (let t = 0; t < n; t++) twice[t] = twice[t + n] = series[t]!;
  const places = new Int32Array(positions);
  for (let s = 0; s < shifts.length; s++) {
    const shift = shifts[s]!;
    let total = 0;
    for (let j = 0; j < count; j++) total += twice[places[j]! + shift]!;
    into[s] = total / count;
  }
  return into;
}

/**
 * Sums over windows of a series closed into a circle: into[t] = Σ series[(t + first + i) mod n], i = 0 .. length - 1.
 * Each window is added up afresh: differences of prefix sums would cancel, and ties between windows would break.
 *
 * @param first offset of the window's first session from t; may be negative
 * @param length sessions in the window, from 1 to n
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function circularWindowSums(series: ArrayLike<number>, first: number, length: number): Float64Array {
  const n = series.length;
  if (!(Number.isInteger(length) && length >= 1 && length <= n)) {
    throw new RangeError(`a window has 1 to ${n} sessions, got ${length}`);
  }
  const sums = new Float64Array(n);
  const start = ((first % n) + n) % n;
  for (let t = 0; t < n; t++) {
    let place = t + start;
    if (place >= n) place -= n;
    let total = 0;
    for (let i = 0; i < length; i++) {
      total += series[place]!;
      if (++place === n) place = 0;
    }
    sums[t] = total;
  }
  return sums;
}

function assertSessions(sessions: number): void {
  if (!Number.isInteger(sessions) || sessions < 2)
    throw new RangeError(`a calendar that can shift has 2 sessions or more, got ${sessions}`);
}

function assertWithin(places: ArrayLike<number>, n: number, what: string): void {
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    if (!(Number.isInteger(place) && place >= 0 && place < n)) {
      throw new RangeError(`${what} ${i} is ${place}, outside the ${n} sessions of the series`);
    }
  }
}
