import type { Instrument } from "../market/instrument.ts";
import type { RawSeries } from "../market/raw-series.ts";
import type { Instant } from "../time/zoned-time.ts";
import type { DayRange, PriceFeed } from "./price-feed.ts";

/** One answer of a service, byte for byte, as it is kept beside the prices that were read from it. */
export interface RawAnswer {
  readonly url: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of `bytes`, hex */
  readonly sha256: string;
  readonly fetchedAt: Instant;
}

/** A series and the answers it was read from. */
export interface RecordedSeries {
  readonly series: RawSeries;
  readonly answers: readonly RawAnswer[];
}

/** A feed over a network that also hands out what the service sent, so that the store can keep it. */
export interface RecordedFeed extends PriceFeed {
  fetchRecorded(
    symbol: string,
    range: DayRange,
    instrument: Instrument,
    signal?: AbortSignal,
  ): Promise<RecordedSeries>;
}

/** What `feed` gives, with its answers if it records them: any {@link PriceFeed} can fill a store. */
export async function fetchRecorded(
  feed: PriceFeed | RecordedFeed,
  range: DayRange,
  instrument: Instrument,
  signal?: AbortSignal,
): Promise<RecordedSeries> {
  if ("fetchRecorded" in feed) return feed.fetchRecorded(instrument.symbol, range, instrument, signal);
  return { series: await feed.fetch(instrument.symbol, range, instrument), answers: [] };
}
