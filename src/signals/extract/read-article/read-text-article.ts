import type { ArticleWarning } from "./article.ts";
import { cleanText } from "./clean-text.ts";
import { findDateline } from "./dateline.ts";
import type { RawArticle } from "./make-article.ts";
import { parsePublishedAt } from "./published-at.ts";

// " date 2023-11-27 Xi will visit Shanghai": a date line with the headline behind it.
const DATE_LINE = /^\uFEFF?[ \t]{0,4}date[ \t]{1,4}(\d{4}-\d{2}-\d{2})(?:[ \t]+(\S.*))?$/i;
const FIELD_LINE =
  /^\uFEFF?[ \t]{0,4}(title|headline|date|published|published at|publishedat|source|url|link|标题|標題|日期|时间|時間|发布时间|發布時間|發佈時間|来源|來源|链接|鏈接|連結)[ \t]{0,2}[:：][ \t]{0,4}(.*)$/i;
const LONGEST_HEADER_LINE = 2000;
const LONGEST_HEADLINE = 220;
const MOST_FIELDS = 8;

type FieldName = "title" | "date" | "source" | "url";
const FIELDS: Readonly<Record<string, FieldName>> = {
  title: "title",
  headline: "title",
  标题: "title",
  標題: "title",
  date: "date",
  published: "date",
  "published at": "date",
  publishedat: "date",
  日期: "date",
  时间: "date",
  发布时间: "date",
  時間: "date",
  發布時間: "date",
  發佈時間: "date",
  source: "source",
  来源: "source",
  來源: "source",
  url: "url",
  link: "url",
  链接: "url",
  鏈接: "url",
  連結: "url",
};

/**
 * Reads one plain-text article. It may open with ` date YYYY-MM-DD Headline`, or with lines `Title:`,
 * `Date:`, `Source:`, `URL:` (also in Chinese); without them the first line is the headline if it looks like
 * one, and a dateline near the top dates the article.
 *
 * The text stays whole: the header is part of it, and offsets count from its first character.
 */
export function readTextArticle(text: string, fileName: string, zone: string): RawArticle {
  const warnings: ArticleWarning[] = [];
  const header = readDateLine(text) ?? readFields(text);
  const dateline = findDateline(header === undefined ? text : text.slice(header.end), zone);
  let publishedAt: string | undefined;
  if (header?.date !== undefined) {
    publishedAt = parsePublishedAt(header.date, zone)?.text;
    if (publishedAt === undefined) {
      warnings.push({
        code: "W_AMBIGUOUS_DATE",
        what: `"${header.date.slice(0, 60)}" is no date; write it as YYYY-MM-DD`,
      });
    }
  }
  const ownDate = dateline.published?.text;
  if (
    publishedAt !== undefined &&
    ownDate !== undefined &&
    ownDate.slice(0, 10) !== publishedAt.slice(0, 10)
  ) {
    warnings.push({
      code: "W_TWO_PUBDATES",
      what: `the header says ${publishedAt.slice(0, 10)}, the text ${ownDate.slice(0, 10)}: the header counts`,
    });
  } else warnings.push(...dateline.warnings);
  if (header?.otherDate !== undefined) {
    warnings.push({
      code: "W_TWO_PUBDATES",
      what: `the header has two dates, "${header.date}" and "${header.otherDate.slice(0, 60)}": the first counts`,
    });
  }
  return {
    id: fileName,
    fileName,
    text,
    titleSpan: header === undefined ? findHeadline(text) : header.titleSpan,
    headerEnd: header?.end,
    publishedAt: publishedAt ?? ownDate,
    source: {
      ...(header?.source === undefined ? {} : { name: header.source }),
      ...(header?.url === undefined ? {} : { url: header.url }),
    },
    warnings,
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Header {
  readonly end: number;
  readonly date: string | undefined;
  /** A second, different date that the header gives. */
  readonly otherDate: string | undefined;
  readonly source: string | undefined;
  readonly url: string | undefined;
  readonly titleSpan: Span | undefined;
}

function readDateLine(text: string): Header | undefined {
  const end = endOfLine(text, 0);
  if (end > LONGEST_HEADER_LINE) return undefined;
  const line = text.slice(0, end);
  const match = DATE_LINE.exec(line.trimEnd());
  if (match === null) return undefined;
  const title = match[2];
  const start = title === undefined ? 0 : line.indexOf(title);
  return {
    end,
    date: match[1],
    otherDate: undefined,
    source: undefined,
    url: undefined,
    titleSpan: title === undefined ? undefined : { start, end: start + title.length },
  };
}

function readFields(text: string): Header | undefined {
  const values: Partial<Record<FieldName, string>> = {};
  let titleSpan: Span | undefined;
  let otherDate: string | undefined;
  let at = 0;
  for (let count = 0; count < MOST_FIELDS && at < text.length; count++) {
    const end = endOfLine(text, at);
    if (end - at > LONGEST_HEADER_LINE) break;
    const line = text.slice(at, end).trimEnd();
    const match = FIELD_LINE.exec(line);
    if (match === null) break;
    const field = FIELDS[match[1]!.toLowerCase()]!;
    const value = match[2]!.trim();
    if (values[field] === undefined && value !== "") {
      values[field] = value;
      if (field === "title") {
        const start = at + line.lastIndexOf(value);
        titleSpan = { start, end: start + value.length };
      }
    }
    if (field === "date" && value !== "" && value !== values.date) otherDate ??= value;
    at = end + 1;
  }
  if (Object.keys(values).length === 0) return undefined;
  return {
    end: Math.min(at, text.length),
    date: values.date,
    otherDate,
    source: values.source,
    url: values.url,
    titleSpan,
  };
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  return newline < 0 ? text.length : newline;
}

const LINES_BEFORE_HEADLINE = 12;

/**
 * The first line that reads like a headline: short, at least five words or eight Han characters (a section
 * name has fewer), no full stop, and more text after it. A line of running text before it means there is none.
 */
function findHeadline(text: string): Span | undefined {
  const cleaned = cleanText(text.slice(0, LINES_BEFORE_HEADLINE * LONGEST_HEADER_LINE));
  let at = 0;
  for (let lines = 0; lines < LINES_BEFORE_HEADLINE && at < cleaned.length; lines++) {
    const end = endOfLine(cleaned, at);
    const line = cleaned
      .slice(at, Math.min(end, at + LONGEST_HEADLINE + 1))
      .trim()
      .replace(/^\uFEFF/, "");
    const isShort = end - at <= LONGEST_HEADLINE;
    if (line !== "") {
      const isRunning = !isShort || /[.。!！"”:：;；]$/.test(line) || /^[-*•]/.test(line);
      if (isRunning) return undefined;
      if (isHeadlineLong(line) && text.slice(end).trim() !== "") {
        const start = text.indexOf(line, at);
        return { start, end: start + line.length };
      }
    }
    at = end + 1;
  }
  return undefined;
}

function isHeadlineLong(line: string): boolean {
  const han = line.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han >= 8 || line.split(/\s+/).length >= 5;
}
