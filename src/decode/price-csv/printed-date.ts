import { dayNumber } from "./day-number.ts";

/** Which number of `03/04/2020` is the day. Year-first dates need no such word. */
export type DateOrder = "day-first" | "month-first";

/** A date that is no date, or whose reading is open. */
const UNREADABLE_DATE = Number.NaN;

const MONTHS = [
  ...["january", "february", "march", "april", "may", "june", "july", "august", "september"],
  ...["october", "november", "december"],
];
/** Names of weekdays before a date or behind it, which say nothing that the date does not. */
const WEEKDAY =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+|(?:[,，\s]+(?:周|星期|週)?|周|星期|週)[一二三四五六日天]$/i;
/** No exchange traded before, and no data reaches behind: such a year is a slip, e.g. `0024` for 2024. */
const EARLIEST_YEAR = 1700;
const LATEST_YEAR = 2199;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ](.*))?$/;
const CHINESE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const DAY_OR_MONTH_FIRST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: .*)?$/;
const DAY_MONTH_NAME = /^(\d{1,2})[- ]([A-Za-z]{3,9})\.?[-, ]\s*(\d{4})$/;
const MONTH_NAME_DAY = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/;
/** seconds, milliseconds, microseconds, nanoseconds since 1970, of 2001 to 2286 */
const EPOCH = /^\d{10}(?:\d{3}|\d{6}|\d{9})?$/;
const EPOCH_UNITS: Readonly<Record<number, readonly [perMillisecond: number, name: string]>> = {
  10: [1e-3, "seconds"],
  13: [1, "milliseconds"],
  16: [1e3, "microseconds"],
  19: [1e6, "nanoseconds"],
};
const MILLISECONDS_PER_DAY = 86_400_000;
/** In a longer cell no weekday is looked for. */
const LONGEST_DATE = 60;
const CLOCK = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The session date that a cell prints, as days since 1970-01-01.
 *
 * Read are `2020-01-31` (also with `/` or `.`), `20200131`, `2020年1月31日`, `31-Jan-2020`, `Jan 31, 2020`, and with
 * an `order` `31/01/2020`, each with or without the name of its weekday. A midnight, or a clock time without a zone,
 * belongs to the printed date whatever the offset: `2020-01-31 00:00:00+08:00` is 2020-01-31. Any other time with an
 * offset, and seconds (or thousandths, millionths, billionths) since 1970, name an instant, whose date on the
 * exchange's clocks `dayOfInstant` tells. But an instant that is midnight in UTC is a date that was made into a
 * number: on New York's clocks it would be the evening before.
 *
 * @param dayOfInstant milliseconds since 1970-01-01T00:00Z -> the date on the exchange's clocks
 * @returns {@link UNREADABLE_DATE} if the cell is none of these, or no day of the calendar
 * @example readPrintedDate("1970-01-02") // => 1
 */
export function readPrintedDate(
  cell: string,
  order?: DateOrder,
  dayOfInstant?: (milliseconds: number) => number,
): number {
  const plain = readPlainDate(cell);
  if (!Number.isNaN(plain)) return plain;
  const text = withoutDecorations(cell);
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const day = plausibleDay(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
    return yearFirst[5] === undefined ? day : withClock(day, yearFirst[5], dayOfInstant);
  }
  const digits = COMPACT.exec(text) ?? CHINESE.exec(text);
  if (digits !== null) return plausibleDay(Number(digits[1]), Number(digits[2]), Number(digits[3]));
  const numeric = DAY_OR_MONTH_FIRST.exec(text);
  if (numeric !== null) {
    if (order === undefined) return UNREADABLE_DATE;
    const [day, month] = order === "day-first" ? [numeric[1], numeric[3]] : [numeric[3], numeric[1]];
    return plausibleDay(Number(numeric[4]), Number(month), Number(day));
  }
  const dayFirst = DAY_MONTH_NAME.exec(text);
  if (dayFirst !== null) return namedMonth(dayFirst[3], dayFirst[2], dayFirst[1]);
  const monthFirst = MONTH_NAME_DAY.exec(text);
  if (monthFirst !== null) return namedMonth(monthFirst[3], monthFirst[1], monthFirst[2]);
  if (EPOCH.test(text) && dayOfInstant !== undefined) return dayOfEpoch(text, dayOfInstant);
  return UNREADABLE_DATE;
}

/** A number since 1970 whose unit its length tells. */
function dayOfEpoch(text: string, dayOfInstant: (milliseconds: number) => number): number {
  const [perMillisecond] = EPOCH_UNITS[text.length] as readonly [number, string];
  const milliseconds = Math.floor(Number(text) / perMillisecond);
  if (milliseconds % MILLISECONDS_PER_DAY === 0) return milliseconds / MILLISECONDS_PER_DAY;
  return dayOfInstant(milliseconds);
}

