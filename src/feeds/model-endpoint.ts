import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { InputError } from "../errors.ts";
import type { Article } from "../signals/extract/article.ts";
import type { DraftSignal } from "../signals/extract/draft-signal.ts";
import { extractSignals } from "../signals/extract/extract-signals.ts";
import { checkModelReply, type ModelProvenance } from "../signals/extract/model/check-reply.ts";
import { buildModelPrompt, modelCacheKey } from "../signals/extract/model/model-prompt.ts";
import { modelReplyJsonSchema } from "../signals/extract/model/model-reply.ts";
import { parseCalendarDay } from "../time/calendar-day.ts";
import { type KeptAnswer, keepAnswer, readKeptAnswer } from "./model-answers.ts";
import { proxyDispatcher } from "./transport/proxy-dispatcher.ts";
import { backoffDelay, type RetryPolicy, retryAfter } from "./transport/retry-policy.ts";

export interface ModelEndpointOptions {
  /** Base address of an OpenAI-compatible service, e.g. `http://127.0.0.1:11434/v1`. */
  readonly endpoint: string;
  readonly model: string;
  /** Folder that answers are kept in, one file each. */
  readonly cacheFolder: string;
  /** Answer from the folder only, never over the network. */
  readonly replay?: boolean;
  /** Last day that the model's training data reach, `YYYY-MM-DD`; unknown if left out. */
  readonly modelCutoff?: string;
  /** Milliseconds for one request. */
  readonly timeout?: number;
  readonly retry?: Partial<RetryPolicy>;
  /** Draws from [0, 1) for the jitter of pauses. */
  readonly random?: () => number;
}

export interface ModelExtraction {
  readonly drafts: readonly DraftSignal[];
  /** Why the rules answered instead of the model. */
  readonly fallback?: string;
  /** What a user should know: above all that the model may have read what happened next. */
  readonly warnings: readonly string[];
}

const TIMEOUT = 60_000;
const RETRY: RetryPolicy = { attempts: 3, baseDelay: 500, maxDelay: 10_000, maxRetryAfter: 30_000 };
/** The only place that a key is read from: never a flag, a file or a cache. */
const KEY_VARIABLE = "EDICT_MODEL_KEY";

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
    const asked = await ask(endpoint, prompt, options);
    if (typeof asked === "string") return byRules(article, asked, warnings);
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

function byRules(article: Article, reason: string, warnings: readonly string[]): ModelExtraction {
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

/** @returns the answer, or why there is none */
async function ask(
  endpoint: URL,
  prompt: { system: string; user: string },
  options: ModelEndpointOptions,
): Promise<KeptAnswer | string> {
  const retry = { ...RETRY, ...options.retry };
  const random = options.random ?? Math.random;
  const body = JSON.stringify({
    model: options.model,
    temperature: 0,
    messages: [
      { role: "system", content: prompt.system },
      { role: "user", content: prompt.user },
    ],
    response_format: {
      type: "json_schema",
      json_schema: { name: "policy_signals", strict: true, schema: modelReplyJsonSchema() },
    },
  });
  const url = new URL(`${endpoint.href.replace(/\/$/, "")}/chat/completions`);
  const { fetch } = await import("undici");
  const timeout = options.timeout ?? TIMEOUT;
  const dispatcher = await proxyDispatcher(timeout);
  try {
    for (let attempt = 0; ; attempt++) {
      const outcome = await post(() => send(fetch, url, body, timeout, dispatcher), options.model);
      if ("content" in outcome) return outcome;
      const isLast = attempt + 1 >= retry.attempts || !outcome.isPassing;
      if (isLast || (outcome.wait ?? 0) > retry.maxRetryAfter) {
        return `the model service ${outcome.what}${attempt === 0 ? "" : `, ${attempt + 1} times in a row`}`;
      }
      await pause((outcome.wait ?? 0) + backoffDelay(retry, attempt, random));
    }
  } finally {
    await dispatcher.close();
  }
}

type Fetch = typeof import("undici").fetch;

async function send(
  fetch: Fetch,
  url: URL,
  body: string,
  timeout: number,
  dispatcher: Awaited<ReturnType<typeof proxyDispatcher>>,
): Promise<{ status: number; wait: number | undefined; text: string }> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeout);
  const key = process.env[KEY_VARIABLE];
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key === undefined || key === "" ? {} : { authorization: `Bearer ${key}` }),
      },
      body,
      dispatcher,
      signal: controller.signal,
    });
    const text = await response.text();
    return {
      status: response.status,
      wait: retryAfter(response.headers.get("retry-after"), Date.now()),
      text,
    };
  } finally {
    clearTimeout(timer);
  }
}

interface Failure {
  readonly what: string;
  /** Whether another try may help. */
  readonly isPassing: boolean;
  readonly wait?: number | undefined;
}

async function post(
  attempt: () => Promise<{ status: number; wait: number | undefined; text: string }>,
  model: string,
): Promise<KeptAnswer | Failure> {
  let answer: { status: number; wait: number | undefined; text: string };
  try {
    answer = await attempt();
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === "AbortError";
    return {
      what: isTimeout ? "did not answer in time" : `could not be reached: ${causeOf(error)}`,
      isPassing: true,
    };
  }
  const { status, wait, text } = answer;
  if (status === 429) return { what: "says: too many requests (HTTP 429)", isPassing: true, wait };
  if (status === 408 || status >= 500) return { what: `failed (HTTP ${status})`, isPassing: true, wait };
  if (status !== 200) return { what: `refused (HTTP ${status})`, isPassing: false };
  return contentOf(text, model);
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

/** The message of a chat completion. */
function contentOf(text: string, model: string): KeptAnswer | Failure {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { what: "answered with something that is not JSON", isPassing: true };
  }
  const completion = value as {
    choices?: readonly { message?: { content?: unknown } }[];
    system_fingerprint?: unknown;
  } | null;
  const content = completion?.choices?.[0]?.message?.content;
  if (typeof content !== "string") return { what: "answered without a message", isPassing: false };
  const fingerprint = completion?.system_fingerprint;
  return {
    format: "edict/model-answer@1",
    model,
    systemFingerprint: typeof fingerprint === "string" ? fingerprint : null,
    content,
  };
}
