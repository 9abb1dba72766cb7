import { basename } from "node:path";
import { InputError, type Issue, MarketDataError } from "../errors.ts";
import { buildPriceSeries } from "../market/build-series.ts";
import type { Instrument } from "../market/instrument.ts";
import { instrumentFor } from "../market/instrument-book.ts";
import type { Adjustment, PriceSeries } from "../market/price-series.ts";
import type { RawSeries } from "../market/raw-series.ts";
import type { StrategySymbols } from "../result/strategy-symbols.ts";
import { WHOLE_HISTORY } from "./price-feed.ts";
import { openPriceSource } from "./price-source.ts";
import { symbolsToLoad } from "./symbols-to-load.ts";

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

interface Loaded {
  readonly instrument: Instrument;
  readonly raw: RawSeries;
}

/**
 * The series that a strategy needs. A source on disk need not have the benchmark and the tickers that signals name,
 * and the report says what is missing; a live source that fails for any symbol fails the run.
 *
 * Each series is checked with the others of its exchange beside it, so that a hole or a holiday row shows.
 *
 * @param book currency of the book; null for that of the first leg
 * @throws MarketDataError, InputError with the issues of all symbols
 */
export async function loadPrices(
  symbols: StrategySymbols,
  book: string | null,
  request: PriceRequest,
): Promise<PriceSeries[]> {
  const { feed, instruments, isOnDisk } = await openPriceSource(request);
  const failures = new Failures();
  const loaded: Loaded[] = [];
  for (const { symbol, isOptional } of symbolsToLoad(symbols, book, instruments)) {
    await failures.collect(isOptional && isOnDisk, async () => {
      const known = instrumentFor(symbol, instruments).instrument;
      const raw = await feed.fetch(symbol, WHOLE_HISTORY, known);
      // The series answers to the name that the strategy uses, whatever the book calls the instrument.
      loaded.push({ instrument: { ...known, symbol }, raw });
    });
  }
  const series: PriceSeries[] = [];
  for (const one of loaded) {
    await failures.collect(false, () => {
      series.push(build(one, loaded, request.adjustment));
    });
  }
  failures.throwIfAny();
  return series;
}

function build({ instrument, raw }: Loaded, all: readonly Loaded[], adjustment: Adjustment): PriceSeries {
  const peers = all
    .filter((other) => other.raw !== raw && other.instrument.exchange === instrument.exchange)
    .map((other) => other.raw.columns.days);
  const series = buildPriceSeries(raw, instrument, { adjustment, peers });
  return { ...series, source: withoutFolder(series.source) };
}

/** `csv:a/b/c.csv` as `csv:c.csv`: a result says the same wherever the file lies. */
function withoutFolder(source: string): string {
  return source.startsWith("csv:") ? `csv:${basename(source.slice("csv:".length))}` : source;
}

/** Issues of several symbols, gathered before one error is thrown. */
class Failures {
  readonly #issues: Issue[] = [];
  #isUserFault = false;

  /** @param isSpared whether market data that is not there is no failure */
  async collect(isSpared: boolean, work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof InputError || error instanceof MarketDataError)) throw error;
      if (isSpared && error instanceof MarketDataError) return;
      this.#isUserFault ||= error instanceof InputError;
      this.#issues.push(...error.issues);
    }
  }

  throwIfAny(): void {
    if (this.#issues.length === 0) return;
    throw this.#isUserFault ? new InputError(this.#issues) : new MarketDataError(this.#issues);
  }
}
