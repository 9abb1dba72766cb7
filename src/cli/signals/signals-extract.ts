import { formatIssue, InputError, type Issue } from "../../errors.ts";
import { renderDrafts } from "../../report/terminal/drafts-table.ts";
import type { DraftSignal } from "../../signals/extract/drafts/draft-signal.ts";
import { extractSignals } from "../../signals/extract/extract-signals.ts";
import type { Article } from "../../signals/extract/read-article/article.ts";
import { groupSameActs, signalsOfActs } from "../../signals/extract/same-acts/group-same-acts.ts";
import { signalsFromDrafts } from "../../signals/signal-from-draft.ts";
import { readArticleFiles } from "../../storage/article-files.ts";
import { writeDrafts } from "../../storage/draft-files.ts";
import { parseCalendarDay } from "../../time/calendar-day.ts";
import { parseInstant } from "../../time/zoned-time.ts";
import { printError, printJson, printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";
import type { Drafter, ModelFlags } from "./model-drafter.ts";

/** Flags of `edict signals extract`. */
export interface ExtractFlags extends ModelFlags {
  readonly publishedAt?: string;
  readonly source?: string;
  readonly tz?: string;
  readonly lang?: "auto" | "en" | "zh";
  readonly into: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/**
 * Reads articles and finds the policy acts in them. With `--json` the drafts are printed and nothing is written;
 * otherwise they go to a draft file for review, with the evidence beside each field.
 *
 * Warnings and what could not be read go to stderr; the rest is done all the same.
 *
 * @throws InputError at the end if a file could not be read, or with `--strict` if an article has no date
 */
export async function extractFromArticles(paths: readonly string[], flags: ExtractFlags): Promise<void> {
  checkPublishedAt(flags.publishedAt);
  const articles = new ArticleReader(await drafter(flags));
  const unread = await readArticleFiles(paths, parseOptions(flags), (article) => articles.take(article));
  const { drafts, texts, titles, warnings } = await articles.finish();
  const acts = signalsOfActs(groupSameActs(drafts, { texts }));
  const undated = flags.json === true ? [] : await write(acts, titles, articles.count, flags.into);
  if (flags.json === true) printJson(acts);
  // An article that ends in an error for want of a date need not be warned of, too.
  for (const warning of warnings.filter(
    (one) => !undated.some(({ at }) => isAboutDate(one) && at === one.at),
  ))
    printError(formatIssue(warning));
  const failures = [...unread, ...(flags.strict === true ? warnings.filter(isAboutDate) : []), ...undated];
  if (failures.length > 0) throw new InputError(failures);
}

/** The rules, or a model behind an endpoint that falls back to them. */
async function drafter(flags: ExtractFlags): Promise<Drafter> {
  const isOfModel =
    flags.replay === true ||
    [flags.model, flags.endpoint, flags.modelCache, flags.modelCutoff, flags.modelTimeout].some(
      (flag) => flag !== undefined,
    );
  if (!isOfModel) return extractSignals;
  if (flags.model === undefined || flags.endpoint === undefined) {
    throw new InputError({
      what: "a model needs both its name and its endpoint",
      at: flags.model === undefined ? "--model" : "--endpoint",
      fix: "e.g. --model qwen3 --endpoint http://127.0.0.1:11434/v1",
    });
  }
  const { modelDrafter } = await import("./model-drafter.ts");
  return modelDrafter(flags.model, flags.endpoint, flags);
}

/** Collects drafts as articles come in; of an article without drafts nothing is kept, so memory stays flat. */
class ArticleReader {
  count = 0;
  readonly #drafter: Drafter;
  readonly #drafts: DraftSignal[] = [];
  readonly #texts = new Map<string, string>();
  readonly #titles = new Map<string, string>();
  readonly #warnings: Issue[] = [];
  readonly #pending: Promise<void>[] = [];

  constructor(drafter: Drafter) {
    this.#drafter = drafter;
  }

  take(article: Article): void {
    this.count++;
    for (const { code, what } of article.warnings) {
      this.#warnings.push({ what: `${code}: ${what}`, at: article.id });
    }
    const answer = this.#drafter(article);
    if (Array.isArray(answer)) this.#keep(article, answer as readonly DraftSignal[]);
    else this.#pending.push(this.#await(article, answer as Exclude<typeof answer, readonly DraftSignal[]>));
  }

  async finish() {
    await Promise.all(this.#pending);
    return { drafts: this.#drafts, texts: this.#texts, titles: this.#titles, warnings: this.#warnings };
  }

  async #await(
    article: Article,
    answer: Promise<{ drafts: readonly DraftSignal[]; warnings: readonly Issue[] }>,
  ) {
    const { drafts, warnings } = await answer;
    this.#warnings.push(...warnings);
    this.#keep(article, drafts);
  }

  #keep(article: Article, drafts: readonly DraftSignal[]): void {
    if (drafts.length === 0) return;
    this.#drafts.push(...drafts);
    this.#texts.set(article.id, article.text);
    const title = article.title ?? spanText(article);
    if (title !== undefined) this.#titles.set(article.id, title);
  }
}

function spanText({ text, titleSpan }: Article): string | undefined {
  return titleSpan === undefined ? undefined : text.slice(titleSpan.start, titleSpan.end).trim();
}

async function write(
  acts: readonly DraftSignal[],
  titles: ReadonlyMap<string, string>,
  articles: number,
  into: string,
): Promise<readonly Issue[]> {
  const { drafted, issues } = signalsFromDrafts(acts, titles);
  const written = drafted.length === 0 ? { added: [], known: [] } : await writeDrafts(into, drafted);
  const signals = drafted.map(({ signal }) => signal);
  printText(
    renderDrafts({ signals, articles, file: into, undated: issues.length, ...written }, terminalStyle()),
  );
  return issues;
}

function parseOptions(flags: ExtractFlags) {
  return {
    ...(flags.publishedAt !== undefined && { publishedAt: flags.publishedAt }),
    ...(flags.source !== undefined && { source: flags.source }),
    ...(flags.tz !== undefined && { zone: flags.tz }),
    ...(flags.lang !== undefined && { lang: flags.lang }),
  };
}

function checkPublishedAt(text: string | undefined): void {
  if (text === undefined || parseCalendarDay(text) !== undefined || parseInstant(text) !== undefined) return;
  throw new InputError({
    what: `"${text}" is neither a day nor an instant`,
    at: "--published-at",
    fix: "write YYYY-MM-DD, or e.g. 2025-02-17T12:30+08:00",
  });
}

function isAboutDate(issue: Issue): boolean {
  return issue.what.startsWith("W_NO_PUBDATE");
}
