import { createHash } from "node:crypto";
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
import type { PriceColumn, RawColumns, RawSeries } from "../../market/raw-series.ts";
import { type CalendarDay, formatCalendarDay, parseCalendarDay } from "../../time/calendar-day.ts";
import { checkSeal, sealArrow } from "./sealed-arrow.ts";
import { readManifest, type SeriesManifest } from "./series-manifest.ts";

const MILLISECONDS_PER_DAY = 86_400_000;
/** Key of the manifest among the schema's metadata. */
const MANIFEST_KEY = "edict";

/** A stored series with what is known of it. */
export interface StoredSeries {
  readonly series: RawSeries;
  readonly manifest: SeriesManifest;
}

/**
 * A series as one Arrow IPC file ("Feather V2"), which pandas, polars and DuckDB open as it is.
 *
 * One record batch, uncompressed: `date` (date32) and a float64 column for each column given, NaN where there is
 * no value, so that reading is a view on the bytes. The manifest stands in the schema's metadata under `edict`,
 * as JSON: rows and manifest are one file, replaced by one rename, and cannot disagree. A checksum seals it all.
 */
export function encodeSeriesFile(series: RawSeries, manifest: SeriesManifest): Uint8Array {
  const { columns } = series;
  const dates = Array.from(columns.days, (day) => day * MILLISECONDS_PER_DAY);
  const named: [string, Column<unknown>][] = [["date", columnFromArray(dates, dateDay())]];
  for (const name of series.columnsGiven) named.push([name, columnFromArray(columns[name], float64())]);
  const bare = tableFromColumns(named);
  const metadata = new Map([[MANIFEST_KEY, JSON.stringify(manifest)]]);
  const table = new Table({ ...bare.schema, metadata }, bare.children);
  return sealArrow(tableToIPC(table, { format: "file" }) as Uint8Array);
}

/**
 * Reads what {@link encodeSeriesFile} wrote. The columns are views on `bytes`.
 *
 * @throws Error if the bytes are no such file; the store words it
 */
export function decodeSeriesFile(bytes: Uint8Array): StoredSeries {
  checkSeal(bytes);
  // Views of eight-byte numbers need an address that is a multiple of eight; small buffers may come from a pool.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const table = tableFromIPC(aligned);
  const text = table.schema.metadata?.get(MANIFEST_KEY);
  if (text === undefined) throw new Error("it has no manifest");
  const manifest = readManifest(text);
  if ("wrong" in manifest) throw new Error(`its manifest has no valid "${manifest.wrong}"`);
  const length = table.numRows;
  if (length !== manifest.rows) throw new Error(`it has ${length} rows, its manifest says ${manifest.rows}`);
  const read = (name: PriceColumn): Float64Array => {
    if (!manifest.columns.includes(name)) return new Float64Array(length).fill(Number.NaN);
    return view(table, name, Float64Array);
  };
  const columns: RawColumns = {
    days: view(table, "date", Int32Array),
    open: read("open"),
    high: read("high"),
    low: read("low"),
    close: read("close"),
    volume: read("volume"),
    adjustedClose: read("adjustedClose"),
  };
  return { manifest, series: seriesOf(manifest, columns) };
}

/** SHA-256 of the days and the columns given, little-endian as they lie in the file. */
export function columnsSha256(columns: RawColumns, given: readonly PriceColumn[]): string {
  const hash = createHash("sha256");
  for (const part of [columns.days, ...given.map((name) => columns[name])]) {
    hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }
  return hash.digest("hex");
}

function view<Values extends Float64Array | Int32Array>(
  table: Table,
  name: string,
  kind: new (length: number) => Values,
): Values {
  if (table.numRows === 0) return new kind(0);
  const batches = table.getChild(name)?.data;
  const values = batches?.length === 1 ? batches[0]?.values : undefined;
  if (!(values instanceof kind)) throw new Error(`its column "${name}" is not what edict writes`);
  // Arrow pads buffers to eight bytes; a column of an odd number of days is one value shorter than its buffer.
  return values.subarray(0, table.numRows) as Values;
}

function seriesOf(manifest: SeriesManifest, columns: RawColumns): RawSeries {
  return {
    symbol: manifest.symbol,
    source: manifest.source,
    currency: manifest.currency,
    columns,
    columnsGiven: manifest.columns,
    basis: manifest.basis,
    dividends: manifest.dividends.map(([day, amount]) => ({ day: dayOf(day), amount })),
    splits: manifest.splits.map(([day, ratio]) => ({ day: dayOf(day), ratio })),
    synthetic: manifest.synthetic,
    unfinishedDay: manifest.unfinishedDay === null ? null : dayOf(manifest.unfinishedDay),
    symbolsNamed: manifest.symbolsNamed,
    findings: manifest.findings.map((finding) => ({
      ...finding,
      day: finding.day === null ? null : dayOf(finding.day),
    })),
  };
}

function dayOf(text: string): CalendarDay {
  const day = parseCalendarDay(text);
  if (day === undefined) throw new Error(`its manifest says "${text}" where a day belongs`);
  return day;
}

/** Days of a series' events and findings as a manifest writes them. */
export function manifestDays(
  series: RawSeries,
): Pick<SeriesManifest, "dividends" | "splits" | "findings" | "unfinishedDay"> {
  return {
    dividends: series.dividends.map(({ day, amount }) => [formatCalendarDay(day), amount] as const),
    splits: series.splits.map(({ day, ratio }) => [formatCalendarDay(day), ratio] as const),
    findings: series.findings.map((finding) => ({
      ...finding,
      day: finding.day === null ? null : formatCalendarDay(finding.day),
    })),
    unfinishedDay: series.unfinishedDay === null ? null : formatCalendarDay(series.unfinishedDay),
  };
}
