import { gunzipSync, gzipSync } from "node:zlib";
import { type Bars, keptMarks } from "../market/bars.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { SweepJob } from "./sweep-job.ts";

const COLUMNS = {
  days: Int32Array,
  open: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  marks: Uint8Array,
} as const;
type ColumnName = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as ColumnName[];

/** A job as compressed JSON, its price columns as base64 of their little-endian bytes: bit for bit, NaN included. */
export function encodeJob(job: SweepJob): Buffer {
  const prices = job.prices.map((series) => ({
    ...series,
    bars: Object.fromEntries(
      NAMES.map((name) => {
        const { buffer, byteOffset, byteLength } = series.bars[name];
        return [
          name,
          Buffer.from(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)).toString("base64"),
        ];
      }),
    ),
  }));
  return gzipSync(JSON.stringify({ ...job, prices }), { level: 1 });
}

/** The job of {@link encodeJob}. */
export function decodeJob(bytes: Buffer): SweepJob {
  const job = JSON.parse(gunzipSync(bytes).toString("utf8"));
  const prices = job.prices.map(
    (series: Omit<PriceSeries, "bars"> & { bars: Record<ColumnName, string> }) => {
      const bars = Object.fromEntries(
        NAMES.map((name) => {
          const column = Buffer.from(series.bars[name], "base64");
          // A buffer of its own: one from the pool may not begin on a multiple of eight.
          const aligned = new Uint8Array(column).buffer;
          return [name, new COLUMNS[name](aligned)];
        }),
      ) as unknown as Bars;
      return { ...series, bars: { ...bars, marks: keptMarks(bars.marks) } };
    },
  );
  return { ...job, prices };
}
