import { formatCounted } from "../../decode/format-count.ts";
import { type Issue, MarketDataError } from "../../errors.ts";
import type { DataFinding } from "../../market/data-finding.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Dividend, Split } from "../../market/price-series.ts";
import {
  emptyRawColumns,
  type PriceColumn,
  pickRows,
  type RawColumns,
  type RawSeries,
} from "../../market/raw-series.ts";
import { type CalendarDay, formatCalendarDay } from "../../time/calendar-day.ts";
import { type Instant, localTimeAt } from "../../time/zoned-time.ts";
import { type DayRange, isWithin } from "../price-feed.ts";
import { isUnfinished } from "../unfinished-session.ts";

/** Columns of a chart answer; all but `adjclose` stand under `indicators.quote[0]`. */
const QUOTE_COLUMNS = ["open", "high", "low", "close", "volume"] as const;

export interface YahooSeriesContext {
  readonly instrument: Instrument;
  readonly range: DayRange;
  readonly fetchedAt: Instant;
  /** where the answer came from, for errors */
  readonly at: string;
}

/**
 * One result of Yahoo's chart endpoint as a raw series.
 *
 * Open, high, low and close are split-adjusted; only `adjclose` carries dividends. A row's session is its
 * timestamp on the clocks of `meta.exchangeTimezoneName`. A null is NaN. Rows outside the range are left out,
 * but not splits, which the prices carry however late they came.
 *
 * The last bar may come twice, once at the session's start and once at the last trade: the later row is the
 * fuller one, and the earlier is left out and named in `findings`.
 *
 * @throws MarketDataError with everything in the answer that cannot be right
 */
export function yahooSeries(chart: unknown, context: YahooSeriesContext): RawSeries {
  const { instrument, at } = context;
  const issues: Issue[] = [];
  const complain = (what: string, fix = "use another source with --prices, or import a CSV") => {
    issues.push({ what: `Yahoo's answer for ${instrument.symbol}: ${what}`, at, fix });
  };
  const { meta, timestamp, indicators, events } = chart as Record<
    string,
    Record<string, unknown> | undefined
  >;
  const zone = readZone(meta?.exchangeTimezoneName, complain);
  const currency = readCurrency(meta?.currency, instrument, complain);
  const named = typeof meta?.symbol === "string" ? meta.symbol : undefined;
  if (named !== undefined && named.toUpperCase() !== instrument.symbol.toUpperCase()) {
    complain(`it is about ${named}`, `ask for ${named} if that is the instrument's new symbol`);
  }
  const stamps = readStamps(timestamp, complain);
  const columns = readColumns(indicators, stamps.length, complain);
  if (stamps.length === 0 && issues.length === 0) {
    complain("it has no rows", "ask for a range in which it was traded: --from, --to");
  }
  if (zone === undefined || issues.length > 0) throw new MarketDataError(issues);

  const dayOf = (seconds: number) => localTimeAt(seconds * 1000, zone).day;
  stamps.forEach((seconds, row) => {
    columns.values.days[row] = dayOf(seconds);
  });
  const dividends = readDividends(events?.dividends, dayOf, complain);
  const splits = readSplits(events?.splits, dayOf, complain);
  if (issues.length > 0) throw new MarketDataError(issues);

  const findings: DataFinding[] = [];
  if (currency === null) {
    const what = `Yahoo does not name the currency; taken as ${instrument.currency}, which is on record`;
    findings.push({ kind: "currency-unit", symbol: instrument.symbol, day: null, what, action: "kept" });
  }
  const kept = rowsToKeep(columns.values, instrument.symbol, context.range, findings);
  if (kept.length === 0) {
    complain("it has no rows in the range asked for", "ask for a range in which it was traded: --from, --to");
    throw new MarketDataError(issues);
  }
  const values = pickRows(columns.values, kept);
  const lastDay = values.days[kept.length - 1]!;
  return {
    symbol: instrument.symbol,
    source: "yahoo",
    currency,
    columns: values,
    columnsGiven: columns.given,
    basis: "split-adjusted",
    dividends: dividends.filter(({ day }) => isWithin(day, context.range)),
    splits,
    synthetic: false,
    unfinishedDay: isUnfinished(instrument.exchange, lastDay, context.fetchedAt) ? lastDay : null,
    symbolsNamed: named === undefined ? [] : [named],
    findings,
  };
}

type Complain = (what: string, fix?: string) => void;

function readZone(value: unknown, complain: Complain): string | undefined {
  if (typeof value !== "string") {
    complain("it does not say in which zone its timestamps are");
    return undefined;
  }
  try {
    localTimeAt(0, value);
    return value;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    complain(`"${value}" is not a time zone`);
    return undefined;
  }
}

function readCurrency(value: unknown, instrument: Instrument, complain: Complain): string | null {
  // Some indices and funds come with a null currency: then the instrument's record says it alone.
  if (value === null || value === undefined) return null;
  const currency = String(value);
  // London is quoted in pence, which Yahoo writes GBp: that is left as it is, for whoever builds the series.
  if (currency.toUpperCase() !== instrument.currency) {
    complain(
      `its prices are in ${currency}, but ${instrument.symbol} is on record in ${instrument.currency}`,
      "check the symbol; if the instrument's record is wrong, correct its currency there",
    );
  }
  return currency;
}

