import { calendarDay, formatCalendarDay, parseCalendarDay } from "../../../time/calendar-day.ts";
import { formatInstant, instantAt, parseInstant } from "../../../time/zoned-time.ts";

/** A publication time as read: an ISO day, or an ISO instant in the zone asked for. */
export interface PublishedAt {
  readonly text: string;
  readonly precision: "minute" | "day";
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LOCAL_TIME =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?)?$/;
// RFC 822 and 2822: "Tue, 24 Sep 2024 09:30:00 +0800", also without the weekday or the seconds.
const MAIL_TIME =
  /^(?:[A-Za-z]{3}, ?)?(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})(?: (\d{1,2}):(\d{2})(?::\d{2})? ?([A-Z]{1,4}|[+-]\d{4})?)?$/;
const MONTH_FIRST = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/;
const CHINESE = /^(\d{4})年(\d{1,2})月(\d{1,2})日(?: ?(\d{1,2})[:：时](\d{2})分?)?$/;
const ZONES: Readonly<Record<string, string>> = {
  GMT: "+00:00",
  UTC: "+00:00",
  UT: "+00:00",
  Z: "+00:00",
  EST: "-05:00",
  EDT: "-04:00",
  PST: "-08:00",
  PDT: "-07:00",
  HKT: "+08:00",
  SGT: "+08:00",
};

/**
 * Reads a publication time in the forms that feeds and files use: ISO 8601 (with or without an offset),
 * RFC 822, "September 24, 2024", "24 Sep 2024", 2024年9月24日 09:30.
 *
 * A clock time without an offset is taken to be the clock of `zone`.
 *
 * @returns `undefined` if it is none of them, or a day that does not exist; "03-04-2021" is nobody's guess
 * @example parsePublishedAt("Tue, 24 Sep 2024 01:30:00 GMT", "Asia/Shanghai")?.text // => "2024-09-24T09:30:00+08:00"
 */
export function parsePublishedAt(raw: string, zone: string): PublishedAt | undefined {
  const text = raw.trim().replace(/[\u200e\u200f\u202a-\u202e]/g, "");
  if (text.length > 60) return undefined;
  if (parseCalendarDay(text) !== undefined) return { text, precision: "day" };
  const instant = parseInstant(text);
  if (instant !== undefined) return { text: formatInstant(instant, zone), precision: "minute" };
  const parts = partsOf(text);
  return parts && fromParts(parts, zone);
}

/** A time as it is written, in parts. */
interface TimeParts {
  readonly year: string;
  readonly month: string;
  readonly dayOfMonth: string;
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  /** "+0800", "GMT". */
  readonly offset?: string | undefined;
}

function partsOf(text: string): TimeParts | undefined {
  const local = LOCAL_TIME.exec(text) ?? CHINESE.exec(text);
  if (local !== null) {
    const [, year, month, dayOfMonth, hour, minute] = local;
    return { year: year!, month: month!, dayOfMonth: dayOfMonth!, hour, minute };
  }
  const mail = MAIL_TIME.exec(text);
  if (mail !== null) {
    const [, dayOfMonth, month, year, hour, minute, offset] = mail;
    return { year: year!, month: monthNumber(month!), dayOfMonth: dayOfMonth!, hour, minute, offset };
  }
  const words = MONTH_FIRST.exec(text);
  if (words === null) return undefined;
  const [, month, dayOfMonth, year] = words;
  return { year: year!, month: monthNumber(month!), dayOfMonth: dayOfMonth! };
}

function monthNumber(name: string): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1);
}

function fromParts(
  { year, month, dayOfMonth, hour, minute, offset }: TimeParts,
  zone: string,
): PublishedAt | undefined {
  const day = calendarDay(Number(year), Number(month), Number(dayOfMonth));
  if (day === undefined || Number(month) < 1) return undefined;
  if (hour === undefined || minute === undefined) return { text: formatCalendarDay(day), precision: "day" };
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  if (offset === undefined) {
    const instant = instantAt(day, Number(hour) * 60 + Number(minute), zone);
    return { text: formatInstant(instant, zone), precision: "minute" };
  }
  const shift =
    ZONES[offset] ?? (/^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : undefined);
  if (shift === undefined) return undefined;
  const instant = parseInstant(`${formatCalendarDay(day)}T${hour.padStart(2, "0")}:${minute}:00${shift}`);
  return instant === undefined ? undefined : { text: formatInstant(instant, zone), precision: "minute" };
}
