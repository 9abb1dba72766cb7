import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { readColumnMapping } from "../../decode/column-mapping.ts";
import { InputError, type Issue, MarketDataError } from "../../errors.ts";
import { openStore } from "../../feeds/price-store.ts";
import { readPriceFileWithDialect } from "../../feeds/read-price-file.ts";
import { checkQuality } from "../../market/check-quality.ts";
import { instrumentFor } from "../../market/instrument-book.ts";
import { renderImport } from "../../report/terminal/prices-tables.ts";
import { edictHome } from "../../storage/edict-home.ts";
import { terminalStyle } from "../terminal-style.ts";

/** Flags of `edict prices import`. */
export interface ImportPricesFlags {
  readonly map?: string;
  readonly dryRun?: boolean;
}

/** Source of imported series in the store and in results. */
const SOURCE = "import";

/**
 * Reads CSV files into the store, one symbol each, and prints how each is written. Files that cannot be read are
 * named together at the end; the others are imported all the same.
 */
export async function importPrices(files: readonly string[], flags: ImportPricesFlags): Promise<void> {
  const mapping = flags.map === undefined ? undefined : readColumnMapping(flags.map, "--map");
  if (mapping !== undefined && "issues" in mapping) throw new InputError(mapping.issues);
  const store = openStore(edictHome());
  const issues: Issue[] = [];
  for (const argument of files) {
    try {
      const { symbol, path } = symbolAndPath(argument);
      const { instrument } = instrumentFor(symbol);
      const { raw, dialect } = readPriceFileWithDialect(path, instrument.symbol, {
        instrument,
        ...(mapping !== undefined && { mapping }),
      });
      const { findings, refusals } = checkQuality(raw, instrument, []);
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
        isStored: flags.dryRun !== true,
      };
      process.stdout.write(`${renderImport(imported, terminalStyle())}\n`);
    } catch (error) {
      if (!(error instanceof InputError || error instanceof MarketDataError)) throw error;
      issues.push(...error.issues);
    }
  }
  if (issues.length > 0) throw new InputError(issues);
}

/** `0700.HK=path` says it; otherwise the file's name is the symbol. */
function symbolAndPath(argument: string): { symbol: string; path: string } {
  const match = /^([^=/\\]+(?:=X)?)=(.+)$/.exec(argument);
  if (match !== null) return { symbol: match[1] as string, path: match[2] as string };
  return { symbol: basename(argument, extname(argument)), path: argument };
}
