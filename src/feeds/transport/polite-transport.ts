import { createHash } from "node:crypto";
import type { Dispatcher } from "undici";
import { formatCounted } from "../../decode/format-count.ts";
import { FeedRefusal, type RefusalReason } from "../feed-refusal.ts";
import type { RawAnswer } from "../recorded-feed.ts";
import { proxyDispatcher } from "./proxy-dispatcher.ts";
import { backoffDelay, POLITE_RETRY, type RetryPolicy, retryAfter } from "./retry-policy.ts";

/** Milliseconds a request may take, headers and body together. */
const DEFAULT_TIMEOUT = 20_000;

export interface TransportOptions {
  readonly retry?: Partial<RetryPolicy>;
  /** milliseconds for one request; each retry has its own */
  readonly timeout?: number;
  /** draws from [0, 1) for the jitter */
  readonly random?: () => number;
  /** milliseconds since 1970 */
  readonly now?: () => number;
  /** pauses between retries */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly dispatcher?: Dispatcher;
}

export interface TransportRequest {
  /** as it is printed: `Yahoo` */
  readonly service: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** whether a 200 was cut off on the way; then it is asked for again */
  readonly isCutOff?: (text: string) => boolean;
}

/** An answer that came through whole, whatever its status. */
export interface HttpAnswer extends RawAnswer {
  readonly status: number;
  readonly text: string;
}

interface Failure {
  readonly reason: RefusalReason;
  readonly what: string;
  /** milliseconds the service asks to wait */
  readonly wait?: number | undefined;
}

/**
 * HTTP GET that is polite to a service and patient with a network: a time-out for each request, retries with
 * full jitter on 408, 429, 5xx, broken connections and cut answers, and Retry-After honoured up to a bound.
 */
export class PoliteTransport {
  readonly #retry: RetryPolicy;
  readonly #timeout: number;
  readonly #random: () => number;
  readonly #now: () => number;
  readonly #sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  #dispatcher: Promise<Dispatcher> | undefined;

  constructor(options: TransportOptions = {}) {
    this.#retry = { ...POLITE_RETRY, ...options.retry };
    this.#timeout = options.timeout ?? DEFAULT_TIMEOUT;
    this.#random = options.random ?? Math.random;
    this.#now = options.now ?? Date.now;
    this.#sleep = options.sleep ?? pause;
    this.#dispatcher = options.dispatcher === undefined ? undefined : Promise.resolve(options.dispatcher);
  }

  /** the clock that stamps answers */
  now(): number {
    return this.#now();
  }

