import { join } from "node:path";
import type { Issue } from "../../errors.ts";
import { byRules, extractWithModel } from "../../feeds/model-service/extract-with-model.ts";
import type { DraftSignal } from "../../signals/extract/drafts/draft-signal.ts";
import type { Article } from "../../signals/extract/read-article/article.ts";
import { edictHome } from "../../storage/edict-home.ts";

/** Flags of the model that reads in place of the rules. */
export interface ModelFlags {
  readonly model?: string;
  readonly endpoint?: string;
  readonly modelCache?: string;
  readonly modelCutoff?: string;
  /** Seconds for one request to the model. */
  readonly modelTimeout?: number;
  readonly replay?: boolean;
}

/** Drafts of an article: at once by the rules, or later by a model. */
export type Drafter = (
  article: Article,
) => Promise<{ drafts: readonly DraftSignal[]; warnings: readonly Issue[] }> | readonly DraftSignal[];

// A service that fails this many articles in a row, each after its retries, is not asked about the rest.
const MOST_FAILURES = 2;
const GIVEN_UP = `the model service was not asked: it had failed ${MOST_FAILURES} articles in a row`;

/**
 * Lets a model read articles, one after the other; where it fails the rules stand in, and a warning says so. A service
 * that is down keeps nobody waiting article after article: after two the rules read the rest, marked alike.
 */
export function modelDrafter(model: string, endpoint: string, flags: ModelFlags): Drafter {
  let last: Promise<unknown> = Promise.resolve();
  let failures = 0;
  const read = async (article: Article) => {
    const answer = failures >= MOST_FAILURES ? byRules(article, GIVEN_UP, []) : await ask(article);
    if (failures < MOST_FAILURES) failures = answer.isServiceDown === true ? failures + 1 : 0;
    const { drafts, fallback, warnings } = answer;
    const said =
      fallback === undefined ? warnings : [...warnings, `the rules read it instead of ${model}: ${fallback}`];
    return { drafts, warnings: said.map((what) => ({ what, at: article.id })) };
  };
  const ask = (article: Article) =>
    extractWithModel(article, {
      endpoint,
      model,
      cacheFolder: flags.modelCache ?? join(edictHome(), "cache", "models"),
      ...(flags.replay === true && { replay: true }),
      ...(flags.modelCutoff !== undefined && { modelCutoff: flags.modelCutoff }),
      ...(flags.modelTimeout !== undefined && { timeout: flags.modelTimeout * 1000 }),
    });
  return (article) => {
    // One request at a time: most such services run on the user's own machine.
    const answer = last.then(() => read(article));
    last = answer.catch(() => undefined);
    return answer;
  };
}
