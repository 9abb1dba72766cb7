import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { createInterface } from "node:readline";
import { InputError, type Issue } from "../errors.ts";
import type { Article } from "../signals/extract/read-article/article.ts";
import {
  type ParsedArticles,
  type ParseOptions,
  parseArticleLine,
  parseArticles,
} from "../signals/extract/read-article/parse-articles.ts";

const ENDINGS = [".txt", ".md", ".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom", ".html", ".htm"];
/** A longer list of articles is read line by line, so that memory stays flat. */
const STREAMED_ABOVE = 16 * 1024 * 1024;
/** No single article is longer; a book is no news. */
const MOST_BYTES = 256 * 1024 * 1024;
const SIDECAR = ".meta.json";

/**
 * Reads articles from files and folders, a file at a time. Each article goes to `each` as soon as it is read; what
 * cannot be read is an issue, and nothing of the rest is lost.
 *
 * A file `NAME.meta.json` beside `NAME.txt` says what the article does not: title, publishedAt, source, url.
 *
 * @returns every issue, in the order of the files
 * @throws InputError if a path does not exist
 */
export async function readArticleFiles(
  paths: readonly string[],
  options: ParseOptions,
  each: (article: Article) => void,
): Promise<readonly Issue[]> {
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) {
    throw new InputError(
      missing.map((path) => ({ what: "there is no such file or folder", at: path, fix: "correct the path" })),
    );
  }
  const issues: Issue[] = [];
  for (const file of paths.flatMap(filesUnder)) {
    const take = ({ articles, issues: found }: ParsedArticles) => {
      for (const article of articles) each(article);
      issues.push(...found);
    };
    await readOne(file, options, take);
  }
  return issues;
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => ENDINGS.includes(extname(name).toLowerCase()) && !name.endsWith(SIDECAR))
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile());
}

async function readOne(
  file: string,
  options: ParseOptions,
  take: (parsed: ParsedArticles) => void,
): Promise<void> {
  const { size } = statSync(file);
  const name = file.replaceAll("\\", "/");
  if (/\.(jsonl|ndjson)$/i.test(file) && size > STREAMED_ABOVE) {
    let line = 0;
    for await (const text of createInterface({
      input: createReadStream(file, "utf8"),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      line++;
      take(parseArticleLine(text, line, name, options));
    }
    return;
  }
  if (size > MOST_BYTES) {
    const what = `the file has ${Math.round(size / 1024 / 1024)} MB, more than an article can`;
    take({ articles: [], issues: [{ what, at: name, fix: "give many articles as JSONL, one a line" }] });
    return;
  }
  take(parseArticles(readFileSync(file), name, withSidecar(file, options)));
}

function withSidecar(file: string, options: ParseOptions): ParseOptions {
  const beside = file.slice(0, file.length - extname(file).length) + SIDECAR;
  if (!existsSync(beside)) return options;
  try {
    return { ...options, sidecar: JSON.parse(readFileSync(beside, "utf8")) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError({
      what: `the file beside ${basename(file)} is no JSON: ${message}`,
      at: beside,
      fix: "mend it, or delete it",
    });
  }
}
