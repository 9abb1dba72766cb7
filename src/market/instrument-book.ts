import { askedBack } from "../decode/did-you-mean.ts";
import { nearestName } from "../decode/nearest-name.ts";
import { InputError } from "../errors.ts";
import { deriveInstrument, KNOWN_SUFFIXES } from "./derive-instrument.ts";
import type { Instrument } from "./instrument.ts";
import shipped from "./instruments.json" with { type: "json" };
import { canonicalSymbol, splitSuffix } from "./symbol.ts";

/** An instrument with other names under which it is asked for. */
export interface InstrumentEntry extends Instrument {
  readonly aliases?: readonly string[];
}

/** Instruments by symbol and by alias. */
export interface InstrumentBook {
  readonly entries: readonly InstrumentEntry[];
  readonly byName: ReadonlyMap<string, InstrumentEntry>;
}

/** An instrument and where the knowledge comes from: edict's book, the user's, or the symbol's form alone. */
export interface FoundInstrument {
  readonly instrument: Instrument;
  readonly origin: "shipped" | "user" | "derived";
  /** for a derived one, what was taken for granted */
  readonly note?: string;
}

/** Puts entries in a book; of two with one name the later wins. */
export function instrumentBook(entries: readonly InstrumentEntry[]): InstrumentBook {
  const byName = new Map<string, InstrumentEntry>();
  for (const entry of entries) {
    for (const name of [entry.symbol, ...(entry.aliases ?? [])]) {
      byName.set(name.toUpperCase(), entry);
      byName.set(canonicalSymbol(name), entry);
    }
  }
  return { entries, byName };
}

/** The instruments that edict ships, from instruments.json. Lots and listing days are there where they are sure. */
export const SHIPPED_INSTRUMENTS: InstrumentBook = instrumentBook(shipped as readonly InstrumentEntry[]);

/**
 * The instrument of a symbol: from the user's book, else from edict's, else derived from the symbol's form.
 *
 * @param symbol as the user writes it; other vendors' spellings are understood (`00700.HK`, `513180.SH`, `USDHKD`)
 * @returns its `symbol` is spelt as Yahoo does
 * @throws InputError if the form says nothing, with the nearest valid name
 * @example instrumentFor("0700.HK").instrument.lot // => 100
 * @example instrumentFor("0005.HK").note // gives "0005.HK is in no book of instruments: taken for a stock on HKEX ..."
 */
export function instrumentFor(symbol: string, userBook?: InstrumentBook): FoundInstrument {
  const names = [symbol.trim().toUpperCase(), canonicalSymbol(symbol)];
  for (const [book, origin] of [
    [userBook, "user"],
    [SHIPPED_INSTRUMENTS, "shipped"],
  ] as const) {
    for (const name of names) {
      const entry = book?.byName.get(name);
      if (entry !== undefined) return { instrument: withoutAliases(entry), origin };
    }
  }
  const derived = deriveInstrument(canonicalSymbol(symbol));
  if (derived === undefined) throw new InputError(unknownSymbol(symbol, userBook));
  return { ...derived, origin: "derived" };
}

function withoutAliases({ aliases: _, ...instrument }: InstrumentEntry): Instrument {
  return instrument;
}

function unknownSymbol(symbol: string, userBook: InstrumentBook | undefined) {
  const what = `"${symbol}" is no symbol that edict can place`;
  const known = [...SHIPPED_INSTRUMENTS.byName.keys(), ...(userBook?.byName.keys() ?? [])];
  const [base, suffix] = splitSuffix(canonicalSymbol(symbol));
  const nearest = nearestName(symbol, known) ?? nearestName(base, known);
  if (nearest !== undefined) return { what, at: symbol, fix: askedBack(nearest) };
  if (/^\d+$/.test(base) && suffix === "") {
    const listed = base.length === 6 ? `${base}.SS or ${base}.SZ` : canonicalSymbol(`${base}.HK`);
    return { what, at: symbol, fix: `name its exchange: ${listed}` };
  }
  const endings = KNOWN_SUFFIXES.map((one) => `.${one}`).join(", ");
  const fix = `end it in one of ${endings}, write =X behind a currency, or describe it in instruments.json`;
  return { what, at: symbol, fix };
}
