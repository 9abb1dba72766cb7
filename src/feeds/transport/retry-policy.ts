/** How often and how patiently a request is repeated. Times in milliseconds. */
export interface RetryPolicy {
  /** requests in all, the first included */
  readonly attempts: number;
  /** the first pause is drawn from 0 .. `baseDelay`; each further one from twice that */
  readonly baseDelay: number;
  readonly maxDelay: number;
  /** a service that asks for a longer pause than this is given up at once */
  readonly maxRetryAfter: number;
}

export const POLITE_RETRY: RetryPolicy = {
  attempts: 5,
  baseDelay: 500,
  maxDelay: 20_000,
  maxRetryAfter: 60_000,
};

/**
 * Exponential back-off with full jitter: a uniform draw from 0 .. min(maxDelay, baseDelay * 2^attempt).
 *
 * Full jitter, because clients that were refused together would otherwise come back together.
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 *
 * @param attempt failures so far, less one: 0 after the first
 * @param random a draw from [0, 1)
 * @returns milliseconds
 * @example backoffDelay(POLITE_RETRY, 2, () => 0.5) // => 1000
 */
export function backoffDelay(policy: RetryPolicy, attempt: number, random: () => number): number {
  return random() * Math.min(policy.maxDelay, policy.baseDelay * 2 ** attempt);
}

/**
 * Reads a Retry-After header: seconds, or an HTTP date (RFC 9110, 10.2.3).
 *
 * @param now milliseconds since 1970
 * @returns the pause in milliseconds, never negative; `undefined` if there is no header or it is neither
 * @example retryAfter("120", 0) // => 120000
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Date.parse takes loose texts, too; an HTTP date always starts with the name of a weekday.
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
