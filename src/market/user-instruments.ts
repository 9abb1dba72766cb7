import * as v from "valibot";
import { type Decoded, decodeWith, whatAndFix } from "../decode/decode-with.ts";
import { type ColumnMapping, readColumnMapping } from "../decode/price-csv/column-mapping.ts";
import type { Issue } from "../errors.ts";
import { parseCalendarDay } from "../time/calendar-day.ts";
import { EXCHANGE_CODES } from "../time/exchange.ts";
import { deriveInstrument } from "./derive-instrument.ts";
import type { Instrument } from "./instrument.ts";
import {
  type InstrumentBook,
  type InstrumentEntry,
  instrumentBook,
  SHIPPED_INSTRUMENTS,
} from "./instrument-book.ts";
import type { PriceBasis } from "./raw-series.ts";
import { canonicalSymbol } from "./symbol.ts";

/** What a user's entry says of the file that holds its prices. */
export interface PriceFileEntry {
  /** beside the instruments.json */
  readonly file?: string;
  readonly mapping?: ColumnMapping;
  readonly basis?: PriceBasis;
}

/** A user's own instruments. */
export interface UserInstruments {
  readonly book: InstrumentBook;
  /** by symbol, as the user writes it */
  readonly files: ReadonlyMap<string, PriceFileEntry>;
  /** a sentence for each entry that changes one of edict's */
  readonly notes: readonly string[];
}

const day = v.pipe(
  v.string(),
  v.check(
    (text) => parseCalendarDay(text) !== undefined,
    (issue) =>
      whatAndFix(`"${issue.input}" is not a calendar day`, "write it as YYYY-MM-DD, e.g. 2026-02-27"),
  ),
);

const entrySchema = v.strictObject({
  symbol: v.pipe(v.string(), v.minLength(1)),
  name: v.optional(v.string()),
  type: v.optional(v.picklist(["stock", "etf", "index", "currency-pair"])),
  exchange: v.optional(v.picklist(EXCHANGE_CODES)),
  currency: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => /^[A-Z]{3}$/.test(text),
        (issue) => whatAndFix(`"${issue.input}" is no currency`, "write three capitals, e.g. HKD"),
      ),
    ),
  ),
  lot: v.optional(
    v.nullable(
      v.pipe(
        v.number(),
        v.check(
          (lot) => Number.isInteger(lot) && lot >= 1,
          (issue) =>
            whatAndFix(`a lot of ${issue.input} is no number of shares`, "write a whole number, or null"),
        ),
      ),
    ),
  ),
  listed: v.optional(day),
  delisted: v.optional(day),
  tradeInstead: v.optional(v.string()),
  aliases: v.optional(v.array(v.string())),
  file: v.optional(v.pipe(v.string(), v.minLength(1))),
  map: v.optional(v.string()),
  basis: v.optional(v.picklist(["raw", "split-adjusted", "fully-adjusted"])),
});

type UserEntry = v.InferOutput<typeof entrySchema>;

const fileSchema = v.strictObject({ $schema: v.optional(v.string()), instruments: v.array(entrySchema) });

const REQUIRED = ["type", "exchange", "currency"] as const;

/**
 * The content of an `instruments.json`: `{ "instruments": [{ "symbol": "MY.HK", "lot": 200, "file": "my.csv" }] }`.
 *
 * Every field but `symbol` may be left out: it is then edict's own, or follows from the symbol's form. An entry
 * whose symbol edict knows changes it, and a note says so. `file`, `map` (as `--map`) and `basis` describe the
 * price file.
 *
 * @param value the parsed JSON
 * @param file as it is named in issues
 * @returns the instruments, or every issue
 */
export function readUserInstruments(value: unknown, file: string): Decoded<UserInstruments> {
  const decoded = decodeWith(fileSchema, value, { file });
  if (decoded.issues !== undefined) return { issues: decoded.issues };
  const issues: Issue[] = [];
  const entries: InstrumentEntry[] = [];
  const files = new Map<string, PriceFileEntry>();
  const notes: string[] = [];
  const seen = new Set<string>();
  decoded.value.instruments.forEach((entry, index) => {
    const at = `${file} instruments[${index}]`;
    if (seen.has(entry.symbol)) {
      issues.push({ what: `"${entry.symbol}" stands here twice`, at, fix: "leave one of them out" });
    }
    seen.add(entry.symbol);
    const complete = completeEntry(entry, at, issues);
    if (complete !== undefined) entries.push(complete.entry);
    if (complete?.note !== undefined) notes.push(`${file}: ${complete.note}`);
    files.set(entry.symbol, priceFileOf(entry, at, issues));
  });
  if (issues.length > 0) return { issues };
  return { value: { book: instrumentBook(entries), files, notes } };
}

function completeEntry(
  entry: UserEntry,
  at: string,
  issues: Issue[],
): { readonly entry: InstrumentEntry; readonly note?: string } | undefined {
  const { file: _file, map: _map, basis: _basis, ...own } = entry;
  const known = SHIPPED_INSTRUMENTS.byName.get(entry.symbol.toUpperCase());
  const base: Partial<Instrument> =
    known ?? deriveInstrument(canonicalSymbol(entry.symbol))?.instrument ?? {};
  const merged = { name: entry.symbol, lot: null, ...base, ...own };
  const missing = REQUIRED.filter((field) => merged[field] === undefined);
  if (missing.length > 0) {
    const what = `"${entry.symbol}" is no symbol whose ${missing.join(", ")} can be told from its form`;
    issues.push({ what, at, fix: `write ${missing.join(", ")} into its entry` });
    return undefined;
  }
  const changed = known === undefined ? [] : changesOf(known, own);
  const note =
    changed.length === 0 ? {} : { note: `${entry.symbol} differs from edict's: ${changed.join(", ")}` };
  return { entry: merged as InstrumentEntry, ...note };
}

function changesOf(known: InstrumentEntry, own: Partial<UserEntry>): readonly string[] {
  const fields = [
    "name",
    "type",
    "exchange",
    "currency",
    "lot",
    "listed",
    "delisted",
    "tradeInstead",
  ] as const;
  return fields
    .filter((field) => own[field] !== undefined && own[field] !== known[field])
    .map((field) => `${field} ${known[field] ?? "unknown"} -> ${own[field] ?? "unknown"}`);
}

function priceFileOf(entry: UserEntry, at: string, issues: Issue[]): PriceFileEntry {
  const mapping = entry.map === undefined ? undefined : readColumnMapping(entry.map, `${at}.map`);
  if (mapping !== undefined && "issues" in mapping) {
    issues.push(...mapping.issues);
    return {};
  }
  return {
    ...(entry.file === undefined ? {} : { file: entry.file }),
    ...(mapping === undefined ? {} : { mapping }),
    ...(entry.basis === undefined ? {} : { basis: entry.basis }),
  };
}
