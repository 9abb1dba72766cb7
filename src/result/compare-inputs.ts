import type { ResultDocument } from "./result-schema.ts";

/** An input that two runs do not share. */
export interface MovedInput {
  /** `strategy`, `params`, `config`, `signals`, or a symbol */
  readonly name: string;
  readonly was: string;
  readonly is: string;
}

/** The inputs in which two runs differ, by their hashes: strategy, parameters, configuration, signals, each symbol. */
export function compareInputs(first: ResultDocument, second: ResultDocument): MovedInput[] {
  const pairs: MovedInput[] = [
    { name: "strategy", was: first.strategy.sha256, is: second.strategy.sha256 },
    {
      name: "params",
      was: JSON.stringify(first.strategy.params),
      is: JSON.stringify(second.strategy.params),
    },
    { name: "config", was: JSON.stringify(first.config), is: JSON.stringify(second.config) },
    { name: "signals", was: first.data.signals.sha256, is: second.data.signals.sha256 },
    ...symbolsOf(first, second).map((symbol) => ({
      name: symbol,
      was: pricesOf(first, symbol),
      is: pricesOf(second, symbol),
    })),
  ];
  return pairs.filter(({ was, is }) => was !== is);
}

function symbolsOf(first: ResultDocument, second: ResultDocument): string[] {
  return [...new Set([...first.data.prices, ...second.data.prices].map((series) => series.symbol))];
}

function pricesOf(result: ResultDocument, symbol: string): string {
  const series = result.data.prices.find((one) => one.symbol === symbol);
  return series === undefined
    ? "no prices"
    : `${series.sha256.slice(0, 12)} (${series.source}, ${series.from} to ${series.to})`;
}
