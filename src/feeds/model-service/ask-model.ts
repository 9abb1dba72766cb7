import { setTimeout as pause } from "node:timers/promises";
import { modelReplyJsonSchema } from "../../signals/extract/model/model-reply.ts";
import { proxyDispatcher } from "../transport/proxy-dispatcher.ts";
import { backoffDelay, type RetryPolicy, retryAfter } from "../transport/retry-policy.ts";
import type { KeptAnswer } from "./model-answers.ts";

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

const TIMEOUT = 60_000;
/** An answer has a few kilobytes. */
const MOST_BYTES = 8_000_000;
const RETRY: RetryPolicy = { attempts: 3, baseDelay: 500, maxDelay: 10_000, maxRetryAfter: 30_000 };
/** The only place that a key is read from: never a flag, a file or a cache. */
const KEY_VARIABLE = "EDICT_MODEL_KEY";

/** Why there is no answer, and whether a later try may bring one. */
export interface NoAnswer {
  readonly failure: string;
  readonly isPassing: boolean;
}

/**
 * Asks a model behind an OpenAI-compatible service, with retries.
 *
 * One request ends after `timeout` milliseconds, however slowly its answer drips in, and after `MOST_BYTES`. It goes to
 * the address given and nowhere else: a service that sends it on to another one is not followed.
 *
 * @returns the answer, or why there is none
 */
export async function askModel(
  endpoint: URL,
  prompt: { system: string; user: string },
  options: Pick<ModelEndpointOptions, "model" | "timeout" | "retry" | "random">,
): Promise<KeptAnswer | NoAnswer> {
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
        const often = attempt === 0 ? "" : `, ${attempt + 1} times in a row`;
        return { failure: `the model service ${outcome.what}${often}`, isPassing: outcome.isPassing };
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
): Promise<ServiceResponse> {
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
      redirect: "manual",
    });
    return {
      status: response.status,
      wait: retryAfter(response.headers.get("retry-after"), Date.now()),
      location: response.headers.get("location"),
      text: await readText(response),
    };
  } finally {
    clearTimeout(timer);
  }
}

/** The body as text, or nothing where it is longer than any answer. */
async function readText({ body }: Awaited<ReturnType<Fetch>>): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop closes the connection.
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

interface ServiceResponse {
  readonly status: number;
  readonly wait: number | undefined;
  readonly location: string | null;
  readonly text: string | undefined;
}

interface Failure {
  readonly what: string;
  /** Whether another try may help. */
  readonly isPassing: boolean;
  readonly wait?: number | undefined;
}

async function post(attempt: () => Promise<ServiceResponse>, model: string): Promise<KeptAnswer | Failure> {
  let answer: ServiceResponse;
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
  if (status >= 300 && status < 400)
    return {
      what: `sends on to ${whereTo(answer.location)} (HTTP ${status}), which was not asked`,
      isPassing: false,
    };
  if (text === undefined) return { what: "answered with more than 8 MB", isPassing: false };
  if (status !== 200) return { what: `refused (HTTP ${status})`, isPassing: false };
  return contentOf(text, model);
}

function whereTo(location: string | null): string {
  return location !== null && URL.canParse(location) ? new URL(location).origin : "another address";
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
