import type { DataFinding } from "../../market/data-finding.ts";
import type { Currency } from "../../market/instrument.ts";
import { PRICE_COLUMNS, type PriceBasis, type PriceColumn } from "../../market/raw-series.ts";
import { type CalendarDay, parseCalendarDay } from "../../time/calendar-day.ts";
import { EXCHANGE_CODES, type ExchangeCode } from "../../time/exchange-code.ts";

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

/** Where in a value something is wrong: "" for all of it, `[3].bytes` within it; null if nothing is. */
type Check = (value: unknown) => string | null;

const whole =
  (isRight: (value: unknown) => boolean): Check =>
  (value) =>
    isRight(value) ? null : "";

const listOf =
  (item: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return "";
    for (const [index, one] of value.entries()) {
      const wrong = item(one);
      if (wrong !== null) return `[${index}]${wrong}`;
    }
    return null;
  };

const withFields =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) => {
    if (typeof value !== "object" || value === null) return "";
    for (const [field, check] of Object.entries(checks)) {
      const wrong = check((value as Record<string, unknown>)[field]);
      if (wrong !== null) return `.${field}${wrong}`;
    }
    return null;
  };

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value);

const text = whole((value) => typeof value === "string");
const count = whole((value) => Number.isSafeInteger(value) && (value as number) >= 0);
const day = whole((value) => typeof value === "string" && parseCalendarDay(value) !== undefined);
const dayOrNone = whole((value) => value === "" || day(value) === null);
const instant = whole((value) => typeof value === "string" && !Number.isNaN(Date.parse(value)));
const oneOf = (words: readonly string[]) => whole((value) => words.includes(value as string));
const dayAndNumber = whole(
  (value) =>
    Array.isArray(value) && value.length === 2 && day(value[0]) === null && Number.isFinite(value[1]),
);

const MANIFEST = withFields({
  schema: oneOf([MANIFEST_SCHEMA]),
  symbol: text,
  source: text,
  synthetic: whole((value) => typeof value === "boolean"),
  exchange: oneOf(EXCHANGE_CODES),
  zone: text,
  currency: orNull(text),
  basis: oneOf(["raw", "split-adjusted", "fully-adjusted", "unknown"] satisfies PriceBasis[]),
  columns: listOf(oneOf(PRICE_COLUMNS)),
  rows: count,
  sessions: count,
  from: dayOrNone,
  to: dayOrNone,
  unfinishedDay: orNull(day),
  dividends: listOf(dayAndNumber),
  splits: listOf(dayAndNumber),
  symbolsNamed: listOf(text),
  findings: listOf(withFields({ kind: text, symbol: text, day: orNull(day), what: text, action: text })),
  askedFrom: orNull(day),
  fetchedAt: instant,
  answers: listOf(withFields({ sha256: text, fetchedAt: instant, bytes: count })),
  columnsSha256: text,
} satisfies Record<keyof SeriesManifest, Check>);

/** @returns the manifest, or the place of the first thing in it that cannot be one's, e.g. `dividends[3]` */
export function readManifest(json: string): SeriesManifest | { readonly wrong: string } {
  const value: unknown = JSON.parse(json);
  const wrong = MANIFEST(value);
  // What is no object at all has no schema either.
  return wrong === null ? (value as SeriesManifest) : { wrong: wrong.slice(1) || "schema" };
}

/** Where the answers behind a series begin; null is as far as its source goes. */
export function askedFromOf({ askedFrom }: SeriesManifest): CalendarDay | null {
  return askedFrom === null ? null : parseCalendarDay(askedFrom)!;
}