function readStamps(value: unknown, complain: Complain): readonly number[] {
  // Yahoo leaves `timestamp` out altogether where there are no rows.
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((item) => Number.isSafeInteger(item))) {
    complain("its timestamps are not whole seconds");
    return [];
  }
  const beyond = value.find((seconds) => !isInCalendar(seconds));
  if (beyond === undefined) return value;
  complain(`its timestamp ${beyond} is on no day of a market`);
  return [];
}

/** Seconds of the years 1800 to 2999: others are no times of trading, and some are no days that can be written. */
const isInCalendar = (seconds: number) => seconds >= -5_364_662_400 && seconds < 32_503_680_000;

function readColumns(indicators: unknown, length: number, complain: Complain) {
  const values = emptyRawColumns(length);
  const { quote, adjclose } = (indicators ?? {}) as { quote?: unknown; adjclose?: unknown };
  const quotes = (Array.isArray(quote) ? quote[0] : undefined) as Record<string, unknown> | undefined;
  const adjusted = (Array.isArray(adjclose) ? adjclose[0] : undefined) as Record<string, unknown> | undefined;
  const given: PriceColumn[] = [];
  for (const name of QUOTE_COLUMNS) {
    if (fillColumn(values[name], quotes?.[name], name, complain)) given.push(name);
  }
  if (fillColumn(values.adjustedClose, adjusted?.adjclose, "adjclose", complain)) given.push("adjustedClose");
  if (length > 0 && !given.includes("close")) complain("it has timestamps, but no closes");
  return { values, given };
}

/** @returns whether the source has the column: an array with at least one number */
function fillColumn(into: Float64Array, from: unknown, name: string, complain: Complain): boolean {
  if (from === undefined || from === null) return false;
  if (!Array.isArray(from) || from.length !== into.length) {
    const count = Array.isArray(from) ? formatCounted(from.length, "value") : "no list";
    complain(`"${name}" has ${count} for ${formatCounted(into.length, "timestamp")}`);
    return false;
  }
  let numbers = 0;
  for (let row = 0; row < from.length; row++) {
    const value: unknown = from[row];
    if (value === null || value === undefined) continue;
    if (typeof value !== "number") {
      complain(`"${name}" has ${JSON.stringify(value)} in row ${row + 1}, which is no number`);
      return false;
    }
    into[row] = value;
    numbers++;
  }
  return numbers > 0;
}

function readDividends(
  value: unknown,
  dayOf: (seconds: number) => CalendarDay,
  complain: Complain,
): Dividend[] {
  return readEvents(value, "dividend", complain)
    .map(({ seconds, fields }) => {
      if (typeof fields.amount !== "number" || !(fields.amount > 0)) {
        complain(`a dividend of ${String(fields.amount)} on ${formatCalendarDay(dayOf(seconds))}`);
      }
      return { day: dayOf(seconds), amount: Number(fields.amount) };
    })
    .sort((a, b) => a.day - b.day);
}

function readSplits(value: unknown, dayOf: (seconds: number) => CalendarDay, complain: Complain): Split[] {
  return readEvents(value, "split", complain)
    .map(({ seconds, fields }) => {
      const ratio = Number(fields.numerator) / Number(fields.denominator);
      if (!(ratio > 0) || ratio === Number.POSITIVE_INFINITY) {
        complain(`a split of ${String(fields.splitRatio)} on ${formatCalendarDay(dayOf(seconds))}`);
      }
      return { day: dayOf(seconds), ratio };
    })
    .sort((a, b) => a.day - b.day);
}

/** Events come as an object keyed by their timestamp. */
function readEvents(value: unknown, kind: string, complain: Complain) {
  if (value === undefined || value === null) return [];
  return Object.entries(value as object).flatMap(([key, event]: [string, unknown]) => {
    const fields = (typeof event === "object" && event !== null ? event : {}) as Record<string, unknown>;
    // The library turns dates of events into Date objects where the whole answer fits its schema.
    const date = fields.date instanceof Date ? fields.date.getTime() / 1000 : fields.date;
    const seconds = typeof date === "number" ? date : Number(key);
    if (isInCalendar(seconds)) return [{ seconds, fields }];
    complain(
      Number.isFinite(seconds)
        ? `a ${kind} at ${seconds}, on no day of a market`
        : `a ${kind} without a date`,
    );
    return [];
  });
}

function rowsToKeep(
  columns: RawColumns,
  symbol: string,
  range: DayRange,
  findings: DataFinding[],
): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < columns.days.length; row++) {
    if (isWithin(columns.days[row]!, range)) rows.push(row);
  }
  const last = rows.at(-1);
  const before = rows.at(-2);
  if (last === undefined || before === undefined || columns.days[last] !== columns.days[before]) return rows;
  // The row at the last trade has no close only where there was no trade yet: then the other one is fuller.
  const [kept, dropped] = Number.isNaN(columns.close[last]!) ? [before, last] : [last, before];
  const text = (row: number) => String(columns.close[row]).replace("NaN", "null");
  findings.push({
    kind: "duplicate-session",
    symbol,
    day: columns.days[last]!,
    what: `Yahoo sent the last session twice, with closes ${text(dropped)} and ${text(kept)}; the second of these is used`,
    action: "left-out",
  });
  return rows.filter((row) => row !== dropped);
}
