import { rateSymbols } from "../engine/exchange-rates.ts";
import { type EdictError, InputError, type Issue, MarketDataError } from "../errors.ts";
import { buildPriceSeries } from "../market/build-series.ts";
import { type InstrumentBook, instrumentFor } from "../market/instrument-book.ts";
import type { Adjustment, PriceSeries } from "../market/price-series.ts";
import type { RawSeries } from "../market/raw-series.ts";
import type { StrategySymbols } from "../result/strategy-symbols.ts";
import type { PriceFeed } from "./price-feed.ts";
import { WHOLE_HISTORY } from "./price-feed.ts";
import { openPriceSource } from "./price-source.ts";

/** Where prices come from and how they are adjusted, as the command line says it. */
export interface PriceRequest {
  /** `yahoo`, `eastmoney`, `live`, `csv:<folder>`, `sample`; null if only files are given */
  readonly source: string | null;
  /** files of single symbols; they come before the source */
  readonly files: Readonly<Record<string, string>>;
  readonly adjustment: Adjustment;
  /** only what is in the store; no network */
  readonly frozen: boolean;
}

/** A symbol, and whether a run can do without it. */
interface Wanted {
  readonly symbol: string;
  readonly isOptional: boolean;
}

/**
 * The series that a strategy needs: its legs and the exchange rates they need, then the benchmark and the tickers
 * that signals name. A source on disk need not have the latter two, and the report says what is missing; a live
 * source that fails for any of them fails the run.
 *
 * @param book currency of the book; null for that of the first leg
 * @throws MarketDataError, InputError with the issues of all symbols
 */
export async function loadPrices(symbols: StrategySymbols, book: string | null, request: PriceRequest): Promise<PriceSeries[]> {
  const source = await openPriceSource(request);
  const wanted = wantedSymbols(symbols, book, source.instruments);
  const loaded: PriceSeries[] = [];
  const issues: Issue[] = [];
  let isUserFault = false;
  for (const { symbol, isOptional } of wanted) {
    try {
      const raw = await fetchFrom(source.feed, symbol, source.instruments);
      loaded.push(build(raw, symbol, request, source.instruments));
    } catch (error) {
      if (!isEdictError(error)) throw error;
      if (isOptional && source.isOnDisk && error instanceof MarketDataError) continue;
      isUserFault ||= error instanceof InputError;
      issues.push(...error.issues);
    }
  }
  if (issues.length > 0) throw isUserFault ? new InputError(issues) : new MarketDataError(issues);
  return loaded;
}

function wantedSymbols(symbols: StrategySymbols, book: string | null, instruments: InstrumentBook): Wanted[] {
  const currencies = [...symbols.legs, ...symbols.named].map((symbol) => instrumentFor(symbol, instruments).instrument.currency);
  const into = book ?? currencies[0];
  const rates = into === undefined ? [] : currencies.flatMap((currency) => rateSymbols(currency, into));
  const required = new Set([...symbols.legs, ...rates]);
  const optional = new Set([...(symbols.benchmark === null ? [] : [symbols.benchmark]), ...symbols.named]);
  return [
    ...[...required].map((symbol) => ({ symbol, isOptional: false })),
    ...[...optional].filter((symbol) => !required.has(symbol)).map((symbol) => ({ symbol, isOptional: true })),
  ];
}

function fetchFrom(feed: PriceFeed, symbol: string, instruments: InstrumentBook): Promise<RawSeries> {
  return feed.fetch(symbol, WHOLE_HISTORY, instrumentFor(symbol, instruments).instrument);
}

function build(raw: RawSeries, symbol: string, request: PriceRequest, instruments: InstrumentBook): PriceSeries {
  // The series answers to the name that the strategy uses, whatever the book calls the instrument.
  const instrument = { ...instrumentFor(symbol, instruments).instrument, symbol };
  return buildPriceSeries(raw, instrument, { adjustment: request.adjustment });
}

function isEdictError(error: unknown): error is EdictError {
  return error instanceof InputError || error instanceof MarketDataError;
}
