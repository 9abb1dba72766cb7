import { EdictError, InputError, MarketDataError } from "../errors.ts";
import type { Instrument } from "../market/instrument.ts";
import type { RawSeries } from "../market/raw-series.ts";
import { MILLISECONDS_PER_DAY, parseCalendarDay } from "../time/calendar-day.ts";
import type { DayRange } from "./price-feed.ts";
import type { RawAnswer, RecordedFeed, RecordedSeries } from "./recorded-feed.ts";
import { isCutOffJson } from "./transport/json-answer.ts";
import { PoliteTransport, type TransportOptions, withoutQuery } from "./transport/polite-transport.ts";
import { checkYahooAnswer } from "./yahoo/check-yahoo-answer.ts";
import { yahooSeries } from "./yahoo/yahoo-series.ts";

const YAHOO_URL = "https://query2.finance.yahoo.com";
/** Yahoo's daily bars reach back to 1927 (^GSPC); an earlier start is refused as out of range. */
const EARLIEST_DAY = parseCalendarDay("1927-12-30")!;

export interface YahooFeedOptions extends TransportOptions {
  /** where Yahoo is, if not at its own address: a test server, a mirror */
  readonly baseUrl?: string | undefined;
}

/**
 * Yahoo Finance's daily bars through `chart()` of yahoo-finance2.
 *
 * The library builds the request and shapes the answer; the transport below it is ours (time-outs, retries,
 * proxies, the raw answer), and so is every word that reaches the user.
 *
 * The whole history up to now is asked for even if the range ends earlier, because a later split has restated
 * the earlier prices, and whoever un-adjusts them must know of it.
 */
export class YahooFeed implements RecordedFeed {
  readonly name = "yahoo";
  readonly #baseUrl: string;
  readonly #transport: PoliteTransport;

  constructor(options: YahooFeedOptions = {}) {
    this.#baseUrl = options.baseUrl ?? YAHOO_URL;
    this.#transport = new PoliteTransport(options);
  }

  async fetch(symbol: string, range: DayRange, instrument: Instrument): Promise<RawSeries> {
    return (await this.fetchRecorded(symbol, range, instrument)).series;
  }

  /**
   * @throws FeedRefusal if Yahoo refuses or cannot be reached
   * @throws MarketDataError if it has no such symbol, no rows in the range, or sends what cannot be right
   * @throws InputError if `symbol` cannot be part of an address
   */
  async fetchRecorded(
    symbol: string,
    range: DayRange,
    instrument: Instrument,
    signal?: AbortSignal,
  ): Promise<RecordedSeries> {
    checkSymbol(symbol);
    const client = await yahooClient();
    const answers: RawAnswer[] = [];
    const fetchForLibrary = async (input: unknown, init?: { headers?: Record<string, string> }) => {
      const url = rebase(String(input), this.#baseUrl);
      const { cookie: _none, ...headers } = init?.headers ?? {};
      const request = { service: "Yahoo", url, headers, signal, isCutOff: isCutOffJson };
      const answer = await this.#transport.get(request);
      checkYahooAnswer(answer, symbol);
      answers.push({ url, bytes: answer.bytes, sha256: answer.sha256, fetchedAt: answer.fetchedAt });
      // Without the cookies of the answer: the library would store them unawaited, and a rejection there ends the process.
      return new Response(answer.bytes, { headers: { "content-type": "application/json" } });
    };
    const period1 = new Date(((range.from ?? EARLIEST_DAY) - 1) * MILLISECONDS_PER_DAY);
    const period2 = new Date(this.#transport.now() + 2 * MILLISECONDS_PER_DAY);
    const chart = await this.#ask(symbol, signal, () =>
      client.chart(
        encodeURIComponent(symbol),
        { period1, period2, interval: "1d", includePrePost: false, events: "div|split", return: "object" },
        { validateResult: false, fetch: fetchForLibrary as typeof fetch },
      ),
    );
    const answer = answers[0]!;
    const context = { instrument, range, fetchedAt: answer.fetchedAt, at: withoutQuery(answer.url) };
    return { series: yahooSeries(chart, context), answers };
  }

  /** Closes idle connections. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  /** Errors of the transport pass; those of the library are put into words. */
  async #ask(
    symbol: string,
    signal: AbortSignal | undefined,
    chart: () => Promise<unknown>,
  ): Promise<unknown> {
    try {
      return await chart();
    } catch (error) {
      if (error instanceof EdictError || signal?.aborted === true) throw error;
      const message = error instanceof Error ? error.message.split("\n", 1)[0]?.slice(0, 120) : String(error);
      throw new MarketDataError({
        what: `Yahoo's answer for ${symbol} cannot be read: ${message}`,
        at: `${this.#baseUrl}/v8/finance/chart/${encodeURIComponent(symbol)}`,
        fix: "use another source with --prices, or import a CSV",
      });
    }
  }
}

interface ChartClient {
  chart(symbol: string, query: object, options: object): Promise<unknown>;
}

let client: Promise<ChartClient> | undefined;

/** One client for the process, imported on first use: the library takes 100 ms to load. */
function yahooClient(): Promise<ChartClient> {
  client ??= import("yahoo-finance2").then(({ default: YahooFinance }) => {
    const silent = { info() {}, warn() {}, error() {}, debug() {}, dir() {} };
    return new YahooFinance({
      suppressNotices: ["yahooSurvey", "ripHistorical"],
      versionCheck: false,
      logger: silent,
      validation: { logErrors: false, logOptionsErrors: false },
      // Politeness is the caller's: the library's own queue is one for the process, and would count a retry as a slot.
      queue: { concurrency: 64 },
    }) as unknown as ChartClient;
  });
  return client;
}

/** `.` and `..` are eaten by the address itself; control characters, blanks and halves of characters are in no symbol. */
function checkSymbol(symbol: string): void {
  if (symbol !== "." && symbol !== ".." && /^[^\s\p{Control}\p{Surrogate}]{1,64}$/u.test(symbol)) return;
  throw new InputError({
    what: `${JSON.stringify(symbol)} is not a symbol`,
    at: JSON.stringify(symbol),
    fix: "write it as Yahoo does, e.g. 0700.HK, ^HSI, KWEB, HKD=X",
  });
}

function rebase(url: string, baseUrl: string): string {
  const { pathname, search } = new URL(url);
  return baseUrl.replace(/\/$/, "") + pathname + search;
}
