import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { formatCounted } from "../../decode/format-count.ts";
import { readColumnMapping } from "../../decode/price-csv/column-mapping.ts";
import { InputError, type Issue, MarketDataError } from "../../errors.ts";
import { readHomeInstruments } from "../../feeds/instrument-file.ts";
import { openStore, type PriceStore } from "../../feeds/price-store.ts";
import { readPriceFileWithDialect } from "../../feeds/read-price-file.ts";
import { examinePrices } from "../../market/build-series.ts";
import { compareHistories, restatementFinding } from "../../market/compare-histories.ts";
import type { DataFinding } from "../../market/data-finding.ts";
import type { Instrument } from "../../market/instrument.ts";
import { type InstrumentBook, instrumentFor } from "../../market/instrument-book.ts";
import { pickRows, type RawColumns, type RawSeries } from "../../market/raw-series.ts";
import { renderImport } from "../../report/terminal/prices-tables.ts";
import { edictHome } from "../../storage/edict-home.ts";
import { printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";

/** Flags of `edict prices import`. */
export interface ImportPricesFlags {
  readonly map?: string;
  readonly dryRun?: boolean;
}

/** Source of imported series in the store and in results. */
const SOURCE = "import";

/**
 * Reads CSV files into the store, one symbol each, and prints how each is written. Files that cannot be read, or that
 * a run would refuse, are named together at the end; the others are imported all the same. A file takes the place of
 * what was imported for its symbol before, and how the two hang together is said.
 */
export async function importPrices(files: readonly string[], flags: ImportPricesFlags): Promise<void> {
  const mapping = flags.map === undefined ? undefined : readColumnMapping(flags.map, "--map");
  if (mapping !== undefined && "issues" in mapping) throw new InputError(mapping.issues);
  const store = openStore(edictHome());
  const book = readHomeInstruments();
  const issues: Issue[] = [];
  for (const argument of files) {
    try {
      const { symbol, path } = symbolAndPath(argument);
      const instrument = instrumentOfFile(symbol, path, book);
      const { raw: read, dialect } = readPriceFileWithDialect(path, instrument.symbol, {
        instrument,
        ...(mapping !== undefined && { mapping }),
      });
      const { before, finding } = comparedWithStored(store, read);
      const raw = finding === null ? read : { ...read, findings: [...read.findings, finding] };
      const { findings, refusals } = examinePrices(raw, instrument);
      if (refusals.length > 0) throw new MarketDataError(refusals);
      const now = Date.now();
      const bytes = readFileSync(path);
      const answer = {
        url: path,
        bytes,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        fetchedAt: now,
      };
      if (flags.dryRun !== true) {
        await store.put({
          instrument,
          series: { ...raw, source: SOURCE },
          askedFrom: null,
          fetchedAt: now,
          earlierAnswers: [],
          answers: [answer],
        });
      }
      const imported = {
        symbol: instrument.symbol,
        path,
        dialect,
        findings,
        before,
        isStored: flags.dryRun !== true,
      };
      printText(`${renderImport(imported, terminalStyle())}\n`);
    } catch (error) {
      if (!(error instanceof InputError || error instanceof MarketDataError)) throw error;
      issues.push(...error.issues);
    }
  }
  if (issues.length > 0) throw new InputError(issues);
}

/** @throws InputError that names the file, and how to say whose prices it holds */
function instrumentOfFile(symbol: string, path: string, book: InstrumentBook): Instrument {
  try {
    return instrumentFor(symbol, book).instrument;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.issues.map(({ what, fix }) => ({
        what,
        at: path,
        fix: `say whose prices they are: SYMBOL=${path} (${fix})`,
      })),
    );
  }
}

/** What was imported before, in words, and a finding if its history was restated since. */
function comparedWithStored(
  store: PriceStore,
  raw: RawSeries,
): { readonly before: string | null; readonly finding: DataFinding | null } {
  const stored = store.readStored(raw.symbol, SOURCE);
  if (stored === undefined) return { before: null, finding: null };
  const { sessions, from, to } = stored.manifest;
  const comparison = compareHistories(ordered(stored.series), ordered(raw));
  const words = {
    same: "the same where both have sessions",
    restated: "restated since",
    revised: `revised on ${formatCounted(comparison.oddDays.length, "day")}`,
    different: "a history that does not hang together with it",
    apart: "a history without a session in common",
  }[comparison.kind];
  return {
    before: `${formatCounted(sessions, "session")}, ${from} .. ${to}: ${words}`,
    finding: comparison.kind === "restated" ? restatementFinding(raw.symbol, comparison) : null,
  };
}

/** The rows, oldest first. */
function ordered({ columns: { days }, columns }: RawSeries): RawColumns {
  return pickRows(
    columns,
    [...days.keys()].sort((a, b) => days[a]! - days[b]!),
  );
}

/** `0700.HK=path` says it; otherwise the file's name is the symbol. */
function symbolAndPath(argument: string): { symbol: string; path: string } {
  const match = /^([^=/\\]+(?:=X)?)=(.+)$/.exec(argument);
  if (match !== null) return { symbol: match[1]!, path: match[2]! };
  const name = basename(argument, ".gz");
  return { symbol: basename(name, extname(name)), path: argument };
}
