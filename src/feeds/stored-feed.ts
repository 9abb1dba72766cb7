import type { Instrument } from "../market/instrument.ts";
import type { RawSeries } from "../market/raw-series.ts";
import { type FetchOptions, fetchSymbols } from "./fetch-symbols.ts";
import { FrozenFeed } from "./frozen-feed.ts";
import type { DayRange, PriceFeed } from "./price-feed.ts";
import type { PriceStore } from "./price-store.ts";
import { SourceHealth } from "./source-health.ts";

/** A live feed behind the store: what is stored and final is read, the rest is fetched, stored and then read. */
export class StoredFeed implements PriceFeed {
  readonly name: string;
  readonly #store: PriceStore;
  readonly #feed: PriceFeed;
  readonly #options: FetchOptions;

  constructor(store: PriceStore, feed: PriceFeed, options: FetchOptions = {}) {
    this.name = feed.name;
    this.#store = store;
    this.#feed = feed;
    // Kept from symbol to symbol: a source that is blocked is not waited for each time.
    this.#options = { health: new SourceHealth(), ...options };
  }

  /** @throws MarketDataError if the feed fails: an old history is never passed off as today's */
  async fetch(symbol: string, range: DayRange, instrument: Instrument): Promise<RawSeries> {
    const [fetched] = await fetchSymbols([instrument], this.#feed, this.#store, range, this.#options);
    if (fetched?.error) throw fetched.error;
    return new FrozenFeed(this.#store, fetched?.source ?? undefined).read(symbol, range);
  }
}
