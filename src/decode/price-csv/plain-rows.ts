import type { Buffer } from "node:buffer";
import { dayNumber } from "./day-number.ts";
import { DecimalReader } from "./decimal-bytes.ts";

/** Where the columns stand that {@link readPlainRows} shall read. */
export interface PlainLayout {
  /** byte at which the first row of data starts */
  readonly start: number;
  /** cells of a row */
  readonly width: number;
  readonly delimiter: string;
  /** columns of numbers; the date is in column `date` */
  readonly date: number;
  readonly numbers: readonly number[];
  /** columns whose text must be the same in every row */
  readonly constants: readonly number[];
}

/** Rows of a file as columns: `numbers[k]` belongs to column `layout.numbers[k]`. */
export interface PlainRows {
  readonly days: Int32Array;
  readonly numbers: readonly Float64Array[];
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const HYPHEN = 45;

const NUMBER = 1;
const DATE = 2;
const CONSTANT = 3;

/**
 * The fast lane: rows in which nothing is unusual, read from bytes in one pass. Usual is a row of the right
 * width, its date as `YYYY-MM-DD` or that with a midnight, its numbers plain decimals, empty, `NaN` or `null`, without
 * quotes.
 *
 * @returns `undefined` as soon as anything is unusual: the general reader then takes the whole file, and finds
 * the words for it
 */
export function readPlainRows(bytes: Buffer, layout: PlainLayout): PlainRows | undefined {
  if (bytes.includes(QUOTE, layout.start)) return undefined;
  const rows = new RowReader(bytes, layout, countRows(bytes, layout.start));
  let row = 0;
  for (let start = layout.start; start < bytes.length; ) {
    const lineFeed = bytes.indexOf(LINE_FEED, start);
    const lineEnd = lineFeed < 0 ? bytes.length : lineFeed;
    const end = lineEnd > start && bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
    if (end > start) {
      if (!rows.read(start, end, row)) return undefined;
      row += 1;
    }
    start = lineEnd + 1;
  }
  return rows;
}

/**
 * Reads one row at a time. A method that is called for each row is compiled after a few hundred of them; one loop
 * over all bytes would run interpreted for most of a cold start.
 */
class RowReader implements PlainRows {
  readonly days: Int32Array;
  readonly numbers: readonly Float64Array[];
  readonly #bytes: Buffer;
  readonly #delimiter: number;
  readonly #lastColumn: number;
  /** what each column is; a column of numbers also has its place in `numbers` */
  readonly #kinds: Uint8Array;
  readonly #slots: Uint8Array;
  readonly #decimals: DecimalReader;
  /** where the first text of a constant column stands */
  readonly #constants = new Map<number, readonly [start: number, end: number]>();

  constructor(bytes: Buffer, layout: PlainLayout, length: number) {
    this.days = new Int32Array(length);
    this.numbers = layout.numbers.map(() => new Float64Array(length));
    this.#bytes = bytes;
    this.#delimiter = layout.delimiter.charCodeAt(0);
    this.#lastColumn = layout.width - 1;
    this.#kinds = new Uint8Array(layout.width);
    this.#slots = new Uint8Array(layout.width);
    this.#decimals = new DecimalReader(bytes);
    layout.numbers.forEach((column, slot) => {
      this.#kinds[column] = NUMBER;
      this.#slots[column] = slot;
    });
    for (const column of layout.constants) this.#kinds[column] = CONSTANT;
    this.#kinds[layout.date] = DATE;
  }

  /** Whether the row from byte `start` to `end` is usual; its values are then in the columns. */
  read(start: number, end: number, row: number): boolean {
    const bytes = this.#bytes;
    const lastColumn = this.#lastColumn;
    let at = start;
    for (let column = 0; column <= lastColumn; column++) {
      const kind = this.#kinds[column];
      let cellEnd: number;
      if (kind === NUMBER) {
        const values = this.numbers[this.#slots[column]!]!;
        values[row] = this.#decimals.read(at);
        cellEnd = this.#decimals.end;
        if (cellEnd === at) cellEnd = endOfNoNumber(bytes, at);
      } else {
        const found = bytes.indexOf(this.#delimiter, at);
        cellEnd = found < 0 || found > end ? end : found;
      }
      // Each cell ends at a delimiter, the last at the end of the line; text behind a number is unusual.
      const isEnded =
        column === lastColumn ? cellEnd === end : cellEnd < end && bytes[cellEnd] === this.#delimiter;
      if (!isEnded) return false;
      if (kind === DATE) {
        const day = readDate(bytes, at, cellEnd);
        if (Number.isNaN(day)) return false;
        this.days[row] = day;
      } else if (kind === CONSTANT && !isSame(bytes, this.#constants, column, at, cellEnd)) return false;
      at = cellEnd + 1;
    }
    return true;
  }
}

/**
 * The end of `NaN` or `null`, in whatever case, at byte `at`; `at` itself if neither stands there. What writes such words
 * writes them in every row. The general reader knows other words.
 */
function endOfNoNumber(bytes: Uint8Array, at: number): number {
  const letters = lowerCase(bytes, at) * 0x10000 + lowerCase(bytes, at + 2);
  if (letters === 0x6e756c6c) return at + 4;
  return Math.floor(letters / 0x100) === 0x6e616e ? at + 3 : at;
}

/** Two bytes as one number, letters made small. */
function lowerCase(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | 0x20) * 0x100 + (bytes[at + 1]! | 0x20);
}

function countRows(bytes: Uint8Array, start: number): number {
  let rows = 0;
  let at = start;
  while (at < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, at);
    const stop = end < 0 ? bytes.length : end;
    if (stop > at && !(stop === at + 1 && bytes[at] === CARRIAGE_RETURN)) rows += 1;
    at = stop + 1;
  }
  return rows;
}

/** `YYYY-MM-DD`, alone or before a midnight with or without an offset; NaN if it is anything else. */
function readDate(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length !== 10 && !(length >= 19 && length <= 25 && isMidnight(bytes, start + 10, end)))
    return Number.NaN;
  if (bytes[start + 4] !== HYPHEN || bytes[start + 7] !== HYPHEN) return Number.NaN;
  const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
  // The general reader has the words for a year that no prices are of.
  if (year < 1700 || year > 2199) return Number.NaN;
  return dayNumber(year, twoDigits(bytes, start + 5), twoDigits(bytes, start + 8));
}

/** ` 00:00:00`, then nothing or an offset such as `+08:00`. */
function isMidnight(bytes: Uint8Array, start: number, end: number): boolean {
  const expected = " 00:00:00";
  for (let index = 0; index < expected.length; index++) {
    if (bytes[start + index] !== expected.charCodeAt(index)) return false;
  }
  const offset = start + expected.length;
  if (offset === end) return true;
  const sign = bytes[offset];
  return end - offset === 6 && (sign === 43 || sign === HYPHEN) && bytes[offset + 3] === 58;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function isSame(
  bytes: Buffer,
  constants: Map<number, readonly [start: number, end: number]>,
  column: number,
  start: number,
  end: number,
): boolean {
  const known = constants.get(column);
  if (known !== undefined) return bytes.compare(bytes, known[0], known[1], start, end) === 0;
  constants.set(column, [start, end]);
  return true;
}
