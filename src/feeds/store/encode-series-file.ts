import {
  type Column,
  columnFromArray,
  dateDay,
  float64,
  Table,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
} from "@uwdata/flechette";
import { InvariantError } from "../../errors.ts";
import type { RawSeries } from "../../market/raw-series.ts";
import { MILLISECONDS_PER_DAY } from "../../time/calendar-day.ts";
import { sealArrow } from "./sealed-arrow.ts";
import type { SeriesLayout } from "./series-file.ts";
import type { SeriesManifest } from "./series-manifest.ts";

/** Key of the manifest among the schema's metadata. */
const MANIFEST_KEY = "edict";

/**
 * A series as one Arrow IPC file ("Feather V2"), which pandas, polars and DuckDB open as it is.
 *
 * One record batch, uncompressed: `date` (date32) and a float64 column for each column given, NaN where there is
 * no value, so that reading is a view on the bytes. The manifest stands in the schema's metadata under `edict`,
 * as JSON: rows and manifest are one file, replaced by one rename, and cannot disagree. A checksum seals it all, and
 * with it stands where each of them lies.
 */
export function encodeSeriesFile(series: RawSeries, manifest: SeriesManifest): Uint8Array {
  const { columns } = series;
  const dates = Array.from(columns.days, (day) => day * MILLISECONDS_PER_DAY);
  const named: [string, Column<unknown>][] = [["date", columnFromArray(dates, dateDay())]];
  for (const name of series.columnsGiven) named.push([name, columnFromArray(columns[name], float64())]);
  const bare = tableFromColumns(named);
  const manifestText = JSON.stringify(manifest);
  const metadata = new Map([[MANIFEST_KEY, manifestText]]);
  const table = new Table({ ...bare.schema, metadata }, bare.children);
  const file = tableToIPC(table, { format: "file" }) as Uint8Array;
  return sealArrow(file, JSON.stringify(layoutOf(file, manifestText)));
}

/** Reads the file as any reader does, and sees where on its bytes the columns are. */
function layoutOf(file: Uint8Array, manifestText: string): SeriesLayout {
  const text = Buffer.from(manifestText);
  const from = Buffer.from(file.buffer, file.byteOffset, file.byteLength).indexOf(text);
  const { numRows, names, children } = tableFromIPC(file);
  const columns = children.map(({ data }, index) => {
    const values = data[0]?.values as Float64Array | Int32Array | undefined;
    const isView = numRows === 0 || (data.length === 1 && values?.buffer === file.buffer);
    if (from < 0 || !isView) throw new InvariantError({ what: "a series file is not laid out as one batch" });
    return [names[index], numRows === 0 ? 0 : (values?.byteOffset ?? 0) - file.byteOffset] as const;
  });
  return { rows: numRows, manifest: [from, from + text.length], columns: Object.fromEntries(columns) };
}
