import { EdictError, MarketDataError } from "../errors.ts";
import type { Instrument } from "../market/instrument.ts";
import type { RawSeries } from "../market/raw-series.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import { checkEastmoneyAnswer, EastmoneyEmpty } from "./eastmoney/check-eastmoney-answer.ts";
import { type EastmoneyListing, eastmoneyListing } from "./eastmoney/eastmoney-secid.ts";
import { type EastmoneyRow, eastmoneySeries } from "./eastmoney/eastmoney-series.ts";
import type { DayRange } from "./price-feed.ts";
import type { RawAnswer, RecordedFeed, RecordedSeries } from "./recorded-feed.ts";
import { isCutOffJson } from "./transport/json-answer.ts";
import { PoliteTransport, type TransportOptions } from "./transport/polite-transport.ts";

const EASTMONEY_DOMAIN = ".eastmoney.com";
/** The library's own time-out must outlast all our retries. */
const LIBRARY_TIMEOUT = 3_600_000;

export interface EastmoneyFeedOptions extends TransportOptions {
  /** where Eastmoney is, if not at its own addresses: a test server, a mirror */
  readonly baseUrl?: string | undefined;
}

/**
 * Eastmoney's daily bars through stock-sdk: Hong Kong, mainland and US listings, and the Hang Seng indices.
 *
 * Prices are as traded. For shares and funds the adjusted prices are asked for, too, and the dividends and splits
 * behind them recovered; see `recoverEvents`. Only Eastmoney is ever asked: stock-sdk would fall back to other
 * services on its own, and two sources must not meet in one series.
 */
export class EastmoneyFeed implements RecordedFeed {
  readonly name = "eastmoney";
  readonly #baseUrl: string | undefined;
  readonly #transport: PoliteTransport;

  constructor(options: EastmoneyFeedOptions = {}) {
    this.#baseUrl = options.baseUrl;
    this.#transport = new PoliteTransport(options);
  }

  async fetch(symbol: string, range: DayRange, instrument: Instrument): Promise<RawSeries> {
    return (await this.fetchRecorded(symbol, range, instrument)).series;
  }

  /**
   * @throws FeedRefusal if Eastmoney refuses or cannot be reached
   * @throws MarketDataError if it has no such symbol, no rows in the range, or sends what cannot be right
   */
  async fetchRecorded(
    symbol: string,
    range: DayRange,
    instrument: Instrument,
    signal?: AbortSignal,
  ): Promise<RecordedSeries> {
    const listing = eastmoneyListing(instrument);
    const answers: RawAnswer[] = [];
    const ask = (secid: string, adjust: "" | "qfq") => this.#ask(secid, adjust, range, answers, signal);
    const { secid, rows } = await this.#traded(listing, symbol, (candidate) => ask(candidate, ""));
    const adjusted = listing.hasEvents ? await ask(secid, "qfq") : null;
    const context = {
      instrument,
      listing,
      range,
      fetchedAt: this.#transport.now(),
      at: `eastmoney ${secid}`,
    };
    return { series: eastmoneySeries(rows, adjusted, context), answers };
  }

  /** Closes idle connections. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  /** The rows as traded, under the first secid that has any. */
  async #traded(
    { secids }: EastmoneyListing,
    symbol: string,
    ask: (secid: string) => Promise<readonly EastmoneyRow[]>,
  ): Promise<{ secid: string; rows: readonly EastmoneyRow[] }> {
    for (const secid of secids) {
      try {
        return { secid, rows: await ask(secid) };
      } catch (error) {
        if (!(error instanceof EastmoneyEmpty)) throw error;
      }
    }
    throw new MarketDataError({
      what: `Eastmoney has no prices of ${symbol} in the range asked for`,
      at: `eastmoney ${secids.join(", ")}`,
      fix: "check the symbol on quote.eastmoney.com and the range: --from, --to; or use another source with --prices",
    });
  }

  async #ask(
    secid: string,
    adjust: "" | "qfq",
    range: DayRange,
    answers: RawAnswer[],
    signal: AbortSignal | undefined,
  ): Promise<readonly EastmoneyRow[]> {
    let failure: unknown;
    const fetchForLibrary = async (input: unknown) => {
      // The library takes a failure for a reason to try its other hosts and services: it has only this one.
      if (failure !== undefined) throw failure;
      try {
        return await this.#get(new URL(String(input)), secid, answers, signal);
      } catch (error) {
        failure = error;
        throw error;
      }
    };
    const { StockSDK } = await import("stock-sdk");
    const sdk = new StockSDK({
      fetchImpl: fetchForLibrary as typeof fetch,
      retry: { maxRetries: 0 },
      timeout: LIBRARY_TIMEOUT,
    });
    const compact = (day: number) => formatCalendarDay(day).replaceAll("-", "");
    // Always up to now, whatever the range: a later split changes what is adjusted before it.
    const query = {
      period: "daily",
      adjust,
      ...(range.from === null ? {} : { startDate: compact(range.from) }),
    } as const;
    const mainland = /^([01])\.(\d{6})$/.exec(secid);
    try {
      if (mainland !== null)
        return await sdk.kline.cn(`${mainland[1] === "1" ? "sh" : "sz"}${mainland[2]}`, query);
      // It takes any secid as it stands, whatever its market.
      return await sdk.kline.us(secid, query);
    } catch (error) {
      throw worded(failure ?? error, secid, signal);
    }
  }

  async #get(
    url: URL,
    secid: string,
    answers: RawAnswer[],
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    if (!url.hostname.endsWith(EASTMONEY_DOMAIN)) throw new Error(`${url.hostname} is not Eastmoney`);
    const address =
      this.#baseUrl === undefined ? url.href : this.#baseUrl.replace(/\/$/, "") + url.pathname + url.search;
    const answer = await this.#transport.get({
      service: "Eastmoney",
      url: address,
      signal,
      isCutOff: isCutOffJson,
    });
    checkEastmoneyAnswer(answer, secid);
    const { bytes, sha256, fetchedAt } = answer;
    answers.push({ url: address, bytes, sha256, fetchedAt });
    return new Response(bytes, { headers: { "content-type": "application/json" } });
  }
}

function worded(error: unknown, secid: string, signal: AbortSignal | undefined): unknown {
  if (error instanceof EdictError || signal?.aborted === true) return error;
  const message = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
  return new MarketDataError({
    what: `Eastmoney's answer cannot be read: ${message}`,
    at: `eastmoney ${secid}`,
    fix: "use another source with --prices, or import a CSV",
  });
}
