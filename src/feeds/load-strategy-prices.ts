import { basename } from "node:path";
import { InputError, type Issue, MarketDataError } from "../errors.ts";
import { buildPriceSeries } from "../market/build-series.ts";
import type { DataFinding } from "../market/data-finding.ts";
import type { Instrument } from "../market/instrument.ts";
import { instrumentFor } from "../market/instrument-book.ts";
import type { Adjustment, PriceSeries } from "../market/price-series.ts";
import { pricedDays } from "../market/priced-days.ts";
import type { RawSeries } from "../market/raw-series.ts";
import type { StrategySymbols } from "../result/strategy-symbols.ts";
import { WHOLE_HISTORY } from "./price-feed.ts";
import { openPriceSource, type PriceRequest } from "./price-source.ts";
import { symbolsToLoad } from "./symbols-to-load.ts";
import { eachLimited, POLITE_CONCURRENCY } from "./transport/each-limited.ts";

interface Loaded {
  readonly instrument: Instrument;
  /** what was taken for granted of an instrument that is in no book */
  readonly note: string | undefined;
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
export async function loadStrategyPrices(
  symbols: StrategySymbols,
  book: string | null,
  request: PriceRequest,
): Promise<PriceSeries[]> {
  const { feed, instruments, isOnDisk } = await openPriceSource(request);
  const failures = new Failures();
  const wanted = symbolsToLoad(symbols, book, instruments);
  const fetched = await eachLimited(wanted, POLITE_CONCURRENCY, async ({ symbol }) => {
    return settle(async () => {
      const { instrument: known, note } = instrumentFor(symbol, instruments);
      const raw = await feed.fetch(symbol, WHOLE_HISTORY, known);
      // The series answers to the name that the strategy uses, whatever the book calls the instrument.
      return { instrument: { ...known, symbol }, note, raw };
    });
  });
  const loaded = fetched.flatMap((one, index) => {
    if ("value" in one) return [one.value];
    const isSpared = wanted[index]?.isOptional === true && isOnDisk && one.error instanceof MarketDataError;
    if (!isSpared) failures.add(one.error);
    return [];
  });
  const series: PriceSeries[] = [];
  for (const one of loaded) {
    const built = await settle(async () => build(one, loaded, request.adjustment));
    if ("value" in built) series.push(built.value);
    else failures.add(built.error);
  }
  failures.throwIfAny();
  return series;
}

type Settled<Value> = { readonly value: Value } | { readonly error: InputError | MarketDataError };

/** What work gives, or the fault of the input or the market data that stopped it; a fault of edict's own is thrown on. */
async function settle<Value>(work: () => Promise<Value>): Promise<Settled<Value>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof InputError || error instanceof MarketDataError) return { error };
    throw error;
  }
}

function build(
  { instrument, note, raw }: Loaded,
  all: readonly Loaded[],
  adjustment: Adjustment,
): PriceSeries {
  const peers = all
    .filter((other) => other.raw !== raw && other.instrument.exchange === instrument.exchange)
    .map((other) => pricedDays(other.raw));
  const series = buildPriceSeries(raw, instrument, { adjustment, peers });
  const derived: DataFinding[] =
    note === undefined
      ? []
      : [{ kind: "derived-instrument", symbol: instrument.symbol, day: null, what: note, action: "kept" }];
  return { ...series, source: withoutFolder(series.source), findings: [...derived, ...series.findings] };
}

/** `csv:a/b/c.csv` as `csv:c.csv`: a result says the same wherever the file lies. */
function withoutFolder(source: string): string {
  return source.startsWith("csv:") ? `csv:${basename(source.slice("csv:".length))}` : source;
}

/** Issues of several symbols, gathered before one error is thrown. */
class Failures {
  readonly #issues: Issue[] = [];
  #isUserFault = false;

  add(error: InputError | MarketDataError): void {
    this.#isUserFault ||= error instanceof InputError;
    for (const issue of error.issues) {
      // A source that cannot be reached says the same of each symbol.
      const isSaid = this.#issues.some(({ what, at }) => what === issue.what && at === issue.at);
      if (!isSaid) this.#issues.push(issue);
    }
  }

  throwIfAny(): void {
    if (this.#issues.length === 0) return;
    throw this.#isUserFault ? new InputError(this.#issues) : new MarketDataError(this.#issues);
  }
}
