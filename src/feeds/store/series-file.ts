import { createHash } from "node:crypto";
import type { PriceColumn, RawColumns, RawSeries } from "../../market/raw-series.ts";
import { type CalendarDay, formatCalendarDay, parseCalendarDay } from "../../time/calendar-day.ts";
import { readSealedNote } from "./sealed-arrow.ts";
import { readManifest, type SeriesManifest } from "./series-manifest.ts";

/** A stored series with what is known of it. */
export interface StoredSeries {
  readonly series: RawSeries;
  readonly manifest: SeriesManifest;
}

/** Where things lie in a series file, in bytes from its start. It is the note under the file's seal. */
export interface SeriesLayout {
  readonly rows: number;
  /** from, to */
  readonly manifest: readonly [number, number];
  readonly columns: Readonly<Partial<Record<"date" | PriceColumn, number>>>;
}

/**
 * Reads what `encodeSeriesFile` wrote. The columns are views on `bytes`.
 *
 * The file is edict's own and sealed, so its layout is taken from the seal; other programs read it as the Arrow file
 * that it is. Taking the metadata of 500 files apart by Arrow's rules takes longer than reading their 130 MB.
 *
 * @throws Error if the bytes are no such file; the store words it
 */
export function decodeSeriesFile(bytes: Uint8Array): StoredSeries {
  const layout = JSON.parse(readSealedNote(bytes)) as SeriesLayout;
  // Views of eight-byte numbers need an address that is a multiple of eight; small buffers may come from a pool.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const manifest = readManifest(new TextDecoder().decode(aligned.subarray(...layout.manifest)));
  if ("wrong" in manifest) throw new Error(`its manifest has no valid "${manifest.wrong}"`);
  const { rows } = layout;
  if (rows !== manifest.rows) throw new Error(`it has ${rows} rows, its manifest says ${manifest.rows}`);
  const view = <Values>(name: "date" | PriceColumn, kind: ColumnKind<Values>): Values => {
    const offset = layout.columns[name];
    if (offset === undefined) throw new Error(`it has no column "${name}"`);
    return new kind(aligned.buffer, aligned.byteOffset + offset, rows);
  };
  const read = (name: PriceColumn): Float64Array =>
    manifest.columns.includes(name) ? view(name, Float64Array) : new Float64Array(rows).fill(Number.NaN);
  const columns: RawColumns = {
    days: view("date", Int32Array),
    open: read("open"),
    high: read("high"),
    low: read("low"),
    close: read("close"),
    volume: read("volume"),
    adjustedClose: read("adjustedClose"),
  };
  return { manifest, series: seriesOf(manifest, columns) };
}

type ColumnKind<Values> = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => Values;

/** SHA-256 of the days and the columns given, little-endian as they lie in the file. */
export function columnsSha256(columns: RawColumns, given: readonly PriceColumn[]): string {
  const hash = createHash("sha256");
  for (const part of [columns.days, ...given.map((name) => columns[name])]) {
    hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }
  return hash.digest("hex");
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
