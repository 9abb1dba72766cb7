import { parseJsonText } from "../../../decode/json-text.ts";
import type { Issue } from "../../../errors.ts";
import type { Language } from "../text/language.ts";
import type { Article, ArticleWarning } from "./article.ts";
import { decodeArticle } from "./decode-article.ts";
import { DEFAULT_ZONE, makeArticle, type RawArticle } from "./make-article.ts";
import { parsePublishedAt } from "./published-at.ts";
import { readFeed } from "./read-feed.ts";
import { readArticleObject } from "./read-json-article.ts";
import { readTextArticle } from "./read-text-article.ts";
import { stripMarkup } from "./strip-markup.ts";

/** What is known of a file's articles from outside the file. */
export interface ParseOptions {
  /** Overrides every date in the file: an ISO day or instant. */
  readonly publishedAt?: string;
  /** Name of the source, where the file does not say. */
  readonly source?: string;
  /** Zone in which dates without an offset are read; `Asia/Shanghai` by default. */
  readonly zone?: string;
  readonly lang?: Language | "auto";
  /** Fields of a file beside the article (NAME.meta.json): over the file's own, under the options above. */
  readonly sidecar?: {
    readonly title?: string;
    readonly publishedAt?: string;
    readonly source?: string;
    readonly url?: string;
  };
}

/** The articles of a file, and what of it could not be read. */
export interface ParsedArticles {
  readonly articles: readonly Article[];
  /** What could not be read, each with its place; everything else is in `articles`. */
  readonly issues: readonly Issue[];
}

/**
 * Reads the articles of a file: plain text with or without a header, JSON (one object or a list), JSONL, RSS
 * 2.0, Atom, or an HTML page. The kind is told from the name, and from the first characters where the name
 * does not say.
 *
 * Nothing is dropped silently: a line, item or file that is not read is an issue, anything doubtful about an
 * article that is kept is one of its warnings.
 *
 * @param input bytes (any common encoding) or decoded text
 * @param fileName used for ids and places
 * @example parseArticles("Title: Cut\nDate: 2024-09-24\n\nThe PBoC cut rates.", "a.txt").articles[0]?.publishedAt // => "2024-09-24"
 */
export function parseArticles(
  input: Uint8Array | string,
  fileName: string,
  options: ParseOptions = {},
): ParsedArticles {
  const decoded =
    typeof input === "string" ? { text: input, warnings: [], issues: [] } : decodeArticle(input, fileName);
  if (decoded.issues.length > 0) return { articles: [], issues: decoded.issues };
  if (decoded.text.replace(/^\uFEFF/, "").trim() === "") {
    return { articles: [], issues: [{ what: "the file is empty", at: fileName, fix: "leave it out" }] };
  }
  const zone = options.zone ?? DEFAULT_ZONE;
  const { raws, issues } = readRaw(decoded.text, fileName, zone);
  const optionIssues = checkOptions(options, fileName, zone);
  if (optionIssues.length > 0) return { articles: [], issues: optionIssues };
  return { articles: raws.map((raw) => complete(raw, options, decoded.warnings, zone)), issues };
}

/**
 * Reads one line of a JSONL file. Files too long to hold are read line by line with this.
 *
 * @param lineNumber from 1; a blank line gives nothing
 */
export function parseArticleLine(
  line: string,
  lineNumber: number,
  fileName: string,
  options: ParseOptions = {},
): ParsedArticles {
  const zone = options.zone ?? DEFAULT_ZONE;
  const { raws, issues } = readLine(line, lineNumber, fileName, zone);
  return { articles: raws.map((raw) => complete(raw, options, [], zone)), issues };
}

interface RawArticles {
  readonly raws: readonly RawArticle[];
  readonly issues: readonly Issue[];
}

function readRaw(text: string, fileName: string, zone: string): RawArticles {
  switch (formatOf(text, fileName)) {
    case "jsonl":
      return readLines(text, fileName, zone);
    case "json":
      return readJson(text, fileName, zone);
    case "feed": {
      const { articles, issues } = readFeed(text, fileName, zone);
      return { raws: articles, issues };
    }
    case "html":
      return readPage(text, fileName, zone);
    case "text":
      return { raws: [readTextArticle(text, fileName, zone)], issues: [] };
  }
}

const OPENING = 600;

function formatOf(text: string, fileName: string): "text" | "json" | "jsonl" | "feed" | "html" {
  const opening = text
    .slice(0, OPENING)
    .replace(/^\uFEFF/, "")
    .trimStart()
    .toLowerCase();
  if (/\.(jsonl|ndjson)$/i.test(fileName)) return "jsonl";
  if (/\.json$/i.test(fileName)) return "json";
  if (/^(<\?xml[^>]{0,200}\?>\s{0,20}|<!--[^>]{0,200}-->\s{0,20}){0,3}<(rss|feed|rdf:rdf)[\s>]/.test(opening))
    return "feed";
  if (/\.(rss|atom|xml)$/i.test(fileName)) return "feed";
  if (/^(<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])/.test(opening) || /\.html?$/i.test(fileName))
    return "html";
  return "text";
}

