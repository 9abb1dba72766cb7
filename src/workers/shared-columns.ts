import type { Bars } from "../market/bars.ts";
import type { PriceSeries } from "../market/price-series.ts";

type Column = Int32Array | Float64Array | Uint8Array;

/**
 * Series whose columns lie in memory that all threads see: handing them to a worker copies nothing. A column that several
 * of them have in common stays one: the marks of bars are looked at on every fill, and those of other series would be
 * further away.
 */
export function shareColumns(prices: readonly PriceSeries[]): PriceSeries[] {
  const copies = new Map<Column, Column>();
  const shared = <Kept extends Column>(column: Kept): Kept => {
    const copy = copies.get(column) ?? copyOf(column);
    copies.set(column, copy);
    return copy as Kept;
  };
  return prices.map((series) => {
    const { days, open, high, low, close, volume, marks } = series.bars;
    const bars: Bars = {
      days: shared(days),
      open: shared(open),
      high: shared(high),
      low: shared(low),
      close: shared(close),
      volume: shared(volume),
      marks: shared(marks),
    };
    return { ...series, bars };
  });
}

function copyOf(column: Column): Column {
  const Kind = column.constructor as new (memory: SharedArrayBuffer) => Column;
  const copy = new Kind(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}
