import type { CalendarDay } from "../../time/calendar-day.ts";
import { firstDayFrom } from "../../time/first-day-from.ts";
import { BarMark } from "../bars.ts";
import type { Instrument, InstrumentType } from "../instrument.ts";
import type { RawColumns, RawSeries } from "../raw-series.ts";
import { checkRateJumps } from "./check-rate-jumps.ts";
import type { QualityCheck } from "./quality-check.ts";
import { percent, price, type QualityNotes } from "./quality-notes.ts";

/** A move from close to close beyond this is worth a look; natural logarithms of the ratio. */
const LARGE_MOVE: Readonly<Record<InstrumentType, number>> = {
  stock: Math.log(1.25),
  etf: Math.log(1.25),
  index: Math.log(1.15),
  "currency-pair": Math.log(1.03),
};
/** A move beyond this that comes back the next session is a spike; currencies: see check-rate-jumps.ts. */
const SPIKE: Readonly<Record<InstrumentType, number>> = {
  stock: Math.log(1.25),
  etf: Math.log(1.25),
  index: Math.log(1.1),
  "currency-pair": Math.log(1.01),
};
/** It has come back if no more than this share of the move is left. */
const SHARE_LEFT = 0.35;
/** Sessions with one close in a row that are stale. Currencies stand still for longer under a peg. */
const STALE: Readonly<Record<InstrumentType, number>> = { stock: 10, etf: 10, index: 5, "currency-pair": 20 };

/**
 * Checks bars against their neighbours: large moves that no split or dividend explains, spikes that reverse, and
 * runs of one close. They are named, not mended: a fall of 70% in a day may be a split that the source forgot, or
 * the day on which a trade was forbidden by decree. A currency's jump is marked until it is confirmed, for it converts
 * whole books.
 */
export function checkMoves(check: QualityCheck): void {
  const { raw, columns, instrument, marks, notes } = check;
  const moves = explainedMoves(raw, columns);
  if (instrument.type === "currency-pair") checkRateJumps(columns, marks, notes);
  checkJumps(check, moves);
  checkOpens(columns, instrument, notes);
  checkStaleRuns(columns, instrument, marks, notes);
}

/** Logarithmic moves from close to close, listed splits and dividends taken out; 0 for the first bar. */
function explainedMoves(raw: RawSeries, { days, close }: RawColumns): Float64Array {
  const moves = new Float64Array(days.length);
  for (let index = 1; index < days.length; index++) {
    moves[index] = Math.log(close[index]! / close[index - 1]!);
  }
  const isRaw = raw.basis === "raw" || raw.basis === "unknown";
  for (const { day, ratio } of isRaw ? raw.splits : []) {
    const index = indexOfDay(days, day);
    if (index > 0) moves[index] = moves[index]! + Math.log(ratio);
  }
  for (const { day, amount } of raw.basis === "fully-adjusted" ? [] : raw.dividends) {
    const index = indexOfDay(days, day);
    if (index > 0) moves[index] = moves[index]! + Math.log(1 + amount / close[index]!);
  }
  return moves;
}

/** Where a day stands among days in order; -1 if it does not. */
function indexOfDay(days: Int32Array, day: CalendarDay): number {
  const index = firstDayFrom(days, day);
  return days[index] === day ? index : -1;
}

function checkJumps({ raw, columns, instrument, marks, notes }: QualityCheck, moves: Float64Array): void {
  const { days, close } = columns;
  const { type } = instrument;
  const listed = new Map(raw.splits.map(({ day, ratio }) => [day, ratio]));
  for (let index = 1; index < days.length; index++) {
    const move = moves[index]!;
    if (Math.abs(move) < SPIKE[type] || isUnconfirmed(marks, index)) continue;
    const day = days[index]!;
    const said = `close ${price(close[index - 1]!)} to ${price(close[index]!)}, ${percent(Math.expm1(move))}`;
    const next = moves[index + 1] ?? Number.NaN;
    const hasReversed = Math.abs(move + next) <= SHARE_LEFT * Math.abs(move);
    if (hasReversed && type !== "currency-pair") {
      const what = `${said}, and back by ${percent(Math.expm1(next))} the next session`;
      notes.add("reversing-spike", day, what, "kept");
    } else if (Math.abs(move) >= LARGE_MOVE[type] && !isReturn(moves, index, SPIKE[type])) {
      notes.add("unexplained-jump", day, `${said}${explain(type, move, listed.get(day))}`, "kept");
    }
  }
}

/** What a jump has to do with a split. */
function explain(type: InstrumentType, move: number, listed: number | undefined): string {
  if (listed !== undefined)
    return `, with the listed split of ${price(listed)}:1 taken out: it may be in the prices`;
  const split = type === "stock" || type === "etf" ? likelySplit(move) : undefined;
  return split === undefined ? "" : `; near to a ${split} split, which the source does not list`;
}

/** The second half of a spike is no jump of its own. */
function isReturn(moves: Float64Array, index: number, threshold: number): boolean {
  const before = moves[index - 1]!;
  return Math.abs(before) >= threshold && Math.abs(before + moves[index]!) <= SHARE_LEFT * Math.abs(before);
}

/** `3:1` if a move is within 3% of what a split does that is not listed; only ratios that are no plain crash. */
function likelySplit(move: number): string | undefined {
  const ratio = Math.exp(Math.abs(move));
  for (const whole of [2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 40, 50, 100]) {
    if (Math.abs(ratio / whole - 1) <= 0.03) return move < 0 ? `${whole}:1` : `1:${whole}`;
  }
  return undefined;
}

/** An open far from the close before and from the close after it, with which a fill would be a gift or a theft. */
function checkOpens({ days, open, close }: RawColumns, { type }: Instrument, notes: QualityNotes): void {
  const limit = Math.exp(SPIKE[type]);
  for (let index = 1; index < days.length; index++) {
    const first = open[index]!;
    const last = close[index]!;
    const before = close[index - 1]!;
    const isAbove = first > last * limit && first > before * limit;
    if (!isAbove && !(first * limit < last && first * limit < before)) continue;
    const what = `open ${price(first)} between closes ${price(before)} and ${price(last)}`;
    notes.add("reversing-spike", days[index]!, what, "kept");
  }
}

function checkStaleRuns(
  { days, close }: RawColumns,
  { type }: Instrument,
  marks: Uint8Array,
  notes: QualityNotes,
): void {
  for (let start = 0; start < days.length; ) {
    let end = start + 1;
    // Placeholders are named one by one, and a run ends where they begin.
    while (end < days.length && close[end] === close[start] && !isPlaceholder(marks, end - 1)) end += 1;
    if (end - start >= STALE[type]) {
      const what = `${end - start} sessions in a row close at ${price(close[start]!)}`;
      notes.add("stale-run", days[start]!, what, "kept");
    }
    start = end;
  }
}

function isPlaceholder(marks: Uint8Array, index: number): boolean {
  return (marks[index]! & BarMark.placeholder) !== 0;
}

function isUnconfirmed(marks: Uint8Array, index: number): boolean {
  return (marks[index]! & BarMark.unconfirmed) !== 0;
}
