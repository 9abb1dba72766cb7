import type { PriceSeries } from "../market/price-series.ts";

/** A series whose columns lie in memory that all threads see: handing it to a worker copies nothing. */
export function shareColumns(series: PriceSeries): PriceSeries {
  const { days, open, high, low, close, volume, marks } = series.bars;
  return {
    ...series,
    bars: {
      days: new Int32Array(shared(days)),
      open: new Float64Array(shared(open)),
      high: new Float64Array(shared(high)),
      low: new Float64Array(shared(low)),
      close: new Float64Array(shared(close)),
      volume: new Float64Array(shared(volume)),
      marks: new Uint8Array(shared(marks)),
    },
  };
}

function shared(column: Int32Array | Float64Array | Uint8Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(column.byteLength);
  new Uint8Array(buffer).set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  return buffer;
}
