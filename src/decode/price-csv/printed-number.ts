import { POWERS_OF_TEN } from "./decimal-bytes.ts";
/** How numbers are written in a file. */
export interface NumberStyle {
  readonly decimalMark: "." | ",";
  /** whether some numbers are grouped in thousands, with the other mark, spaces or apostrophes */
  readonly isGrouped: boolean;
}

/** What {@link readNumber} gives for a cell that is no number; a blank cell is NaN, which is a number. */
const NO_NUMBER = undefined;

const BLANKS = new Set([
  ...["", "-", "--", "n/a", "na", "nan", "null", "none", "#n/a", "n.a.", "\\n", "—", "停牌"],
  // As Bloomberg writes a day without a value.
  ...["#n/a n/a", "#n/a field not applicable"],
]);
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const GROUPED_WITH_POINT = /^[+-]?\d{1,3}(?:[,'’\s]\d{3})+(?:\.\d+)?$/;
const GROUPED_WITH_COMMA = /^[+-]?\d{1,3}(?:[.'’\s]\d{3})+(?:,\d+)?$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
const CURRENCY_SIGN = /^([+-]?)(?:HK\$|US\$|[$¥€£￥])\s?/;
const MAGNITUDES: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  b: 1e9,
  万: 1e4,
  亿: 1e8,
  萬: 1e4,
  億: 1e8,
};
/** A longer cell is no number. */
const LONGEST_NUMBER = 100;
/** A share, behind a count: `1.2万股` is 12,000. */
const SHARE = /\s*股$/;

/**
 * A plain decimal such as `26.5` as the nearest double, NaN if the cell is empty or written in another way.
 *
 * Up to 15 digits are read here: digits and power of ten are exact doubles, so their quotient is correctly
 * rounded, the same bits as `Number(cell)` at half its time. Longer ones go to `Number`.
 */
export function readPlainNumber(cell: string): number {
  const length = cell.length;
  if (length === 0) return Number.NaN;
  if (length > 16) return readLongNumber(cell);
  let digits = 0;
  let point = -1;
  let at = cell.charCodeAt(0) === 45 ? 1 : 0;
  const first = at;
  for (; at < length; at++) {
    const code = cell.charCodeAt(at) - 48;
    if (code >= 0 && code <= 9) digits = digits * 10 + code;
    else if (code === -2 && point < 0) point = at;
    else return Number.NaN;
  }
  const count = length - first - (point < 0 ? 0 : 1);
  if (count === 0 || count > 15) return count > 15 ? Number(cell) : Number.NaN;
  const value = point < 0 ? digits : digits / POWERS_OF_TEN[length - point - 1]!;
  return first === 1 ? -value : value;
}

/** `Number` also reads blanks as 0, hexadecimal, and infinity; a price is none of these. */
function readLongNumber(cell: string): number {
  const value = Number(cell);
  const isDecimal = Number.isFinite(value) && cell.charCodeAt(1) < 65 && (value !== 0 || cell.includes("0"));
  return isDecimal ? value : Number.NaN;
}

/**
 * A cell as a number, in the file's style.
 *
 * Blank cells (also `-`, `N/A`, `null`, `NaN`) are NaN. A currency sign before the number is taken off, and for
 * counts (volume) also `K`, `M`, `B`, `万`, `亿` behind it, and `股`. A number of lots (`手`) is no count of shares.
 *
 * @returns {@link NO_NUMBER} if the cell is neither blank nor a number
 * @example readNumber("1,234.5", { decimalMark: ".", isGrouped: true }) // => 1234.5
 * @example readNumber("n/a", { decimalMark: ".", isGrouped: false }) // => NaN
 */
export function readNumber(cell: string, style: NumberStyle, isCount = false): number | undefined {
  const plain = readPlainNumber(cell);
  if (!Number.isNaN(plain) && style.decimalMark === ".") return plain;
  const text = cell.trim();
  if (isBlank(text)) return Number.NaN;
  return readWrittenNumber(text.replace(CURRENCY_SIGN, "$1"), style, isCount);
}

/** Whether a cell says that there is no value. */
export function isBlank(cell: string): boolean {
  return cell === "" || BLANKS.has(cell.trim().toLowerCase());
}

function readWrittenNumber(text: string, style: NumberStyle, isCount: boolean): number | undefined {
  if (text.length > LONGEST_NUMBER) return NO_NUMBER;
  const count = isCount ? text.replace(SHARE, "") : text;
  const magnitude = isCount ? MAGNITUDES[count.slice(-1).toLowerCase()] : undefined;
  const number = magnitude === undefined ? count : count.slice(0, -1).trim();
  const decimal = withPoint(number, style);
  if (!PLAIN.test(decimal)) return NO_NUMBER;
  const value = Number(decimal);
  if (!Number.isFinite(value)) return NO_NUMBER;
  return magnitude === undefined ? value : Math.round(value * magnitude);
}

/** A number without its thousands and with a decimal point; empty if the marks do not fit the style. */
function withPoint(number: string, style: NumberStyle): string {
  if (style.decimalMark === ".") {
    return style.isGrouped && GROUPED_WITH_POINT.test(number) ? number.replace(/[,'’\s]/g, "") : number;
  }
  if (!/[.,]/.test(number)) return number;
  if (!GROUPED_WITH_COMMA.test(number) && !DECIMAL_COMMA.test(number)) return "";
  return number.replace(/[.'’\s]/g, "").replace(",", ".");
}

/**
 * The style that the cells of a file prove. A comma with other than three digits behind it is a decimal comma; a
 * point with other than three digits behind it, or a comma before it, makes the point the decimal mark.
 *
 * @returns the style, `open` if every comma could be either (`7,750`), `contradictory` if cells prove both
 */
export function findNumberStyle(cells: Iterable<string>): NumberStyle | "open" | "contradictory" {
  let hasComma = false;
  let isGrouped = false;
  let isPoint = false;
  let isComma = false;
  for (const cell of cells) {
    const text = cell.trim();
    const comma = text.lastIndexOf(",");
    const point = text.lastIndexOf(".");
    if (comma >= 0) hasComma = true;
    if (/\d['’\s]\d{3}/.test(text)) isGrouped = true;
    if (comma >= 0 && point >= 0) {
      if (point > comma) isPoint = true;
      else isComma = true;
      isGrouped = true;
    } else if (comma >= 0) {
      if (text.indexOf(",") !== comma) isPoint = true;
      else if (!/,\d{3}(?!\d)/.test(text)) isComma = true;
    } else if (point >= 0 && !/\.\d{3}(?!\d)/.test(text)) isPoint = true;
  }
  if (!hasComma) return { decimalMark: ".", isGrouped };
  if (isPoint && isComma) return "contradictory";
  if (!isPoint && !isComma) return "open";
  return { decimalMark: isComma ? "," : ".", isGrouped: isPoint || isGrouped };
}
