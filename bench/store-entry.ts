import type { Instrument } from "../src/market/instrument.ts";
import { emptyRawColumns, type RawSeries } from "../src/market/raw-series.ts";

/** What the price store keeps of one symbol: made-up daily bars, twenty dividends. */
export function storeEntry(symbol: string, bars: number) {
  const instrument: Instrument = {
    symbol,
    name: symbol,
    type: "stock",
    exchange: "HKEX",
    currency: "HKD",
    lot: 100,
  };
  const columns = emptyRawColumns(bars);
  for (let row = 0; row < bars; row++) {
    const price = 100 + (row % 97);
    columns.days[row] = 12_000 + row;
    columns.open[row] = price;
    columns.high[row] = price + 1;
    columns.low[row] = price - 1;
    columns.close[row] = price + 0.5;
    columns.volume[row] = 1000 * row;
    columns.adjustedClose[row] = price + 0.25;
  }
  const series: RawSeries = {
    symbol,
    source: "yahoo",
    currency: "HKD",
    columns,
    columnsGiven: ["open", "high", "low", "close", "volume", "adjustedClose"],
    basis: "split-adjusted",
    dividends: Array.from({ length: 20 }, (_, year) => ({ day: 12_000 + 250 * year, amount: 1 })),
    splits: [],
    synthetic: false,
    unfinishedDay: null,
    symbolsNamed: [symbol],
    findings: [],
  };
  return { instrument, series, askedFrom: null, fetchedAt: 0, earlierAnswers: [], answers: [] };
}
