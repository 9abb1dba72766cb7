import { join } from "node:path";
import { InputError } from "../../errors.ts";
import type { DraftSignal } from "../../signals/extract/drafts/draft-signal.ts";
import { extractSignals } from "../../signals/extract/extract-signals.ts";
import { checkModelReply, type ModelProvenance } from "../../signals/extract/model/check-reply.ts";
import { buildModelPrompt, modelCacheKey } from "../../signals/extract/model/model-prompt.ts";
import type { Article } from "../../signals/extract/read-article/article.ts";
import { parseCalendarDay } from "../../time/calendar-day.ts";
import { askModel, type ModelEndpointOptions } from "./ask-model.ts";
import { keepAnswer, readKeptAnswer } from "./model-answers.ts";

export interface ModelExtraction {
  readonly drafts: readonly DraftSignal[];
  /** Why the rules answered instead of the model. */
  readonly fallback?: string;
  /** The service itself failed, after every retry: the next article will hardly fare better. */
  readonly isServiceDown?: boolean;
  /** What a user should know: above all that the model may have read what happened next. */
  readonly warnings: readonly string[];
}

/**
 * Reads an article with a model behind an OpenAI-compatible service (`POST {endpoint}/chat/completions`,
 * temperature 0, strict JSON schema), or from an answer kept earlier.
 *
 * The reply is checked word for word (see `checkModelReply`). Where the service fails, or the reply does not
 * stand the check, the rules answer, and every draft says so in `extractor.fallback`. Only the headline, the
 * text and the time of publication are sent; no prices, no later articles.
 *
 * @throws InputError if the endpoint is no address, or `replay` is asked for and no answer is kept
 */
export async function extractWithModel(
  article: Article,
  options: ModelEndpointOptions,
): Promise<ModelExtraction> {
  const endpoint = readEndpoint(options.endpoint);
  checkCutoff(options.modelCutoff);
  const prompt = buildModelPrompt(article);
  const key = modelCacheKey(article, endpoint.href, options.model);
  const file = join(options.cacheFolder, `${key}.json`);
  const kept = readKeptAnswer(file);
  const warnings = lookAheadWarnings(article, options);
  let answer = kept;
  if (answer === undefined) {
    if (options.replay === true) {
      throw new InputError({
        what: `no answer of ${options.model} is kept for article ${article.id}`,
        at: file,
        fix: "run once without replay, or use the rules",
      });
    }
    const asked = await askModel(endpoint, prompt, options);
    if ("failure" in asked)
      return { ...byRules(article, asked.failure, warnings), isServiceDown: asked.isPassing };
    answer = asked;
  }
  const provenance: ModelProvenance = {
    endpoint: endpoint.host,
    model: options.model,
    systemFingerprint: answer.systemFingerprint,
    promptHash: prompt.promptHash,
    isCacheHit: kept !== undefined,
    modelCutoff: options.modelCutoff ?? null,
    lookAheadRisk: warnings.length > 0,
  };
  const checked = checkModelReply(answer.content, article, provenance);
  // A refused answer is kept too: asking again at temperature 0 would bring the same one.
  if (kept === undefined) keepAnswer(file, answer);
  if (checked.problems !== undefined) {
    return byRules(article, `the model's answer was refused: ${checked.problems.join("; ")}`, warnings);
  }
  return { drafts: checked.drafts, warnings };
}

function readEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InputError({
      what: `"${text}" is no address of a service`,
      at: "--endpoint",
      fix: "write the base, e.g. http://127.0.0.1:11434/v1",
    });
  }
  return url;
}

function checkCutoff(cutoff: string | undefined): void {
  if (cutoff === undefined || parseCalendarDay(cutoff) !== undefined) return;
  const fix = "write it as YYYY-MM-DD, e.g. 2024-06-30, or leave it out";
  throw new InputError({ what: `"${cutoff}" is no calendar day`, at: "--model-cutoff", fix });
}

/** What the rules make of an article that a model was to read; every draft says why. */
export function byRules(article: Article, reason: string, warnings: readonly string[]): ModelExtraction {
  const drafts = extractSignals(article).map((draft) => ({
    ...draft,
    extractor: { ...draft.extractor, fallback: reason },
    warnings: [...draft.warnings, "W_MODEL_FALLBACK"],
  }));
  return { drafts, fallback: reason, warnings };
}

/** A model that was trained after the article may know what happened next: that is looking ahead. */
function lookAheadWarnings(article: Article, { model, modelCutoff }: ModelEndpointOptions): string[] {
  const cutoff = modelCutoff === undefined ? undefined : parseCalendarDay(modelCutoff);
  if (cutoff === undefined) {
    return [`the knowledge cutoff of ${model} is unknown: it may know what happened after the article`];
  }
  const { publishedDay, publishedAt } = article;
  if (publishedDay !== undefined && publishedDay > cutoff) return [];
  const when = publishedAt === null ? "has no date" : `is of ${publishedAt.slice(0, 10)}`;
  return [
    `the article ${when}, ${model} knows the world up to ${modelCutoff}: it may know what happened next`,
  ];
}