function readJson(text: string, fileName: string, zone: string): RawArticles {
  const parsed = parseJsonText(text, fileName);
  if (parsed.issues !== undefined) return { raws: [], issues: parsed.issues };
  const isList = Array.isArray(parsed.value);
  const values: readonly unknown[] = isList ? (parsed.value as unknown[]) : [parsed.value];
  const raws: RawArticle[] = [];
  const issues: Issue[] = [];
  for (const [index, value] of values.entries()) {
    const id = isList ? `${fileName}#${index + 1}` : fileName;
    const at = isList ? `${fileName} [${index}]` : fileName;
    const read = readArticleObject(value, { fileName, id, at, zone });
    if (read.article !== undefined) raws.push(read.article);
    issues.push(...read.issues);
  }
  return { raws, issues };
}

function readLines(text: string, fileName: string, zone: string): RawArticles {
  const raws: RawArticle[] = [];
  const issues: Issue[] = [];
  let at = 0;
  for (let number = 1; at <= text.length; number++) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const read = readLine(text.slice(at, end), number, fileName, zone);
    raws.push(...read.raws);
    issues.push(...read.issues);
    at = end + 1;
  }
  return { raws, issues };
}

function readLine(line: string, number: number, fileName: string, zone: string): RawArticles {
  const content = line.replace(/^\uFEFF/, "").trim();
  if (content === "") return { raws: [], issues: [] };
  const at = `${fileName}:${number}`;
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {
      raws: [],
      issues: [
        {
          what: `not JSON: ${error.message}`,
          at,
          fix: "mend the line or leave it out; the other lines are read",
        },
      ],
    };
  }
  const read = readArticleObject(value, { fileName, id: `${fileName}#${number}`, at, zone });
  return { raws: read.article === undefined ? [] : [read.article], issues: read.issues };
}

function readPage(html: string, fileName: string, zone: string): RawArticles {
  const { text, title } = stripMarkup(html);
  if (text.trim() === "") {
    return {
      raws: [],
      issues: [{ what: "an HTML page without words in it", at: fileName, fix: "save the article's text" }],
    };
  }
  const raw = readTextArticle(text, fileName, zone);
  const warning: ArticleWarning = {
    code: "W_HTML",
    what: "an HTML page: its words are read, offsets count in the text without markup",
  };
  const isTitled = raw.titleSpan !== undefined || title === undefined;
  return {
    raws: [{ ...raw, ...(isTitled ? {} : { title }), warnings: [...(raw.warnings ?? []), warning] }],
    issues: [],
  };
}

const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;

/** Lays options and sidecar over what the file says, in that order of precedence. */
function complete(
  raw: RawArticle,
  options: ParseOptions,
  decoding: readonly ArticleWarning[],
  zone: string,
): Article {
  const { sidecar } = options;
  const stamp = options.publishedAt ?? sidecar?.publishedAt;
  const publishedAt = stamp === undefined ? raw.publishedAt : parsePublishedAt(stamp, zone)?.text;
  const warnings: ArticleWarning[] = [...decoding, ...(raw.warnings ?? [])];
  if (DIRECTION_MARKS.test(raw.text)) {
    warnings.push({
      code: "W_RTL_MARKS",
      what: "right-to-left or direction marks in the text: they are passed over",
    });
  }
  const source = {
    ...raw.source,
    ...(sidecar?.source === undefined ? {} : { name: sidecar.source }),
    ...(sidecar?.url === undefined ? {} : { url: sidecar.url }),
    ...(options.source === undefined ? {} : { name: options.source }),
  };
  return makeArticle(
    {
      ...raw,
      ...(sidecar?.title === undefined ? {} : { title: sidecar.title, titleSpan: undefined }),
      publishedAt,
      source,
      lang: options.lang === undefined || options.lang === "auto" ? raw.lang : options.lang,
      warnings: stamp === undefined || publishedAt === undefined ? warnings : withoutDateDoubts(warnings),
    },
    zone,
  );
}

/** A date given from outside settles every doubt about the dates inside. */
function withoutDateDoubts(warnings: readonly ArticleWarning[]): ArticleWarning[] {
  return warnings.filter((one) => one.code !== "W_TWO_PUBDATES" && one.code !== "W_AMBIGUOUS_DATE");
}

function checkOptions(options: ParseOptions, fileName: string, zone: string): Issue[] {
  const stamps: readonly [string | undefined, string][] = [
    [options.publishedAt, "--published-at"],
    [options.sidecar?.publishedAt, `${fileName} sidecar`],
  ];
  return stamps.flatMap(([stamp, at]) =>
    stamp === undefined || parsePublishedAt(stamp, zone) !== undefined
      ? []
      : [
          {
            what: `"${stamp}" is no date`,
            at,
            fix: "write it in ISO 8601, e.g. 2024-09-24 or 2024-09-24T09:30:00+08:00",
          },
        ],
  );
}
