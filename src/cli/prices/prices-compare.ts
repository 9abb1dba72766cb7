import { InputError, MarketDataError } from "../../errors.ts";
import { readHomeInstruments } from "../../feeds/instrument-file.ts";
import { openStore, type PriceStore } from "../../feeds/price-store.ts";
import { readPriceFile } from "../../feeds/read-price-file.ts";
import type { ComparableHistory } from "../../market/compare-histories.ts";
import { comparableHistory, compareSources } from "../../market/compare-sources.ts";
import type { Instrument } from "../../market/instrument.ts";
import { instrumentFor } from "../../market/instrument-book.ts";
import type { RawSeries } from "../../market/raw-series.ts";
import { renderComparison } from "../../report/terminal/prices-tables.ts";
import { edictHome } from "../../storage/edict-home.ts";
import { printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";

/** Flags of `edict prices compare`. */
export interface ComparePricesFlags {
  readonly sources?: string;
  readonly file: readonly string[];
  readonly tolerance?: number;
}

interface Side {
  readonly name: string;
  readonly history: ComparableHistory;
}

/** Prints where two sources of a symbol differ. */
export async function comparePrices(symbol: string, flags: ComparePricesFlags): Promise<void> {
  const { instrument } = instrumentFor(symbol, readHomeInstruments());
  const [first, second] = sidesOf(instrument, flags);
  const result = compareSources(first.history, second.history, flags.tolerance);
  const comparison = { symbol: instrument.symbol, first: first.name, second: second.name, result };
  printText(renderComparison(comparison, terminalStyle()));
}

function sidesOf(instrument: Instrument, flags: ComparePricesFlags): [Side, Side] {
  const store = openStore(edictHome());
  const files = flags.file.map((path) =>
    sideOf(readPriceFile(path, instrument.symbol, { instrument }), instrument),
  );
  const stored = sourcesToCompare(store, instrument.symbol, flags).map((name) =>
    sideOf(readStored(store, instrument.symbol, name), instrument),
  );
  const [first, second] = [...stored, ...files];
  if (first !== undefined && second !== undefined) return [first, second];
  throw new InputError({
    what: `two sources of ${instrument.symbol} are needed, and ${[...stored, ...files].length} is at hand`,
    at: "edict prices compare",
    fix: `fetch it from both: edict prices fetch ${instrument.symbol} --prices yahoo, then --prices eastmoney; or give --file`,
  });
}

/** The sources named, or as many of the store's as the files leave room for. */
function sourcesToCompare(
  store: PriceStore,
  symbol: string,
  { sources, file }: ComparePricesFlags,
): readonly string[] {
  const named = sources?.split(",").map((name) => name.trim()) ?? [];
  if (named.length + file.length > 2) {
    throw new InputError({
      what: `two sources are compared at a time, and ${named.length + file.length} are named: ${[...named, ...file].join(", ")}`,
      at: "edict prices compare",
      fix: "name two of them in --sources and --file together",
    });
  }
  if (sources !== undefined) return named;
  const holding = store.sources().filter((source) => store.symbols(source).includes(symbol));
  return holding.slice(0, 2 - file.length);
}

function readStored(store: PriceStore, symbol: string, source: string): RawSeries {
  const raw = store.read(symbol, source);
  if (raw !== undefined) return raw;
  throw new MarketDataError({
    what: `no prices of ${symbol} from ${source} are stored`,
    at: store.folder,
    fix: `fetch them first: edict prices fetch ${symbol} --prices ${source}`,
  });
}

function sideOf(raw: RawSeries, instrument: Instrument): Side {
  return { name: raw.source, history: comparableHistory(raw, instrument) };
}
