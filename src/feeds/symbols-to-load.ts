import { rateSymbols } from "../engine/exchange-rates.ts";
import { type InstrumentBook, instrumentFor } from "../market/instrument-book.ts";
import type { StrategySymbols } from "../result/strategy-symbols.ts";

/** A symbol, and whether a run can do without it. */
export interface SymbolToLoad {
  readonly symbol: string;
  readonly isOptional: boolean;
}

/**
 * Every symbol whose prices a strategy asks for: what it trades, what its callbacks watch, and the exchange rates that
 * what it trades needs; then, as optional, the benchmark and the tickers that signals name.
 *
 * @param book currency of the book; null for that of the first leg
 */
export function symbolsToLoad(
  symbols: StrategySymbols,
  book: string | null,
  instruments: InstrumentBook,
): SymbolToLoad[] {
  const currencyOf = (symbol: string) => instrumentFor(symbol, instruments).instrument.currency;
  const currencies = [...symbols.legs, ...symbols.named].map(currencyOf);
  const into = book ?? currencies[0];
  const rates = into === undefined ? [] : currencies.flatMap((currency) => rateSymbols(currency, into));
  const required = new Set([...symbols.legs, ...symbols.watched, ...rates]);
  const optional = new Set([...(symbols.benchmark === null ? [] : [symbols.benchmark]), ...symbols.named]);
  return [
    ...[...required].map((symbol) => ({ symbol, isOptional: false })),
    ...[...optional]
      .filter((symbol) => !required.has(symbol))
      .map((symbol) => ({ symbol, isOptional: true })),
  ];
}
