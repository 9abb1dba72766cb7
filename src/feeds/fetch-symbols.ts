import { EdictError, InputError, type Issue, MarketDataError } from "../errors.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Instant } from "../time/zoned-time.ts";
import { askFirstSource } from "./first-source.ts";
import { sourcesOf } from "./live-feed.ts";
import type { DayRange, PriceFeed } from "./price-feed.ts";
import type { PriceStore } from "./price-store.ts";
import { SourceHealth } from "./source-health.ts";
import { isCurrent } from "./store/is-current.ts";
import { type StoreUpdate, updateStore } from "./store/update-store.ts";
import { eachLimited, POLITE_CONCURRENCY } from "./transport/each-limited.ts";

/** A history fetched so short a time ago is not asked for again: an interrupted run goes on where it stopped. */
const RESUME_WITHIN: Instant = 10 * 60_000;

export interface FetchOptions {
  /** symbols at once; 4 if left out */
  readonly concurrency?: number;
  readonly onProgress?: (progress: FetchProgress) => void;
  /** stops asking; what is stored by then stays */
  readonly signal?: AbortSignal | undefined;
  /** milliseconds; what is younger is not asked for again */
  readonly maxAge?: number;
  /** asks for whole histories and takes them as they are, unless stored sessions or columns would be lost */
  readonly refetch?: boolean;
  /** with `refetch`: takes them even where they are less than what is stored */
  readonly acceptLoss?: boolean;
  readonly now?: () => Instant;
  /** what is known of the sources from earlier calls; each call starts anew if left out */
  readonly health?: SourceHealth;
}

/** What became of one symbol. */
export interface SymbolFetch {
  readonly symbol: string;
  /** `current`: it was stored already and needed no asking */
  readonly outcome: StoreUpdate["outcome"] | "current" | "failed";
  /** the source it is from; null if it failed */
  readonly source: string | null;
  readonly update: StoreUpdate | null;
  /** sources that were asked before and refused */
  readonly refusals: readonly Issue[];
  readonly error: EdictError | null;
}

export interface FetchProgress {
  readonly done: number;
  readonly total: number;
  readonly last: SymbolFetch;
}

/**
 * Brings the store up to date for many instruments, a few at once. A symbol that fails does not stop the others;
 * each that succeeds is stored at once, so that a run which is stopped can be run again for the rest.
 *
 * @param feed one source, or a `LiveFeed` of several, each of which is stored by itself
 * @returns what became of each, in the order of `instruments`
 * @throws the reason of `options.signal` if it is aborted
 */
export async function fetchSymbols(
  instruments: readonly Instrument[],
  feed: PriceFeed,
  store: PriceStore,
  range: DayRange,
  options: FetchOptions = {},
): Promise<SymbolFetch[]> {
  const health = options.health ?? new SourceHealth();
  const now = options.now ?? Date.now;
  const maxAge = options.refetch === true ? 0 : (options.maxAge ?? RESUME_WITHIN);
  await store.removeLeftovers(Date.now());
  let done = 0;
  return eachLimited(instruments, options.concurrency ?? POLITE_CONCURRENCY, async (instrument) => {
    options.signal?.throwIfAborted();
    const last = await fetchOne(instrument, feed, store, range, { ...options, now, maxAge, health });
    done++;
    options.onProgress?.({ done, total: instruments.length, last });
    return last;
  });
}

interface OneOptions extends FetchOptions {
  readonly health: SourceHealth;
  readonly now: () => Instant;
  readonly maxAge: number;
}

async function fetchOne(
  instrument: Instrument,
  feed: PriceFeed,
  store: PriceStore,
  range: DayRange,
  options: OneOptions,
): Promise<SymbolFetch> {
  const { symbol } = instrument;
  try {
    const current = options.refetch === true ? undefined : currentSource(store, symbol, feed, range, options);
    if (current !== undefined) {
      return { symbol, outcome: "current", source: current, update: null, refusals: [], error: null };
    }
    const { source, answer, refusals } = await askFirstSource(sourcesOf(feed), options.health, (one) =>
      updateStore(store, instrument, one, range, options),
    );
    return { symbol, outcome: answer.outcome, source, update: answer, refusals, error: null };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof EdictError)) throw error;
    return { symbol, outcome: "failed", source: null, update: null, refusals: [], error };
  }
}

function currentSource(
  store: PriceStore,
  symbol: string,
  feed: PriceFeed,
  range: DayRange,
  { now, maxAge }: OneOptions,
): string | undefined {
  return sourcesOf(feed).find(({ name }) => {
    const stored = store.readStored(symbol, name);
    return stored !== undefined && isCurrent(stored, range, now(), maxAge);
  })?.name;
}

/**
 * Everything that failed as one error, for an exit code; undefined if nothing did. Bad symbols alone are the
 * user's input (2); anything else is market data that is not available (3).
 */
export function failureOf(fetches: readonly SymbolFetch[]): EdictError | undefined {
  const errors = fetches.flatMap(({ error }) => error ?? []);
  if (errors.length === 0) return undefined;
  const issues = errors.flatMap((error) => error.issues);
  return errors.every((error) => error instanceof InputError)
    ? new InputError(issues)
    : new MarketDataError(issues);
}
