import { existsSync, readdirSync, readFileSync } from "node:fs";
import { stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { InputError, type Issue, MarketDataError } from "../errors.ts";
import type { Instrument } from "../market/instrument.ts";
import { pricedDays } from "../market/priced-days.ts";
import type { RawSeries } from "../market/raw-series.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { replaceFile } from "../storage/replace-file.ts";
import { type CalendarDay, formatCalendarDay, MILLISECONDS_PER_DAY } from "../time/calendar-day.ts";
import { EXCHANGES } from "../time/exchange.ts";
import type { Instant } from "../time/zoned-time.ts";
import type { RawAnswer } from "./recorded-feed.ts";
import { AnswerArchive } from "./store/answer-archive.ts";
import { columnsSha256, decodeSeriesFile, manifestDays, type StoredSeries } from "./store/series-file.ts";
import { type AnswerRecord, MANIFEST_SCHEMA, type SeriesManifest } from "./store/series-manifest.ts";
import { fileNameSymbol, symbolFileName } from "./store/symbol-file-name.ts";

const SUFFIX = ".arrow";

/** What is in a store, and what in it cannot be read. */
export interface StoreListing {
  /** by symbol, then source */
  readonly manifests: readonly SeriesManifest[];
  readonly issues: readonly Issue[];
}

/** What goes with a series into the store. */
export interface StoreEntry {
  readonly instrument: Instrument;
  readonly series: RawSeries;
  readonly askedFrom: CalendarDay | null;
  readonly fetchedAt: Instant;
  /** on record already, from earlier answers to the same series */
  readonly earlierAnswers: readonly AnswerRecord[];
  /** new ones, to be kept */
  readonly answers: readonly RawAnswer[];
}

/**
 * A folder of price histories: `prices/<source>/<symbol>.arrow`, and the raw answers under `prices/answers`.
 *
 * A history and its manifest are one file, and that is replaced by one rename: a process that is killed at any
 * instant leaves the old file or the new one. There is no lock. Two processes that write the same symbol each
 * put down a whole history; the later one stands, and no reader ever sees a mixture. Sources are kept apart, so
 * that two never end up in one series.
 */
export class PriceStore {
  readonly folder: string;
  readonly archive: AnswerArchive;
  /** days with a close by symbol, of one source, for finding holes; read once */
  readonly #daysBySource = new Map<string, Map<string, { exchange: string; days: Int32Array }>>();

  /** @param home edict's data folder; `prices` inside it need not exist */
  constructor(home: string) {
    this.folder = join(home, "prices");
    this.archive = new AnswerArchive(join(this.folder, "answers"));
  }

  /** Where a symbol's file is, or would be. */
  pathOf(symbol: string, source: string): string {
    return join(this.folder, sourceFolder(source), symbolFileName(symbol) + SUFFIX);
  }

  /**
   * A stored series.
   *
   * @param source without it, the source whose history ends last; of several, `yahoo`
   * @returns undefined if nothing is stored
   * @throws MarketDataError if the file is damaged
   */
  read(symbol: string, source?: string): RawSeries | undefined {
    return this.readStored(symbol, source)?.series;
  }

  /** {@link read}, with the manifest. */
  readStored(symbol: string, source?: string): StoredSeries | undefined {
    if (source !== undefined) return this.#readFile(symbol, source);
    return this.sources()
      .flatMap((name) => this.#readFile(symbol, name) ?? [])
      .sort((a, b) => compareText(b.manifest.to, a.manifest.to) || rankOf(a) - rankOf(b))[0];
  }

  /** Every series in the store; a damaged file is an issue, and does not hide the others. */
  list(): StoreListing {
    const manifests: SeriesManifest[] = [];
    const issues: Issue[] = [];
    for (const source of this.sources()) {
      for (const symbol of this.symbols(source)) {
        try {
          const stored = this.#readFile(symbol, source);
          if (stored !== undefined) manifests.push(stored.manifest);
        } catch (error) {
          if (!(error instanceof MarketDataError)) throw error;
          issues.push(...error.issues);
        }
      }
    }
    manifests.sort((a, b) => compareText(a.symbol, b.symbol) || compareText(a.source, b.source));
    return { manifests, issues };
  }

  /** Folders of sources, `yahoo` first. */
  sources(): string[] {
    const names = namesIn(this.folder).filter((name) => name !== "answers");
    return names.sort((a, b) => Number(b === "yahoo") - Number(a === "yahoo") || compareText(a, b));
  }

  /** Symbols stored of a source. */
  symbols(source: string): string[] {
    return namesIn(join(this.folder, sourceFolder(source)))
      .filter((name) => name.endsWith(SUFFIX))
      .flatMap((name) => fileNameSymbol(name.slice(0, -SUFFIX.length)) ?? []);
  }

  /**
   * Puts a whole history in place of what is stored for its symbol and source. The answers are kept first: a
   * history on record always has the answers it names.
   */
  async put(entry: StoreEntry): Promise<SeriesManifest> {
    for (const answer of entry.answers) await this.archive.keep(answer);
    const { series, instrument } = entry;
    const days = pricedDays(series);
    const rowDays = [...series.columns.days].sort((a, b) => a - b);
    const records = entry.answers.map(({ sha256, fetchedAt, bytes }) => {
      return { sha256, fetchedAt: new Date(fetchedAt).toISOString(), bytes: bytes.length };
    });
    const manifest: SeriesManifest = {
      schema: MANIFEST_SCHEMA,
      symbol: series.symbol,
      source: series.source,
      synthetic: series.synthetic,
      exchange: instrument.exchange,
      zone: EXCHANGES[instrument.exchange].zone,
      currency: series.currency,
      basis: series.basis,
      columns: series.columnsGiven,
      rows: rowDays.length,
      sessions: new Set(days).size,
      from: rowDays.length === 0 ? "" : formatCalendarDay(rowDays[0]!),
      to: rowDays.length === 0 ? "" : formatCalendarDay(rowDays.at(-1)!),
      ...manifestDays(series),
      symbolsNamed: series.symbolsNamed,
      askedFrom: entry.askedFrom === null ? null : formatCalendarDay(entry.askedFrom),
      fetchedAt: new Date(entry.fetchedAt).toISOString(),
      answers: [...entry.earlierAnswers, ...records],
      columnsSha256: columnsSha256(series.columns, series.columnsGiven),
    };
    const path = this.pathOf(series.symbol, series.source);
    makeFolder(dirname(path));
    // Arrow is opened to write; reading does without.
    const { encodeSeriesFile } = await import("./store/encode-series-file.ts");
    replaceFile(path, encodeSeriesFile(series, manifest));
    this.#daysBySource
      .get(sourceFolder(series.source))
      ?.set(series.symbol, { exchange: instrument.exchange, days });
    return manifest;
  }

  /** Forgets a symbol of a source; its answers stay. @returns whether there was one */
  async remove(symbol: string, source: string): Promise<boolean> {
    try {
      await unlink(this.pathOf(symbol, source));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    }
  }

  /**
   * Deletes what processes left that were killed while they wrote: files beside the histories that are older
   * than a day, and so belong to nobody.
   *
   * @returns their paths
   */
  async removeLeftovers(now: Instant): Promise<string[]> {
    const removed: string[] = [];
    for (const source of this.sources()) {
      const folder = join(this.folder, source);
      for (const name of namesIn(folder).filter((file) => !file.endsWith(SUFFIX))) {
        const path = join(folder, name);
        if (await removeIfOlder(path, now - MILLISECONDS_PER_DAY)) removed.push(path);
      }
    }
    return removed;
  }

  /**
   * Whether a file still holds the bytes that were written: the columns against their hash on record.
   *
   * @returns undefined if nothing is stored
   */
  isIntact(symbol: string, source: string): boolean | undefined {
    if (!existsSync(this.pathOf(symbol, source))) return undefined;
    const stored = this.#readIfIntact(symbol, source);
    if (stored === undefined) return false;
    const { series, manifest } = stored;
    return columnsSha256(series.columns, series.columnsGiven) === manifest.columnsSha256;
  }

  /** Days with a close of each other symbol of an exchange and source; none of a currency, whose holidays are its own. */
  daysOfOthers(instrument: Instrument, source: string): Int32Array[] {
    if (instrument.type === "currency-pair") return [];
    const folder = sourceFolder(source);
    let bySymbol = this.#daysBySource.get(folder);
    if (bySymbol === undefined) {
      bySymbol = new Map();
      for (const symbol of this.symbols(source)) {
        const stored = this.#readIfIntact(symbol, source);
        if (stored === undefined) continue;
        bySymbol.set(symbol, { exchange: stored.manifest.exchange, days: pricedDays(stored.series) });
      }
      this.#daysBySource.set(folder, bySymbol);
    }
    return [...bySymbol]
      .filter(([symbol, { exchange }]) => symbol !== instrument.symbol && exchange === instrument.exchange)
      .map(([, { days }]) => days);
  }

  /** A damaged neighbour must not keep a symbol from being updated; `list` and `read` name it. */
  #readIfIntact(symbol: string, source: string): StoredSeries | undefined {
    try {
      return this.#readFile(symbol, source);
    } catch (error) {
      if (error instanceof MarketDataError) return undefined;
      throw error;
    }
  }

  #readFile(symbol: string, source: string): StoredSeries | undefined {
    const path = this.pathOf(symbol, source);
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
    try {
      const stored = decodeSeriesFile(bytes);
      if (stored.manifest.symbol === symbol) return stored;
      throw new Error(`it holds ${stored.manifest.symbol}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new MarketDataError({
        what: `the stored prices of ${symbol} cannot be read: ${reason}`,
        at: path,
        fix: "delete the file and fetch the symbol again: edict prices fetch",
      });
    }
  }
}

/** The store in edict's data folder. */
export function openStore(home: string): PriceStore {
  return new PriceStore(home);
}

/** `csv:prices/KWEB.csv` and every other file are kept under `csv`. */
function sourceFolder(source: string): string {
  const name = source.split(":", 1)[0]!;
  if (/^[a-z][a-z0-9-]*$/.test(name) && name !== "answers") return name;
  throw new InputError({
    what: `${JSON.stringify(name)} cannot be the name of a price feed`,
    at: source,
    fix: "name it in small letters, digits and hyphens, e.g. my-vendor",
  });
}

function rankOf({ manifest }: StoredSeries): number {
  return manifest.source === "yahoo" ? 0 : 1;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Another process may clear up at the same time: what is gone already is no error. */
async function removeIfOlder(path: string, than: Instant): Promise<boolean> {
  try {
    if ((await stat(path)).mtimeMs > than) return false;
    await unlink(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // Where no folder can be, nothing is stored.
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}
