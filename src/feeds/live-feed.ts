import type { Instrument } from "../market/instrument.ts";
import type { RawSeries } from "../market/raw-series.ts";
import { askFirstSource } from "./first-source.ts";
import type { DayRange, PriceFeed } from "./price-feed.ts";
import { fetchRecorded, type RecordedFeed, type RecordedSeries } from "./recorded-feed.ts";
import { SourceHealth } from "./source-health.ts";

/**
 * The first of several sources that does not refuse: Yahoo, and where it refuses, Eastmoney. A series always
 * comes from one source, and names it.
 */
export class LiveFeed implements RecordedFeed {
  readonly name = "live";
  readonly sources: readonly PriceFeed[];
  readonly #health = new SourceHealth();

  /** @param sources in the order in which they are asked, at least one */
  constructor(sources: readonly PriceFeed[]) {
    this.sources = sources;
  }

  async fetch(symbol: string, range: DayRange, instrument: Instrument): Promise<RawSeries> {
    return (await this.fetchRecorded(symbol, range, instrument)).series;
  }

  /** @throws MarketDataError with the issue of every source, if none answers */
  async fetchRecorded(
    _symbol: string,
    range: DayRange,
    instrument: Instrument,
    signal?: AbortSignal,
  ): Promise<RecordedSeries> {
    const first = await askFirstSource(this.sources, this.#health, (source) =>
      fetchRecorded(source, range, instrument, signal),
    );
    return first.answer;
  }
}

/** The sources behind a feed: a store asks each by itself, because it keeps them apart. */
export function sourcesOf(feed: PriceFeed): readonly PriceFeed[] {
  return feed instanceof LiveFeed ? feed.sources : [feed];
}
