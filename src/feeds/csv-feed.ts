import { join } from "node:path";
import { didYouMean } from "../decode/did-you-mean.ts";
import { InputError, type Issue, MarketDataError } from "../errors.ts";
import type { Instrument } from "../market/instrument.ts";
import { type InstrumentBook, instrumentFor } from "../market/instrument-book.ts";
import type { RawSeries } from "../market/raw-series.ts";
import { canonicalSymbol } from "../market/symbol.ts";
import type { PriceFileEntry, UserInstruments } from "../market/user-instruments.ts";
import type { KeptPrices } from "../storage/kept-prices.ts";
import { NO_USER_INSTRUMENTS, readInstrumentFile } from "./instrument-file.ts";
import type { DayRange, PriceFeed } from "./price-feed.ts";
import { findPriceFile, openPriceFolder, type PriceFolder, whatRateItIs } from "./price-folder.ts";
import { readPriceFile } from "./read-price-file.ts";

export interface CsvFeedOptions {
  /** folder of one file a symbol; null if only `files` are given */
  readonly folder: string | null;
  /** symbol -> file, which comes before the folder's */
  readonly files: Readonly<Record<string, string>>;
  /** files that were read before are not read again; default null: all are read */
  readonly kept?: KeptPrices | null;
}

/**
 * Prices from CSV files: `--prices csv:<folder>` and `--file SYMBOL=path`.
 *
 * An `instruments.json` in the folder names files, describes instruments and says how files are to be read. The
 * folder is listed once, when the feed is made; a file is read when its symbol is asked for, whole, whatever the
 * range.
 */
export class CsvFeed implements PriceFeed {
  readonly name: string;
  /** the user's own instruments */
  readonly instruments: InstrumentBook;
  /** what the user's instruments change, in words */
  readonly notes: readonly string[];
  readonly #folder: PriceFolder | null;
  readonly #files: ReadonlyMap<string, string>;
  readonly #entries: ReadonlyMap<string, PriceFileEntry>;
  readonly #kept: KeptPrices | null;

  /** @throws InputError if there is no such folder, or its instruments.json is wrong */
  constructor({ folder, files, kept = null }: CsvFeedOptions) {
    this.name = folder === null ? "csv" : `csv:${folder}`;
    const user: UserInstruments =
      folder === null ? NO_USER_INSTRUMENTS : readInstrumentFile(join(folder, "instruments.json"));
    this.instruments = user.book;
    this.notes = user.notes;
    this.#entries = user.files;
    this.#kept = kept;
    this.#folder = folder === null ? null : openPriceFolder(folder, user.files);
    this.#files = new Map(
      Object.entries(files).flatMap(([symbol, path]) => [
        [symbol, path],
        [canonicalSymbol(symbol), path],
      ]),
    );
  }

  /** Whether a file was given for the symbol itself, in any spelling of it. */
  hasFile(symbol: string): boolean {
    return this.#files.has(symbol) || this.#files.has(canonicalSymbol(symbol));
  }

  /** @throws MarketDataError if no file is the symbol's; InputError with every issue of its content */
  async fetch(symbol: string, _range: DayRange, instrument: Instrument): Promise<RawSeries> {
    return this.read(symbol, instrument);
  }

  /** {@link fetch}, at once. */
  read(
    symbol: string,
    instrument: Instrument = instrumentFor(symbol, this.instruments).instrument,
  ): RawSeries {
    const entry = this.#entries.get(symbol) ?? this.#entries.get(canonicalSymbol(symbol)) ?? {};
    try {
      return readPriceFile(this.#pathOf(symbol), symbol, { ...entry, instrument }, this.#kept);
    } catch (error) {
      throw error instanceof InputError ? new InputError(error.issues.map(whereToMap)) : error;
    }
  }

  #pathOf(symbol: string): string {
    const path = this.#files.get(symbol) ?? this.#files.get(canonicalSymbol(symbol));
    if (path !== undefined) return path;
    if (this.#folder !== null) return findPriceFile(this.#folder, symbol);
    const meant = didYouMean(symbol, this.#files.keys(), "", ` If not, or if its file holds ${symbol}, `);
    throw new MarketDataError({
      what: `no file is given for ${symbol}${whatRateItIs(symbol)}`,
      at: "--file",
      fix: `${meant}write --file ${symbol}=<path>, or give a folder with --prices csv:<folder>`,
    });
  }
}

/** A run has no `--map`: an issue that asks for it says what has. */
function whereToMap(issue: Issue): Issue {
  if (issue.fix?.includes("--map ") !== true) return issue;
  return {
    ...issue,
    fix: `${issue.fix}; that is for edict prices import (then run --frozen), or for "map" in instruments.json`,
  };
}
