import {
  emptyRawColumns,
  PRICE_COLUMNS,
  type PriceColumn,
  type RawSeries,
} from "../../../src/market/raw-series.ts";

/** Days and closes; every other price equals the close, volume is 100. */
export function seriesOf(
  rows: readonly (readonly [number, number])[],
  change: Partial<RawSeries> = {},
): RawSeries {
  const columns = emptyRawColumns(rows.length);
  const given: readonly PriceColumn[] = change.columnsGiven ?? PRICE_COLUMNS;
  rows.forEach(([day, close], row) => {
    columns.days[row] = day;
    for (const name of given) columns[name][row] = name === "volume" ? 100 : close;
  });
  return {
    symbol: "0700.HK",
    source: "yahoo",
    currency: "HKD",
    columns,
    columnsGiven: given,
    basis: "split-adjusted",
    dividends: [],
    splits: [],
    synthetic: false,
    unfinishedDay: null,
    symbolsNamed: ["0700.HK"],
    findings: [],
    ...change,
  };
}

/** `[from, from + 1, ...]` as days, each with the close `price(day)`. */
export function daysFrom(from: number, count: number, price = (day: number) => day): [number, number][] {
  return Array.from({ length: count }, (_, index) => [from + index, price(from + index)]);
}