/** Without blanks around it, the name of a weekday, and the `.0` of a whole number that pandas took for a float. */
function withoutDecorations(cell: string): string {
  const text = cell.trim();
  if (/^\d{8,19}\.0$/.test(text)) return text.slice(0, -2);
  const mayHaveWeekday = text.length <= LONGEST_DATE && /[^\d\-/.:T ]/.test(text);
  return mayHaveWeekday ? text.replace(WEEKDAY, "") : text;
}

function plausibleDay(year: number, month: number, day: number): number {
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? dayNumber(year, month, day) : UNREADABLE_DATE;
}

/** Whether a cell is a date in some shape, its order of day and month left open. */
export function looksLikeDate(cell: string): boolean {
  const text = withoutDecorations(cell);
  return DAY_OR_MONTH_FIRST.test(text) || !Number.isNaN(readPrintedDate(text));
}

/**
 * The order of day and month that the cells of a column prove: a number over 12 cannot be a month.
 *
 * @returns `none-needed` if no cell is of the open shape, `open` if no cell decides, `contradictory` if cells
 * decide differently
 */
export function findDateOrder(cells: Iterable<string>): DateOrder | "none-needed" | "open" | "contradictory" {
  let isOpen = false;
  let isDayFirst = false;
  let isMonthFirst = false;
  for (const cell of cells) {
    const match = DAY_OR_MONTH_FIRST.exec(withoutDecorations(cell));
    if (match === null) continue;
    isOpen = true;
    if (Number(match[1]) > 12) isDayFirst = true;
    if (Number(match[3]) > 12) isMonthFirst = true;
  }
  if (!isOpen) return "none-needed";
  if (isDayFirst && isMonthFirst) return "contradictory";
  if (isDayFirst) return "day-first";
  return isMonthFirst ? "month-first" : "open";
}

/** The shape of a date as it is printed in a dialect, e.g. `YYYY-MM-DD 00:00:00+08:00`. */
export function describeDateShape(cell: string, order: DateOrder | undefined): string {
  const text = withoutDecorations(cell);
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const separator = yearFirst[2]!;
    return `YYYY${separator}MM${separator}DD${yearFirst[5] === undefined ? "" : ` ${yearFirst[5]}`}`;
  }
  if (COMPACT.test(text)) return "YYYYMMDD";
  if (CHINESE.test(text)) return "YYYY年MM月DD日";
  if (EPOCH.test(text)) return `${EPOCH_UNITS[text.length]?.[1]} since 1970`;
  const numeric = DAY_OR_MONTH_FIRST.exec(text);
  if (numeric !== null)
    return (order === "day-first" ? ["DD", "MM"] : ["MM", "DD"]).concat("YYYY").join(numeric[2]);
  return DAY_MONTH_NAME.test(text) ? "DD Mon YYYY" : "Mon DD, YYYY";
}

/** `YYYY-MM-DD` and `YYYY-MM-DD 00:00:00...`, which nearly every file has, without a regular expression. */
function readPlainDate(cell: string): number {
  if (cell.length !== 10) {
    const isMidnight = cell.length >= 19 && cell.startsWith("00:00:00", 11) && cell.charCodeAt(10) === 32;
    if (!isMidnight || (cell.length > 19 && !CLOCK.test(cell.slice(11)))) return UNREADABLE_DATE;
  }
  if (cell.charCodeAt(4) !== 45 || cell.charCodeAt(7) !== 45) return UNREADABLE_DATE;
  const year = digitsAt(cell, 0) * 100 + digitsAt(cell, 2);
  return plausibleDay(year, digitsAt(cell, 5), digitsAt(cell, 8));
}

/** Two digits as a number; NaN if they are none. */
function digitsAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function withClock(day: number, clock: string, dayOfInstant?: (milliseconds: number) => number): number {
  const match = CLOCK.exec(clock.trim());
  if (match === null) return UNREADABLE_DATE;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  const zone = match[4];
  if (seconds === 0 || zone === undefined || dayOfInstant === undefined) return day;
  return dayOfInstant((day * 86_400 + seconds - offsetSeconds(zone)) * 1000);
}

function offsetSeconds(zone: string): number {
  if (zone === "Z") return 0;
  const digits = zone.replace(":", "");
  const seconds = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60;
  return digits.startsWith("-") ? -seconds : seconds;
}

function namedMonth(year: string | undefined, name: string | undefined, day: string | undefined): number {
  const written = name!.toLowerCase();
  // The whole name, or its first three letters (`sept` is common, too).
  const month = MONTHS.findIndex(
    (full) =>
      written === full || written === full.slice(0, 3) || (written === "sept" && full === "september"),
  );
  return plausibleDay(Number(year), month + 1, Number(day));
}
