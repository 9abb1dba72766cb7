import type { Issue } from "../../../errors.ts";
import type { ArticleWarning } from "./article.ts";
import type { RawArticle } from "./make-article.ts";
import { parsePublishedAt } from "./published-at.ts";

const KNOWN = new Set(["id", "title", "text", "publishedAt", "source", "url", "lang"]);
const FIX = 'write {"title": "...", "text": "...", "publishedAt": "2024-09-24T09:30:00+08:00"}';

/** Where an article object was found. */
export interface ArticleOrigin {
  readonly fileName: string;
  /** The article's id where it has none of its own. */
  readonly id: string;
  /** Place of the object in its file, for issues. */
  readonly at: string;
  /** Zone in which dates without an offset are read. */
  readonly zone: string;
}

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
 * @param origin where the object was found
 */
export function readArticleObject(value: unknown, origin: ArticleOrigin): ReadObject {
  const { fileName, id, at, zone } = origin;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { article: undefined, issues: [{ what: "not an article object", at, fix: FIX }] };
  }
  const fields = value as Record<string, unknown>;
  const issues: Issue[] = [];
  const textOf = (name: string): string | undefined => {
    const field = fields[name];
    if (field === undefined || field === null) return undefined;
    if (typeof field === "string") return field;
    issues.push({ what: `"${name}" is not a text`, at: `${at} .${name}`, fix: "write it in quotes" });
    return undefined;
  };
  const words = wordsOf(textOf("title"), textOf("text"));
  if (words === undefined) {
    const unknown = Object.keys(fields).filter((name) => !KNOWN.has(name));
    const hint = unknown.length === 0 ? "" : ` (it has ${unknown.slice(0, 6).join(", ")})`;
    issues.push({ what: `an article without "text"${hint}`, at, fix: FIX });
    return { article: undefined, issues };
  }
  const stamp = textOf("publishedAt");
  const published = stamp === undefined ? undefined : parsePublishedAt(stamp, zone);
  const warnings: ArticleWarning[] = [];
  if (stamp !== undefined && published === undefined) {
    const what = `"${stamp.slice(0, 60)}" is no date; write it in ISO 8601`;
    warnings.push({ code: "W_AMBIGUOUS_DATE", what });
  }
  const { lang } = fields;
  if (lang !== undefined && lang !== "en" && lang !== "zh" && lang !== "auto") {
    issues.push({
      what: `"lang" is neither "en" nor "zh"; the language is told from the text`,
      at: `${at} .lang`,
      fix: 'write "en" or "zh"',
    });
  }
  const url = textOf("url");
  return {
    article: {
      id: textOf("id") ?? id,
      fileName,
      ...words,
      publishedAt: published?.text,
      lang: lang === "en" || lang === "zh" ? lang : undefined,
      source: { ...sourceOf(fields.source), ...(url === undefined ? {} : { url }) },
      warnings,
    },
    issues,
  };
}

/** A headline stands for a missing text; `undefined` where there are no words at all. */
function wordsOf(
  title: string | undefined,
  text: string | undefined,
): Pick<RawArticle, "text" | "title" | "titleSpan"> | undefined {
  const isTitled = title !== undefined && title.trim() !== "";
  if (text !== undefined && text.trim() !== "") return { text, ...(isTitled ? { title } : {}) };
  return isTitled ? { text: title, titleSpan: { start: 0, end: title.length } } : undefined;
}

function sourceOf(value: unknown): { name?: string; url?: string } {
  if (typeof value === "string") return { name: value };
  if (typeof value !== "object" || value === null) return {};
  const { name, url } = value as { name?: unknown; url?: unknown };
  return { ...(typeof name === "string" ? { name } : {}), ...(typeof url === "string" ? { url } : {}) };
}
