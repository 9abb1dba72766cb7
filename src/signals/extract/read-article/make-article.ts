import { type CalendarDay, parseCalendarDay } from "../../../time/calendar-day.ts";
import { formatInstant, instantAt, localTimeAt, parseInstant } from "../../../time/zoned-time.ts";
import type { Language } from "../text/language.ts";
import type { Article, ArticleWarning } from "./article.ts";
import { cleanText } from "./clean-text.ts";
import { detectLanguage } from "./detect-language.ts";

/** What a reader found out about one article. */
export interface RawArticle {
  readonly id: string;
  readonly fileName: string;
  readonly text: string;
  readonly title?: string | undefined;
  readonly titleSpan?: { readonly start: number; readonly end: number } | undefined;
  /** Where a header of fields ends: what stands before is read for no signal, but for the headline. */
  readonly headerEnd?: number | undefined;
  /** A day (YYYY-MM-DD) or an ISO 8601 instant with its offset. */
  readonly publishedAt?: string | undefined;
  readonly lang?: Language | undefined;
  readonly source?: { readonly name?: string; readonly url?: string } | undefined;
  readonly warnings?: readonly ArticleWarning[] | undefined;
}

/** The zone in which a Chinese act is dated when nobody says otherwise. */
export const DEFAULT_ZONE = "Asia/Shanghai";
const NO_DATE: ArticleWarning = {
  code: "W_NO_PUBDATE",
  what: "no publication date: its signals cannot be traded; give one with --published-at",
};

/** Fewer characters than `MOST_SENTENCES` sentences ever have. */
const LONG_ARTICLE = 100_000;
const LONG: ArticleWarning = {
  code: "W_LONG_ARTICLE",
  what: "longer than any news article: signals are looked for in its first 2,000 sentences only",
};

/** Completes an article: cleaned text, language, the day of publication in its zone. */
export function makeArticle(raw: RawArticle, zone: string = DEFAULT_ZONE): Article {
  const published = readPublished(raw.publishedAt, zone);
  const warnings = [...(raw.warnings ?? [])];
  if (published === undefined) warnings.push(NO_DATE);
  if (raw.text.length > LONG_ARTICLE) warnings.push(LONG);
  return {
    id: raw.id,
    fileName: raw.fileName,
    text: raw.text,
    cleaned: withoutHeader(cleanText(raw.text), raw),
    title: raw.title,
    titleSpan: raw.titleSpan,
    lang: raw.lang ?? detectLanguage(`${raw.title ?? ""} ${raw.text.slice(0, 4000)}`),
    publishedAt: published?.text ?? null,
    publishedPrecision: published?.precision ?? null,
    publishedDay: published?.day,
    zone,
    zoneOffset: published === undefined ? "+00:00" : offsetOn(published.day, zone),
    source: raw.source ?? {},
    warnings,
  };
}

/** Blanks the header's lines, character for character; the headline in it stays. */
function withoutHeader(text: string, { headerEnd = 0, titleSpan }: RawArticle): string {
  if (headerEnd === 0) return text;
  const blank = (from: number, to: number): string => text.slice(from, to).replace(/[^\n]/g, " ");
  if (titleSpan === undefined || titleSpan.end > headerEnd)
    return blank(0, headerEnd) + text.slice(headerEnd);
  const { start, end } = titleSpan;
  return blank(0, start) + text.slice(start, end) + blank(end, headerEnd) + text.slice(headerEnd);
}

interface Published {
  readonly text: string;
  readonly day: CalendarDay;
  readonly precision: "minute" | "day";
}

/** A day, or an instant with an offset; `undefined` for anything else. */
function readPublished(text: string | undefined, zone: string): Published | undefined {
  if (text === undefined) return undefined;
  const day = parseCalendarDay(text);
  if (day !== undefined) return { text, day, precision: "day" };
  const instant = parseInstant(text);
  if (instant === undefined) return undefined;
  return { text: formatInstant(instant, zone), day: localTimeAt(instant, zone).day, precision: "minute" };
}

function offsetOn(day: CalendarDay, zone: string): string {
  return formatInstant(instantAt(day, 720, zone), zone).slice(19);
}
