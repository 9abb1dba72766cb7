import { MarketDataError } from "../../errors.ts";
import type { DataFinding } from "../../market/data-finding.ts";
import type { Instrument } from "../../market/instrument.ts";
import { emptyRawColumns, type PriceColumn, type RawSeries } from "../../market/raw-series.ts";
import { type CalendarDay, parseCalendarDay } from "../../time/calendar-day.ts";
import type { Instant } from "../../time/zoned-time.ts";
import { type DayRange, isWithin } from "../price-feed.ts";
import { isUnfinished } from "../unfinished-session.ts";
import type { EastmoneyListing } from "./eastmoney-secid.ts";
import { type AdjustedPair, recoverEvents } from "./recover-events.ts";

/** A row as stock-sdk gives it; a price printed as `-` is null. */
export interface EastmoneyRow {
  /** `YYYY-MM-DD`, on the exchange's clocks */
  readonly date: string;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  readonly volume: number | null;
}

export interface EastmoneySeriesContext {
  readonly instrument: Instrument;
  readonly listing: EastmoneyListing;
  readonly range: DayRange;
  readonly fetchedAt: Instant;
  /** for errors */
  readonly at: string;
}

const PRICES = ["open", "high", "low", "close"] as const;

/**
 * Eastmoney's rows as a raw series: prices as traded, volume in shares, and the dividends and splits recovered from
 * the adjusted rows. Where no dividends and splits explain the adjusted rows (a rights issue, a merger), their
 * closes stand as `adjustedClose` as they are, and a finding says so.
 *
 * @param adjusted the same sessions, adjusted; null for what pays nothing and never splits
 * @throws MarketDataError if the currency is another, dates cannot be read, or nothing lies in the range
 */
export function eastmoneySeries(
  rows: readonly EastmoneyRow[],
  adjusted: readonly EastmoneyRow[] | null,
  context: EastmoneySeriesContext,
): RawSeries {
  const { instrument, listing, range, at } = context;
  if (listing.currency !== instrument.currency) {
    throw new MarketDataError({
      what: `Eastmoney's prices of ${instrument.symbol} are in ${listing.currency}, but it is on record in ${instrument.currency}`,
      at,
      fix: "check the symbol; if the instrument's record is wrong, correct its currency there",
    });
  }
  const days = rows.map(({ date }) => readDay(date, at));
  const events = adjusted === null ? { dividends: [], splits: [] } : eventsOf(rows, adjusted, days);
  const closes = new Map(adjusted?.map(({ date, close }) => [date, close]));

  const kept = [...days.keys()].filter((row) => isWithin(days[row]!, range));
  const columns = emptyRawColumns(kept.length);
  kept.forEach((from, into) => {
    const row = rows[from]!;
    columns.days[into] = days[from]!;
    for (const name of PRICES) columns[name][into] = row[name] ?? Number.NaN;
    columns.volume[into] = (row.volume ?? Number.NaN) * listing.sharesPerVolume;
    if (events === undefined) columns.adjustedClose[into] = closes.get(row.date) ?? Number.NaN;
  });
  const lastDay = columns.days.at(-1);
  if (lastDay === undefined) {
    throw new MarketDataError({
      what: `Eastmoney has no prices of ${instrument.symbol} in the range asked for`,
      at,
      fix: "ask for a range in which it was traded: --from, --to",
    });
  }
  const given: PriceColumn[] = [...PRICES, "volume"];
  if (events === undefined) given.push("adjustedClose");
  return {
    symbol: instrument.symbol,
    source: "eastmoney",
    currency: listing.currency,
    columns,
    columnsGiven: given,
    basis: "raw",
    dividends: events?.dividends.filter(({ day }) => isWithin(day, range)) ?? [],
    splits: events?.splits ?? [],
    synthetic: false,
    unfinishedDay: isUnfinished(instrument.exchange, lastDay, context.fetchedAt) ? lastDay : null,
    symbolsNamed: [],
    findings: events === undefined ? [unexplained(instrument.symbol)] : [],
  };
}

function eventsOf(
  rows: readonly EastmoneyRow[],
  adjusted: readonly EastmoneyRow[],
  days: readonly CalendarDay[],
): ReturnType<typeof recoverEvents> {
  const byDate = new Map(adjusted.map((row) => [row.date, row]));
  const pairs: AdjustedPair[] = [];
  let unit = 1;
  rows.forEach((row, index) => {
    const other = byDate.get(row.date);
    if (other === undefined || row.close === null || other.close === null) return;
    const traded = PRICES.map((name) => row[name] ?? Number.NaN);
    const also = PRICES.map((name) => other[name] ?? Number.NaN);
    for (const price of also) unit = Math.min(unit, lastDecimal(price));
    pairs.push({ day: days[index]!, traded, adjusted: also });
  });
  return pairs.length === 0 ? undefined : recoverEvents(pairs, unit);
}

/** The value of the last decimal that a price was printed with, at least 0.0001: 0.01 for 12.34. */
function lastDecimal(price: number): number {
  for (let decimals = 0; decimals < 4; decimals++) {
    const scaled = price * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6) return 10 ** -decimals;
  }
  return 1e-4;
}

function readDay(date: string, at: string): CalendarDay {
  const day = parseCalendarDay(date);
  if (day !== undefined) return day;
  throw new MarketDataError({
    what: `Eastmoney sent a row dated "${date}", which is not a calendar day`,
    at,
    fix: "use another source with --prices, or import a CSV",
  });
}

function unexplained(symbol: string): DataFinding {
  return {
    kind: "missing-column",
    symbol,
    day: null,
    what: "Eastmoney's adjusted prices do not follow from dividends and splits (a rights issue, a merger): their closes are used as they are",
    action: "kept",
  };
}
