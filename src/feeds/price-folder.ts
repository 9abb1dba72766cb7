import { join, resolve, sep } from "node:path";
import { nearestName } from "../decode/nearest-name.ts";
import { InputError, MarketDataError } from "../errors.ts";
import { SHIPPED_INSTRUMENTS } from "../market/instrument-book.ts";
import { canonicalSymbol, splitSuffix } from "../market/symbol.ts";
import type { PriceFileEntry } from "../market/user-instruments.ts";
import { filesIn } from "./read-price-file.ts";

const ENDINGS = [".csv", ".tsv", ".txt", ".csv.gz"];

/** A folder of price files, one a symbol. */
export interface PriceFolder {
  /** as the user wrote it */
  readonly path: string;
  readonly files: readonly string[];
  /** files that an instruments.json beside them names, by symbol */
  readonly named: ReadonlyMap<string, PriceFileEntry>;
}

/** @throws InputError if there is no such folder */
export function openPriceFolder(path: string, named: ReadonlyMap<string, PriceFileEntry>): PriceFolder {
  const files = filesIn(path);
  if (files !== undefined) return { path, files, named };
  throw new InputError({
    what: "there is no such folder of prices",
    at: path,
    fix: "name a folder that holds a CSV file a symbol, e.g. HSTECH.HK.csv: --prices csv:<folder>",
  });
}

/**
 * The file of a symbol: the one that instruments.json names, else the one whose name is the symbol and `.csv`,
 * `.tsv`, `.txt` or `.csv.gz`, in any spelling of the symbol (`0700.HK.csv`, `00700.HK.csv`, `513180.SH.csv`, `USDHKD.csv`,
 * `%5EHSI.csv`). Names are looked up among the files that are there and never put together from the symbol, so no
 * symbol leads out of the folder.
 *
 * @returns path of the file, under the folder as the user wrote it
 * @throws MarketDataError if no file is the symbol's; InputError if two are, or one lies outside the folder
 */
export function findPriceFile(folder: PriceFolder, symbol: string): string {
  const entry = folder.named.get(symbol) ?? folder.named.get(canonicalSymbol(symbol));
  if (entry?.file !== undefined) return namedFile(folder, symbol, entry.file);
  const names = spellings(symbol);
  const found = folder.files.filter((file) => ENDINGS.some((ending) => names.has(stemOf(file, ending))));
  if (found.length === 1) return join(folder.path, found[0]!);
  if (found.length > 1) {
    const what = `${found.join(" and ")} could each hold the prices of ${symbol}`;
    throw new InputError({
      what,
      at: folder.path,
      fix: `say which: --file ${symbol}=${join(folder.path, found[0]!)}`,
    });
  }
  throw new MarketDataError({
    what: `no file holds the prices of ${symbol}${whatRateItIs(symbol)}`,
    at: folder.path,
    fix: fixOfMissing(folder, symbol),
  });
}

/**
 * What a rate is and what it is for, since no strategy names one; nothing of another symbol.
 *
 * @example whatRateItIs("HKD=X") // => ", the HKD that a US dollar buys: two currencies meet in this account"
 */
export function whatRateItIs(symbol: string): string {
  const [, currency] = /^([A-Z]{3})=X$/.exec(symbol) ?? [];
  return currency === undefined
    ? ""
    : `, the ${currency} that a US dollar buys: two currencies meet in this account`;
}

function namedFile(folder: PriceFolder, symbol: string, file: string): string {
  const path = resolve(folder.path, file);
  if (path.startsWith(resolve(folder.path) + sep)) return join(folder.path, file);
  throw new InputError({
    what: `the file of ${symbol}, "${file}", lies outside the folder`,
    at: join(folder.path, "instruments.json"),
    fix: `move it into the folder, or give it with --file ${symbol}=<path>`,
  });
}

/** All spellings under which a file may stand for a symbol, in lower case. */
function spellings(symbol: string): ReadonlySet<string> {
  const canonical = canonicalSymbol(symbol);
  const entry =
    SHIPPED_INSTRUMENTS.byName.get(symbol.toUpperCase()) ?? SHIPPED_INSTRUMENTS.byName.get(canonical);
  const names = [symbol, canonical, ...(entry === undefined ? [] : [entry.symbol, ...(entry.aliases ?? [])])];
  const [base, suffix] = splitSuffix(canonical);
  if (suffix === "SS") names.push(`${base}.SH`);
  if (suffix === "HK" && /^\d+$/.test(base)) names.push(`${base.padStart(5, "0")}.HK`, `${Number(base)}.HK`);
  return new Set([...names, ...names.map(encodeURIComponent)].map((name) => name.toLowerCase()));
}

function stemOf(file: string, ending: string): string {
  const name = file.toLowerCase();
  return name.endsWith(ending) ? name.slice(0, -ending.length) : "";
}

function fixOfMissing(folder: PriceFolder, symbol: string): string {
  const base = splitSuffix(symbol.toUpperCase())[0].toLowerCase();
  const alike =
    folder.files.find((file) => file.toLowerCase().startsWith(`${base}.`)) ??
    nearestName(`${symbol}.csv`, folder.files);
  const wanted = `${symbol}.csv`;
  if (alike === undefined) return `put ${wanted} there, or give a file with --file ${symbol}=<path>`;
  return `name it ${wanted}, or give it: --file ${symbol}=${join(folder.path, alike)}`;
}
