import { type Issue, MarketDataError } from "../../errors.ts";
import { readHomeInstruments } from "../../feeds/instrument-file.ts";
import { WHOLE_HISTORY } from "../../feeds/price-feed.ts";
import { openPriceSource } from "../../feeds/price-source.ts";
import { openStore } from "../../feeds/price-store.ts";
import { findingsOfStored } from "../../feeds/stored-findings.ts";
import { examinePrices } from "../../market/build-series.ts";
import type { DataFinding } from "../../market/data-finding.ts";
import { instrumentFor } from "../../market/instrument-book.ts";
import { pricedDays } from "../../market/priced-days.ts";
import { renderFindings } from "../../report/terminal/prices-tables.ts";
import { edictHome } from "../../storage/edict-home.ts";
import { printJson, printText } from "../print-text.ts";
import { pairs } from "../run-options.ts";
import { terminalStyle } from "../terminal-style.ts";

/** Flags of `edict prices check`. */
export interface CheckPricesFlags {
  readonly prices?: string;
  readonly file: readonly string[];
  readonly all?: boolean;
  readonly json?: boolean;
}

interface Checked {
  readonly symbols: readonly string[];
  readonly findings: readonly DataFinding[];
  readonly refusals: readonly Issue[];
}

/**
 * Prints every finding of the quality check.
 *
 * @throws MarketDataError, after the findings are printed, if a series is refused
 */
export async function checkPrices(symbols: readonly string[], flags: CheckPricesFlags): Promise<void> {
  const isStore = flags.prices === undefined && flags.file.length === 0;
  const checked = isStore ? checkStore(symbols) : await checkSource(symbols, flags);
  if (flags.json === true) printJson({ schema: "edict/price-findings@1", ...checked });
  else printText(renderFindings({ ...checked, all: flags.all === true }, terminalStyle()));
  if (checked.refusals.length > 0) throw new MarketDataError(checked.refusals);
}

function checkStore(symbols: readonly string[]): Checked {
  const store = openStore(edictHome());
  const book = readHomeInstruments();
  const wanted = new Set(symbols.map((symbol) => instrumentFor(symbol, book).instrument.symbol));
  const { manifests, issues } = store.list();
  const chosen = manifests.filter(({ symbol }) => wanted.size === 0 || wanted.has(symbol));
  const missing = [...wanted].filter((symbol) => !manifests.some((manifest) => manifest.symbol === symbol));
  const results = chosen.map((manifest) => findingsOfStored(store, manifest, book));
  const notStored = missing.map((symbol) => ({
    what: `no prices of ${symbol} are stored`,
    at: store.folder,
    fix: `fetch them first: edict prices fetch ${symbol}`,
  }));
  return {
    symbols: chosen.map(({ symbol, source }) => `${symbol} (${source})`),
    findings: results.flatMap((one) => one.findings),
    refusals: [...issues, ...notStored, ...results.flatMap((one) => one.refusals)],
  };
}

async function checkSource(symbols: readonly string[], flags: CheckPricesFlags): Promise<Checked> {
  const files = pairs(flags.file, "--file", "0700.HK=tencent.csv");
  const request = { source: flags.prices ?? null, files, adjustment: "total-return", frozen: true } as const;
  const { feed, instruments } = await openPriceSource(request);
  const wanted = [...new Set([...symbols, ...Object.keys(files)])];
  const read = await Promise.all(
    wanted.map(async (symbol) => {
      const { instrument } = instrumentFor(symbol, instruments);
      return { instrument, raw: await feed.fetch(symbol, WHOLE_HISTORY, instrument) };
    }),
  );
  const results = read.map(({ instrument, raw }) => {
    const peers = read
      .filter((other) => other.raw !== raw && other.instrument.exchange === instrument.exchange)
      .map((other) => pricedDays(other.raw));
    return examinePrices(raw, instrument, peers);
  });
  return {
    symbols: wanted,
    findings: results.flatMap((one) => one.findings),
    refusals: results.flatMap((one) => one.refusals),
  };
}
