import type { Issue } from "../../../errors.ts";
import type { ArticleWarning } from "./article.ts";
import type { RawArticle } from "./make-article.ts";
import { parsePublishedAt } from "./published-at.ts";

const KNOWN = new Set(["id", "title", "text", "publishedAt", "source", "url", "lang"]);
const FIX = 'write {"title": "...", "text": "...", "publishedAt": "2024-09-24T09:30:00+08:00"}';

/** One article object as read, or what is wrong with it. */
export interface ReadObject {
  readonly article: RawArticle | undefined;
  readonly issues: readonly Issue[];
}

/**
 * Reads one article object: `{ id?, title?, text, publishedAt?, source?, url?, lang? }`.
 *
 * Without a text it is refused. A date that is none, or a field of the wrong type, is named and left out; the
 * rest is kept. Unknown fields are passed over: articles come with all sorts of them.
 *
 * @param at place of the object in its file, for issues
 */
export function readArticleObject(
  value: unknown,
  fileName: string,
  fallbackId: string,
  at: string,
  zone: string,
): ReadObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { article: undefined, issues: [{ what: "not an article object", at, fix: FIX }] };
  }
  const fields = value as Record<string, unknown>;
  const issues: Issue[] = [];
  const warnings: ArticleWarning[] = [];
  const textOf = (name: string): string | undefined => {
    const field = fields[name];
    if (field === undefined || field === null) return undefined;
    if (typeof field === "string") return field;
    issues.push({ what: `"${name}" is not a text`, at: `${at} .${name}`, fix: "write it in quotes" });
    return undefined;
  };
  const title = textOf("title");
  const text = textOf("text");
  if ((text === undefined || text.trim() === "") && (title === undefined || title.trim() === "")) {
    const unknown = Object.keys(fields).filter((name) => !KNOWN.has(name));
    const hint = unknown.length === 0 ? "" : ` (it has ${unknown.slice(0, 6).join(", ")})`;
    issues.push({ what: `an article without "text"${hint}`, at, fix: FIX });
    return { article: undefined, issues };
  }
  const stamp = textOf("publishedAt");
  const published = stamp === undefined ? undefined : parsePublishedAt(stamp, zone);
  if (stamp !== undefined && published === undefined) {
    warnings.push({
      code: "W_AMBIGUOUS_DATE",
      what: `"${stamp.slice(0, 60)}" is no date; write it in ISO 8601`,
    });
  }
  const lang = fields.lang;
  if (lang !== undefined && lang !== "en" && lang !== "zh" && lang !== "auto") {
    issues.push({
      what: `"lang" is neither "en" nor "zh"; the language is told from the text`,
      at: `${at} .lang`,
      fix: 'write "en" or "zh"',
    });
  }
  const source = sourceOf(fields.source);
  const url = textOf("url");
  const hasText = text !== undefined && text.trim() !== "";
  return {
    article: {
      id: textOf("id") ?? fallbackId,
      fileName,
      text: hasText ? text : title!,
      ...(hasText
        ? title === undefined || title.trim() === ""
          ? {}
          : { title }
        : { titleSpan: { start: 0, end: title!.length } }),
      publishedAt: published?.text,
      lang: lang === "en" || lang === "zh" ? lang : undefined,
      source: { ...source, ...(url === undefined ? {} : { url }) },
      warnings,
    },
    issues,
  };
}

function sourceOf(value: unknown): { name?: string; url?: string } {
  if (typeof value === "string") return { name: value };
  if (typeof value !== "object" || value === null) return {};
  const { name, url } = value as { name?: unknown; url?: unknown };
  return { ...(typeof name === "string" ? { name } : {}), ...(typeof url === "string" ? { url } : {}) };
}
