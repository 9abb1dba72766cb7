import type { Issue } from "../errors.ts";
import { examinePrices } from "../market/build-series.ts";
import type { DataFinding } from "../market/data-finding.ts";
import { type InstrumentBook, instrumentFor } from "../market/instrument-book.ts";
import type { PriceStore } from "./price-store.ts";
import type { SeriesManifest } from "./store/series-manifest.ts";

/** What the quality check says of one stored series, and why it would be refused. */
export interface StoredFindings {
  readonly findings: readonly DataFinding[];
  readonly refusals: readonly Issue[];
}

/** Checks a stored series beside the others of its exchange from the same source. */
export function findingsOfStored(
  store: PriceStore,
  manifest: SeriesManifest,
  book?: InstrumentBook,
): StoredFindings {
  const raw = store.read(manifest.symbol, manifest.source);
  if (raw === undefined) return { findings: [], refusals: [] };
  const { instrument } = instrumentFor(manifest.symbol, book);
  const peers = store.daysOfOthers(instrument, manifest.source);
  return examinePrices(raw, instrument, peers);
}
