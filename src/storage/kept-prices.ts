import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { emptyRawColumns, PRICE_COLUMNS, type PriceColumn, type RawSeries } from "../market/raw-series.ts";
import { KeptFiles, type KeptPlace, keptPlace } from "./kept-files.ts";

/**
 * The rows of price files that were read without an issue: a file that has not changed since, read under the same name
 * and with the same words of the user by the same build of edict, is not read again. Reading takes five times as long
 * as taking what came of it, since a process runs its code for the first time.
 */
export interface KeptPrices {
  /**
   * @param bytes of the price file
   * @param readAs all that its rows are read by: symbol, path, instrument, mapping
   * @returns null if its rows are not kept, or not whole
   */
  readonly read: (bytes: Uint8Array, readAs: object) => RawSeries | null;
  readonly write: (bytes: Uint8Array, readAs: object, raw: RawSeries) => void;
}

/** Files kept at most, and at most by one process: of a folder of five hundred, the others are read each time. */
const MOST_FILES = 64;
const MOST_AT_ONCE = 16;
/** Bytes from which on a file takes longer to read than to find among those that are kept. */
const WORTH_KEEPING = 10_000;

const LINE_FEED = 10;
const BYTES_OF_A_NUMBER = Float64Array.BYTES_PER_ELEMENT;

/** What stands before the numbers, as a line of JSON. */
interface Head {
  readonly rows: number;
  /** columns that have a value; the others are NaN */
  readonly columns: readonly PriceColumn[];
  readonly rest: Omit<RawSeries, "columns">;
}

/** What the command keeps in edict's home; null where this is not a built command. */
export function keptPrices(): KeptPrices | null {
  const place = keptPlace("prices");
  return place === null ? null : keptPricesIn(place);
}

export function keptPricesIn(place: KeptPlace): KeptPrices {
  const files = new KeptFiles(place, MOST_FILES);
  let written = 0;
  return {
    read: (bytes, readAs) => {
      if (bytes.length < WORTH_KEEPING) return null;
      const body = files.read(madeOf(bytes, readAs));
      return body === null ? null : unpackSeries(body);
    },
    write: (bytes, readAs, raw) => {
      if (bytes.length < WORTH_KEEPING || written === MOST_AT_ONCE) return;
      const body = packSeries(raw);
      if (body === null) return;
      written += 1;
      files.write(madeOf(bytes, readAs), body);
    },
  };
}

/** Numbers are kept as this machine writes them. */
function madeOf(bytes: Uint8Array, readAs: object): string {
  return `${createHash("sha256").update(bytes).digest("hex")} ${process.arch} ${JSON.stringify(readAs)}`;
}

/** A line of JSON, blanks to a multiple of eight bytes, each column that has a value, the days; null for what JSON would change. */
function packSeries({ columns, ...rest }: RawSeries): Buffer | null {
  const filled = PRICE_COLUMNS.filter((name) => columns[name].some((value) => !Number.isNaN(value)));
  const text = JSON.stringify({ rows: columns.days.length, columns: filled, rest } satisfies Head);
  if (!isDeepStrictEqual(JSON.parse(text).rest, rest)) return null;
  const length = Buffer.byteLength(text) + 1;
  const blanks = " ".repeat((BYTES_OF_A_NUMBER - (length % BYTES_OF_A_NUMBER)) % BYTES_OF_A_NUMBER);
  const numbers = [...filled.map((name) => columns[name]), columns.days];
  const bytes = numbers.map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  return Buffer.concat([Buffer.from(`${text}${blanks}\n`), ...bytes]);
}

function unpackSeries(body: Buffer): RawSeries {
  const end = body.indexOf(LINE_FEED) + 1;
  const { rows, columns, rest } = JSON.parse(body.toString("utf8", 0, end)) as Head;
  // The numbers are taken where they lie.
  const first = body.byteOffset + end;
  const memory = first % BYTES_OF_A_NUMBER === 0 ? body.buffer : body.buffer.slice(first);
  const start = memory === body.buffer ? first : 0;
  const column = (place: number) => new Float64Array(memory, start + place * rows * BYTES_OF_A_NUMBER, rows);
  const days = new Int32Array(memory, start + columns.length * rows * BYTES_OF_A_NUMBER, rows);
  const kept = Object.fromEntries(columns.map((name, place) => [name, column(place)]));
  return { ...rest, columns: { ...emptyRawColumns(rows), ...kept, days } };
}
