import type { DataFinding } from "../../market/data-finding.ts";
import type { Currency } from "../../market/instrument.ts";
import type { PriceBasis, PriceColumn } from "../../market/raw-series.ts";
import type { ExchangeCode } from "../../time/exchange.ts";

export const MANIFEST_SCHEMA = "edict/prices@1";

/** One answer that the stored prices were read from. */
export interface AnswerRecord {
  readonly sha256: string;
  /** ISO 8601, UTC */
  readonly fetchedAt: string;
  readonly bytes: number;
}

/** All that is known of a stored series but its rows. Days are `YYYY-MM-DD`. It is written inside the data file. */
export interface SeriesManifest {
  readonly schema: typeof MANIFEST_SCHEMA;
  readonly symbol: string;
  /** as a result prints it: `yahoo`, `eastmoney`, `csv:prices/KWEB.csv` */
  readonly source: string;
  readonly synthetic: boolean;
  readonly exchange: ExchangeCode;
  readonly zone: string;
  readonly currency: Currency | null;
  readonly basis: PriceBasis;
  readonly columns: readonly PriceColumn[];
  readonly rows: number;
  /** days that have a close */
  readonly sessions: number;
  /** days of the first and the last row */
  readonly from: string;
  readonly to: string;
  readonly unfinishedDay: string | null;
  /** day and cash per share */
  readonly dividends: readonly (readonly [string, number])[];
  /** day and new shares for one old */
  readonly splits: readonly (readonly [string, number])[];
  readonly symbolsNamed: readonly string[];
  readonly findings: readonly (Omit<DataFinding, "day"> & { readonly day: string | null })[];
  /** where the answers begin; null is as far as the source goes */
  readonly askedFrom: string | null;
  /** ISO 8601, UTC */
  readonly fetchedAt: string;
  /** since the last answer that held the whole history, that one first */
  readonly answers: readonly AnswerRecord[];
  /** SHA-256 of the columns' bytes, hex: days, then the columns in the order of `columns` */
  readonly columnsSha256: string;
}

const CHECKS: Readonly<Record<keyof SeriesManifest, (value: unknown) => boolean>> = {
  schema: (value) => value === MANIFEST_SCHEMA,
  symbol: isText,
  source: isText,
  synthetic: (value) => typeof value === "boolean",
  exchange: isText,
  zone: isText,
  currency: isTextOrNull,
  basis: isText,
  columns: Array.isArray,
  rows: Number.isSafeInteger,
  sessions: Number.isSafeInteger,
  from: isText,
  to: isText,
  unfinishedDay: isTextOrNull,
  dividends: Array.isArray,
  splits: Array.isArray,
  symbolsNamed: Array.isArray,
  findings: Array.isArray,
  askedFrom: isTextOrNull,
  fetchedAt: isText,
  answers: Array.isArray,
  columnsSha256: isText,
};

/** @returns the manifest, or the name of the first field that is not one of a manifest */
export function readManifest(text: string): SeriesManifest | { readonly wrong: string } {
  const value = JSON.parse(text) as Record<string, unknown>;
  for (const [field, isRight] of Object.entries(CHECKS)) if (!isRight(value[field])) return { wrong: field };
  return value as unknown as SeriesManifest;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value);
}
