import { InputError } from "../../errors.ts";
import { failureOf, fetchSymbols, type SymbolFetch } from "../../feeds/fetch-symbols.ts";
import { readHomeInstruments } from "../../feeds/instrument-file.ts";
import { openLive } from "../../feeds/price-source.ts";
import { openStore } from "../../feeds/price-store.ts";
import { symbolsToLoad } from "../../feeds/symbols-to-load.ts";
import { type InstrumentBook, instrumentFor } from "../../market/instrument-book.ts";
import { renderFetches } from "../../report/terminal/prices-tables.ts";
import { strategySymbols } from "../../result/strategy-symbols.ts";
import { edictHome } from "../../storage/edict-home.ts";
import { loadStrategy } from "../../storage/load-strategy.ts";
import { loadCatalogue } from "../../storage/signal-catalogue-files.ts";
import { resolveStrategy } from "../../strategy/resolve-strategy.ts";
import { type CalendarDay, parseCalendarDay } from "../../time/calendar-day.ts";
import { printText } from "../print-text.ts";
import { progressBar } from "../progress-bar.ts";
import { terminalStyle } from "../terminal-style.ts";

type LiveSource = "live" | "yahoo" | "eastmoney";

/** Flags of `edict prices fetch`. */
export interface FetchPricesFlags {
  readonly for?: string;
  readonly signals?: string;
  readonly prices?: LiveSource;
  /** the earlier name of `prices` */
  readonly source?: LiveSource;
  readonly from?: string;
  readonly to?: string;
  readonly concurrency?: number;
  readonly refetch?: boolean;
  readonly acceptLoss?: boolean;
}

/**
 * Fetches prices into the store and prints what became of each symbol. One that fails does not stop the others;
 * an interrupted fetch goes on where it stopped when it is run again.
 */
export async function fetchPrices(symbols: readonly string[], flags: FetchPricesFlags): Promise<void> {
  const book = readHomeInstruments();
  const wanted = [
    ...symbols,
    ...(flags.for === undefined ? [] : await symbolsOf(flags.for, flags.signals, book)),
  ];
  if (flags.acceptLoss === true && flags.refetch !== true) {
    throw new InputError({
      what: "--accept-loss says what --refetch may do, and is nothing without it",
      at: "edict prices fetch",
      fix: "give both, or neither",
    });
  }
  if (wanted.length === 0) {
    throw new InputError({
      what: "no symbol is named",
      at: "edict prices fetch",
      fix: "name symbols, e.g. HSTECH.HK ^HSI, or a strategy with --for",
    });
  }
  const instruments = [...new Set(wanted)].map((symbol) => instrumentFor(symbol, book).instrument);
  const range = { from: dayOf(flags.from, "--from"), to: dayOf(flags.to, "--to") };
  const stop = new AbortController();
  const onInterrupt = () => stop.abort(interrupted());
  process.once("SIGINT", onInterrupt);
  const bar = progressBar("fetching", instruments.length);
  let fetches: SymbolFetch[];
  try {
    const feed = await openLive(flags.prices ?? flags.source ?? "live");
    fetches = await fetchSymbols(instruments, feed, openStore(edictHome()), range, {
      signal: stop.signal,
      onProgress: ({ done, last }) => bar.update(done, last.symbol),
      ...(flags.concurrency !== undefined && { concurrency: flags.concurrency }),
      ...(flags.refetch === true && { refetch: true }),
      ...(flags.acceptLoss === true && { acceptLoss: true }),
    });
  } finally {
    bar.stop();
    process.removeListener("SIGINT", onInterrupt);
  }
  printText(renderFetches(fetches, terminalStyle()));
  const failure = failureOf(fetches);
  if (failure !== undefined) throw failure;
}

function interrupted(): InputError {
  return new InputError({
    what: "the fetch was interrupted",
    at: "edict prices fetch",
    fix: "run it again: what was fetched is kept, and it goes on with the rest",
  });
}

async function symbolsOf(file: string, signals: string | undefined, book: InstrumentBook): Promise<string[]> {
  const { strategy } = await loadStrategy(file);
  const resolved = resolveStrategy(strategy, {}, file);
  const { catalogue } = await loadCatalogue(signals === undefined ? [] : [signals]);
  const needed = strategySymbols(resolved, catalogue.signals, "safe");
  return symbolsToLoad(needed, resolved.currency, book).map(({ symbol }) => symbol);
}

function dayOf(text: string | undefined, flag: string): CalendarDay | null {
  if (text === undefined) return null;
  const day = parseCalendarDay(text);
  if (day !== undefined) return day;
  throw new InputError({
    what: `"${text}" is not a calendar day`,
    at: flag,
    fix: "write it as YYYY-MM-DD, e.g. 2026-02-27",
  });
}
