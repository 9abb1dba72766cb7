import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { didYouMean } from "../decode/did-you-mean.ts";
import type { ColumnMapping } from "../decode/price-csv/column-mapping.ts";
import { InputError } from "../errors.ts";
import type { Currency, Instrument } from "../market/instrument.ts";
import { instrumentFor } from "../market/instrument-book.ts";
import { type CsvPrices, type CsvSource, rawSeriesFromCsv } from "../market/raw-from-csv.ts";
import type { PriceBasis, RawSeries } from "../market/raw-series.ts";
import type { KeptPrices } from "../storage/kept-prices.ts";

export interface PriceFileOptions {
  /** by default what `instrumentFor` finds */
  readonly instrument?: Instrument;
  readonly mapping?: ColumnMapping;
  readonly basis?: PriceBasis;
  readonly currency?: Currency;
}

/** Daily prices of a century are 2 MB; a file beyond this holds something else, or many symbols. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads one symbol's prices from a CSV file, synchronously: a run reads a handful of small files, and waiting for
 * them costs more than reading. A file above 64 MB is refused before it is opened. One that gzip packed is unpacked,
 * whatever its name.
 *
 * @param path as the user wrote it; results name the source `csv:<path>`
 * @param kept files that were read before are not read again; by default all are read
 * @throws InputError if there is no such file, or with every issue of its content
 */
export function readPriceFile(
  path: string,
  symbol: string,
  options: PriceFileOptions = {},
  kept: KeptPrices | null = null,
): RawSeries {
  const bytes = readBytes(path, symbol);
  const source = sourceOf(path, symbol, options);
  if (kept === null) return rawSeriesFromCsv(bytes, source).raw;
  const known = kept.read(bytes, source);
  if (known !== null) return known;
  const { raw } = rawSeriesFromCsv(bytes, source);
  kept.write(bytes, source, raw);
  return raw;
}

/** {@link readPriceFile}, with how the file is written, for `edict prices import`. */
export function readPriceFileWithDialect(
  path: string,
  symbol: string,
  options: PriceFileOptions = {},
): CsvPrices {
  return rawSeriesFromCsv(readBytes(path, symbol), sourceOf(path, symbol, options));
}

function sourceOf(path: string, symbol: string, options: PriceFileOptions): CsvSource {
  const { instrument = instrumentFor(symbol).instrument, mapping, basis, currency } = options;
  return {
    symbol,
    file: path.replaceAll("\\", "/"),
    instrument,
    ...(mapping === undefined ? {} : { mapping }),
    ...(basis === undefined ? {} : { basis }),
    ...(currency === undefined ? {} : { currency }),
  };
}

function readBytes(path: string, symbol: string): Uint8Array {
  try {
    const { size, isFile } = describeFile(path);
    if (!isFile) {
      const fix = `give the file itself, or --prices csv:${path} for a folder of files`;
      throw new InputError({ what: `the prices of ${symbol} are no file`, at: path, fix });
    }
    if (size > MOST_BYTES) {
      const what = `the file has ${Math.round(size / 1024 / 1024)} MB; daily prices of one symbol are under ${MOST_BYTES / 1024 / 1024} MB`;
      throw new InputError({ what, at: path, fix: "split it into one file of daily rows for each symbol" });
    }
    return unpacked(readFileSync(path), path);
  } catch (error) {
    throw withWords(error, path, symbol);
  }
}

/** Bytes as they are, or what gzip packed into them. */
function unpacked(bytes: Uint8Array, path: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    // Opening zlib takes milliseconds, and few files are packed.
    const { gunzipSync } = process.getBuiltinModule("node:zlib");
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError({
      what: `the file is a gzip archive that cannot be unpacked: ${reason}`,
      at: path,
      fix: "unpack it yourself, or download it again; one symbol's daily prices are under 64 MB",
    });
  }
}

function describeFile(path: string): { readonly size: number; readonly isFile: boolean } {
  const stat = statSync(path);
  return { size: stat.size, isFile: stat.isFile() };
}

/** What the operating system says, as an issue; anything else is thrown on. */
function withWords(error: unknown, path: string, symbol: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return new InputError({
        what: `there is no file of prices for ${symbol}`,
        at: path,
        fix: nearestFile(path),
      });
    case "EACCES":
    case "EPERM":
      return new InputError({
        what: "the file may not be read",
        at: path,
        fix: "allow reading it, or give a copy",
      });
    default:
      return error;
  }
}

function nearestFile(path: string): string {
  const names = filesIn(dirname(path));
  if (names === undefined) return `there is no folder ${dirname(path)}; correct the path`;
  return didYouMean(basename(path), names, "correct the path");
}

/** Names of the files in a folder, in order; `undefined` if there is no such folder. */
export function filesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
