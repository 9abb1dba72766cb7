import { MarketDataError } from "../errors.ts";
import type { RawSeries } from "../market/raw-series.ts";
import { cutToRange } from "./cut-to-range.ts";
import type { DayRange, PriceFeed } from "./price-feed.ts";
import { SampleMarket } from "./sample/sample-market.ts";

/**
 * The sample market: thirteen symbols from June 2020 to August 2026, made by a generator and marked so, for trying
 * edict without a network and for proving it. Made anew in memory each time, in a few milliseconds.
 */
export class SampleFeed implements PriceFeed {
  readonly name = "sample";
  readonly #market: SampleMarket;

  /** @param market another seed's, for experiments */
  constructor(market: SampleMarket = new SampleMarket()) {
    this.#market = market;
  }

  async fetch(symbol: string, range: DayRange): Promise<RawSeries> {
    return this.read(symbol, range);
  }

  /** {@link fetch}, at once. @throws MarketDataError if the sample market has no such symbol, or nothing in the range */
  read(symbol: string, range: DayRange): RawSeries {
    const series = this.#market.series(symbol);
    if (series !== undefined) return cutToRange(series, range);
    throw new MarketDataError({
      what: `the sample market has no ${symbol}`,
      at: "--prices sample",
      fix: `use one of ${SampleMarket.symbols().join(", ")}; or real prices: --prices live`,
    });
  }
}
