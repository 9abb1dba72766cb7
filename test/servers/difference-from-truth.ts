import type { PriceStore } from "../../src/feeds/price-store.ts";
import type { MarketTruth } from "./market-truth.ts";

/** The first difference between what is stored and the truth, in words; undefined if there is none. */
export function differenceFromTruth(
  store: PriceStore,
  truth: MarketTruth,
  symbol: string,
): string | undefined {
  const series = store.read(symbol, "yahoo");
  if (series === undefined) return `${symbol} is not stored`;
  if (store.isIntact(symbol, "yahoo") !== true) return `${symbol} is not intact`;
  const bars = truth.stated(symbol);
  const { columns } = series;
  if (columns.days.length !== bars.length)
    return `${symbol} has ${columns.days.length} rows for ${bars.length}`;
  for (const [row, bar] of bars.entries()) {
    if (columns.days[row] !== bar.day)
      return `${symbol} row ${row} is day ${columns.days[row]}, not ${bar.day}`;
    for (const name of ["open", "high", "low", "close", "volume", "adjustedClose"] as const) {
      const stored = columns[name][row] as number;
      const isSame = Math.abs(stored - bar[name]) <= 1e-5 * bar[name];
      if (!isSame) return `${symbol} row ${row} of ${bars.length}: ${name} is ${stored}, not ${bar[name]}`;
    }
  }
  const lastDay = bars.at(-1)?.day ?? 0;
  const { splits, dividends } = truth.get(symbol);
  const past = <Event extends { day: number }>(events: Event[]) => events.filter(({ day }) => day <= lastDay);
  if (series.splits.length !== past(splits).length) return `${symbol} has ${series.splits.length} splits`;
  if (series.dividends.length !== past(dividends).length)
    return `${symbol} has ${series.dividends.length} dividends`;
  return undefined;
}
