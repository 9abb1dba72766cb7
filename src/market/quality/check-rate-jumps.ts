import { addMark, BarMark } from "../bars.ts";
import type { RawColumns } from "../raw-series.ts";
import { percent, price, type QualityNotes } from "./quality-notes.ts";

/** A currency that moves by less in a day is taken at its word; natural logarithm of the ratio. */
const JUMP = Math.log(1.01);
/** One that moves as much on any day has no jump either: so many times its usual move is one. */
const TIMES_USUAL = 6;
const USUAL_OVER = 60;
/** The next close confirms a jump if it keeps more than this share of it, and goes no further than twice as far. */
const LEAST_KEPT = 0.35;
const MOST_KEPT = 2;

/**
 * Closes of a currency that no second close has confirmed yet: a slip of the source would convert the whole book.
 *
 * A close jumps if it is more than 1%, and more than 6 times the median absolute daily move of the 60 closes before
 * it, from the last confirmed close. The next close confirms it by standing there, too: it keeps more than 35% and no
 * more than 200% of the jump. If it does not, it is judged against the last confirmed close as the jump was. The
 * first close has nothing to be judged by and counts as confirmed.
 *
 * Each close is judged by itself and those before it, so that what is marked does not depend on what follows.
 *
 * @param close oldest first, all > 0
 * @returns 1 for each close that is not confirmed by its own day, else 0
 * @example Array.from(unconfirmedRates([7.8, 7.8, 78, 7.8, 7.8])) // => [0, 0, 1, 0, 0]
 * @example Array.from(unconfirmedRates([7.8, 7.8, 8.5, 8.5, 8.5])) // => [0, 0, 1, 0, 0]
 */
export function unconfirmedRates(close: ArrayLike<number>): Uint8Array {
  const unconfirmed = new Uint8Array(close.length);
  const moves = new Float64Array(close.length);
  let confirmed = close[0]!;
  let jump = Number.NaN;
  for (let index = 1; index < close.length; index++) {
    const now = close[index]!;
    moves[index] = Math.log(now / close[index - 1]!);
    const move = Math.log(now / confirmed);
    const kept = move / jump;
    const isConfirmed = (kept > LEAST_KEPT && kept <= MOST_KEPT) || !isJump(move, moves, index);
    unconfirmed[index] = Number(!isConfirmed);
    jump = isConfirmed ? Number.NaN : move;
    if (isConfirmed) confirmed = now;
  }
  return unconfirmed;
}

function isJump(move: number, moves: Float64Array, index: number): boolean {
  if (Math.abs(move) < JUMP) return false;
  const before = moves
    .slice(Math.max(1, index - USUAL_OVER), index)
    .map(Math.abs)
    .sort();
  const usual = before[before.length >> 1] ?? 0;
  return Math.abs(move) > TIMES_USUAL * usual;
}

/**
 * Marks the closes of a currency that were not confirmed by their own day, and says what became of each.
 *
 * @param marks what is marked in them converts nothing: see engine/exchange-rates.ts
 */
export function checkRateJumps({ days, close }: RawColumns, marks: Uint8Array, notes: QualityNotes): void {
  const unconfirmed = unconfirmedRates(close);
  let before = 0;
  for (let index = 1; index < days.length; index++) {
    if (unconfirmed[index] === 0) {
      before = index;
      continue;
    }
    addMark(marks, index, BarMark.unconfirmed);
    const [from, to, next] = [close[before], close[index], close[index + 1]] as [number, number, number?];
    const said = `close ${price(from)} to ${price(to)}, ${percent(to / from - 1)}`;
    const kept = next === undefined ? Number.NaN : Math.log(next / from) / Math.log(to / from);
    const hasComeBack = Math.abs(kept) <= LEAST_KEPT;
    notes.add(
      hasComeBack ? "reversing-spike" : "unexplained-jump",
      days[index]!,
      `${said}, ${sequel(hasComeBack, to, next, unconfirmed[index + 1] === 1)}`,
      "marked",
    );
  }
}

/** What the next close says of a jump. */
function sequel(hasComeBack: boolean, to: number, next: number | undefined, isOpen: boolean): string {
  if (next === undefined) return "which no later close confirms";
  if (hasComeBack) return `and back by ${percent(next / to - 1)} the next session`;
  return isOpen ? `and ${price(next)} the next session` : `confirmed by ${price(next)} the next session`;
}
