import { MarketDataError } from "../errors.ts";
import type { RawSeries } from "../market/raw-series.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import { cutToRange } from "./cut-to-range.ts";
import type { DayRange, PriceFeed } from "./price-feed.ts";
import type { PriceStore } from "./price-store.ts";
import { askedFromOf } from "./store/series-manifest.ts";

/** What is stored, and nothing else: a frozen run. It touches no network. */
export class FrozenFeed implements PriceFeed {
  readonly name: string;
  readonly #store: PriceStore;
  readonly #source: string | undefined;

  /** @param source only this source; without it, the one whose history ends last */
  constructor(store: PriceStore, source?: string) {
    this.name = source ?? "stored";
    this.#store = store;
    this.#source = source;
  }

  async fetch(symbol: string, range: DayRange): Promise<RawSeries> {
    return this.read(symbol, range);
  }

  /** @throws MarketDataError if nothing is stored, nothing in the range, or the range begins before what was fetched */
  read(symbol: string, range: DayRange): RawSeries {
    const stored = this.#store.readStored(symbol, this.#source);
    if (stored === undefined) {
      throw new MarketDataError({
        what: `no prices of ${symbol} are stored`,
        at: this.#store.folder,
        fix: `fetch them first: edict prices fetch ${symbol}`,
      });
    }
    const askedFrom = askedFromOf(stored.manifest);
    if (askedFrom !== null && range.from !== null && range.from < askedFrom) {
      throw new MarketDataError({
        what: `the stored prices of ${symbol} were fetched from ${stored.manifest.askedFrom} on, not from ${formatCalendarDay(range.from)}`,
        at: this.#store.pathOf(symbol, stored.manifest.source),
        fix: `fetch the rest first: edict prices fetch ${symbol} --from ${formatCalendarDay(range.from)}`,
      });
    }
    return cutToRange(stored.series, range);
  }
}