  /**
   * @throws FeedRefusal after the last attempt, or at once if the service asks for too long a pause
   * @throws the reason of `signal` if it is aborted
   */
  async get(request: TransportRequest): Promise<HttpAnswer> {
    for (let attempt = 0; ; attempt++) {
      const outcome = await this.#attempt(request);
      if ("status" in outcome) return outcome;
      const isLast = attempt + 1 >= this.#retry.attempts;
      const asksTooMuch = (outcome.wait ?? 0) > this.#retry.maxRetryAfter;
      // The same certificate would come again.
      if (isLast || asksTooMuch || outcome.reason === "certificate")
        throw this.#refusal(request, outcome, attempt + 1);
      const backoff = backoffDelay(this.#retry, attempt, this.#random);
      // Jitter on top of Retry-After: every client of a busy service was told the same second.
      await this.#sleep(outcome.wait === undefined ? backoff : outcome.wait + backoff, request.signal);
    }
  }

  /** Closes idle connections, so that a test or a script may end at once. */
  async close(): Promise<void> {
    const dispatcher = await this.#dispatcher;
    this.#dispatcher = undefined;
    await dispatcher?.close();
  }

  async #attempt(request: TransportRequest): Promise<HttpAnswer | Failure> {
    request.signal?.throwIfAborted();
    const { fetch } = await import("undici");
    this.#dispatcher ??= proxyDispatcher(this.#timeout);
    // A controller and a timer of our own: the pair of AbortSignal.any and AbortSignal.timeout can be collected
    // as garbage on Node 20 before it fires.
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), this.#timeout);
    const forward = () => controller.abort();
    request.signal?.addEventListener("abort", forward, { once: true });
    try {
      const response = await fetch(request.url, {
        headers: { ...request.headers },
        dispatcher: await this.#dispatcher,
        signal: controller.signal,
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const wait = retryAfter(response.headers.get("retry-after"), this.#now());
      return this.#judge(request, response.status, bytes, wait);
    } catch (error) {
      request.signal?.throwIfAborted();
      if (controller.signal.aborted) {
        return { reason: "timeout", what: `did not answer within ${this.#timeout / 1000} s` };
      }
      const reason = CERTIFICATE_FAULT.test(rootCode(error)) ? "certificate" : "network";
      return { reason, what: `could not be reached: ${rootCauseText(error)}` };
    } finally {
      clearTimeout(timer);
      request.signal?.removeEventListener("abort", forward);
    }
  }

  #judge(
    request: TransportRequest,
    status: number,
    bytes: Uint8Array<ArrayBuffer>,
    wait: number | undefined,
  ): HttpAnswer | Failure {
    if (status === 429) return { reason: "rate-limited", what: "says: too many requests (HTTP 429)", wait };
    if (status === 408 || status >= 500)
      return { reason: "server-error", what: `failed (HTTP ${status})`, wait };
    const text = new TextDecoder().decode(bytes);
    if (status === 200 && request.isCutOff?.(text) === true) {
      return { reason: "network", what: `broke its answer off after ${formatCounted(bytes.length, "byte")}` };
    }
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { url: request.url, status, bytes, text, sha256, fetchedAt: this.#now() };
  }

  #refusal(request: TransportRequest, failure: Failure, attempts: number): FeedRefusal {
    const times = attempts === 1 ? "" : `, ${attempts} times in a row`;
    const wait = failure.wait === undefined ? "" : `; it asks to wait ${Math.ceil(failure.wait / 1000)} s`;
    return new FeedRefusal(failure.reason, {
      what: `${request.service} ${failure.what}${times}${wait}`,
      at: withoutQuery(request.url),
      fix: FIXES[failure.reason],
    });
  }
}

const FIXES: Readonly<Record<RefusalReason, string>> = {
  "rate-limited": "wait and run it again: what was fetched is kept; or use another source with --prices",
  forbidden: "use another source with --prices, or set HTTPS_PROXY",
  "server-error": "run it again later, or use another source with --prices",
  "not-data": "use another source with --prices, or set HTTPS_PROXY",
  network:
    "check the network and HTTPS_PROXY, or do without: --frozen (what is stored), --file, --prices csv:<folder> or sample",
  timeout:
    "check the network and HTTPS_PROXY, or do without: --frozen (what is stored), --file, --prices csv:<folder> or sample",
  certificate:
    "if it is your own proxy's, name the file of its authority in NODE_EXTRA_CA_CERTS; if not, do not trust it",
};

/** Advice for a refusal that a feed itself finds in an answer. */
export function refusalFix(reason: RefusalReason): string {
  return FIXES[reason];
}

/** An address as it is printed: the query of a chart request is long and says nothing. */
export function withoutQuery(url: string): string {
  return url.split("?", 1)[0]!;
}

/** Codes of OpenSSL and of Node for a certificate that nobody vouches for, that has expired or is another host's. */
const CERTIFICATE_FAULT = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** fetch wraps what went wrong, sometimes twice: `fetch failed` alone helps nobody. */
function rootCause(error: unknown): { readonly code?: unknown; readonly message?: unknown } {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  return cause as { code?: unknown; message?: unknown };
}

function rootCode(error: unknown): string {
  const { code } = rootCause(error);
  return typeof code === "string" ? code : "";
}

function rootCauseText(error: unknown): string {
  const cause = rootCause(error);
  const code = rootCode(error);
  const text = typeof cause.message === "string" && cause.message !== "" ? cause.message : String(cause);
  return code !== "" && !text.includes(code) ? `${text} (${code})` : text;
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    const abort = () => {
      finish();
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      finish();
      resolve();
    }, milliseconds);
    if (signal?.aborted === true) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}
