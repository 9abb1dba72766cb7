import type { ArticleWarning } from "./article.ts";
import { type PublishedAt, parsePublishedAt } from "./published-at.ts";

/** What a dateline says. */
export interface Dateline {
  readonly published: PublishedAt | undefined;
  readonly warnings: readonly ArticleWarning[];
}

const LINES_READ = 12;
const LONGEST_LINE = 400;
const LONGEST_DATELINE = 120;
const MONTH =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
const DATES: readonly RegExp[] = [
  new RegExp(`\\b${MONTH}\\.? \\d{1,2},? \\d{4}\\b`, "g"),
  new RegExp(`\\b\\d{1,2} ${MONTH} \\d{4}\\b`, "g"),
  /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?/g,
  /\d{4}年\d{1,2}月\d{1,2}日(?: ?\d{1,2}[:：]\d{2})?/g,
];
const NUMERIC = /\b\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b/;
const TIME_BEFORE = /(\d{1,2}):(\d{2})(?: ?(?:UTC|GMT)([+-]\d{1,2}))?,? $/;
// "BEIJING, May 6, 2024 (Xinhua) --": a place in capitals, then the date.
const PLACE_FIRST = /^[\p{Lu}][\p{L} .'/-]{1,40}[,，—–-] ?$/u;

/**
 * Looks for the date of publication in the first lines of a text: a line that is little more than a date, or
 * one that opens with a place and a date.
 *
 * "11 HOURS AGO", weekdays and copyright years date nothing. A date written only in figures, day and month
 * alike below 13, is not guessed. Of two different dates the later one counts: the text in hand may be the
 * later version.
 */
export function findDateline(text: string, zone: string): Dateline {
  const found: PublishedAt[] = [];
  const warnings: ArticleWarning[] = [];
  for (const line of firstLines(text)) {
    if (/©|copyright/i.test(line)) continue;
    const dates = datesOf(line, zone);
    for (const one of dates) {
      if (isDateline(line, one)) found.push(one.published);
    }
    const numeric = NUMERIC.exec(line);
    if (
      dates.length === 0 &&
      numeric !== null &&
      line.length <= LONGEST_DATELINE &&
      /\d{4}/.test(numeric[0])
    ) {
      warnings.push({
        code: "W_AMBIGUOUS_DATE",
        what: `"${numeric[0]}" may be read day first or month first, so it dates nothing; write it as YYYY-MM-DD`,
      });
    }
  }
  const distinct = [...new Map(found.map((one) => [one.text.slice(0, 10), one])).values()];
  distinct.sort((a, b) => (a.text < b.text ? -1 : 1));
  if (distinct.length > 1) {
    warnings.push({
      code: "W_TWO_PUBDATES",
      what: `two dates of publication (${distinct.map((one) => one.text.slice(0, 10)).join(", ")}): the later counts`,
    });
  }
  return { published: distinct.at(-1), warnings };
}

function firstLines(text: string): string[] {
  const lines: string[] = [];
  let at = 0;
  while (at < text.length && lines.length < LINES_READ) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, Math.min(end, at + LONGEST_LINE)).trim();
    if (line !== "") lines.push(line);
    at = end + 1;
  }
  return lines;
}

interface DateInLine {
  readonly published: PublishedAt;
  readonly start: number;
  readonly end: number;
}

function datesOf(line: string, zone: string): DateInLine[] {
  const dates: DateInLine[] = [];
  for (const pattern of DATES) {
    for (const match of line.matchAll(pattern)) {
      const start = match.index;
      const clock = TIME_BEFORE.exec(line.slice(Math.max(0, start - 24), start));
      const day = parsePublishedAt(match[0].replaceAll("：", ":"), zone);
      if (day === undefined) continue;
      const published =
        clock === null || day.precision === "minute" ? day : (withClock(day.text, clock, zone) ?? day);
      dates.push({ published, start, end: start + match[0].length });
    }
  }
  return dates;
}

/** "18:30 UTC+8, 2021-10-08". */
function withClock(day: string, clock: RegExpExecArray, zone: string): PublishedAt | undefined {
  const hour = clock[1]!.padStart(2, "0");
  if (clock[3] === undefined) return parsePublishedAt(`${day} ${hour}:${clock[2]}`, zone);
  const sign = clock[3].startsWith("-") ? "-" : "+";
  const hours = clock[3].replace(/[+-]/, "").padStart(2, "0");
  return parsePublishedAt(`${day}T${hour}:${clock[2]}:00${sign}${hours}:00`, zone);
}

const DATE_WORDS =
  /\b(published|updated|posted|date|last|modified|at|on|by|am|pm|hkt|gmt|utc|est|edt|bst|local|time|staff|reuters|xinhua|ap|afp|reporter|writer)\b|发布时间|更新时间|时间|日期|来源/gi;

function isDateline(line: string, date: DateInLine): boolean {
  const before = line.slice(0, date.start);
  if (PLACE_FIRST.test(before)) return true;
  if (line.length > LONGEST_DATELINE) return false;
  const rest = `${before}${line.slice(date.end)}`.replace(DATE_WORDS, " ");
  const words = rest.match(/[\p{L}]{2,}/gu) ?? [];
  return words.length <= 6 && !/[.!?。！？]$/.test(line);
}
