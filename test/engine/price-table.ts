import { BarMark } from "../../src/market/bars.ts";
import type { Instrument } from "../../src/market/instrument.ts";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { type CalendarDay, parseCalendarDay } from "../../src/time/calendar-day.ts";

/** What a test may say of a series besides its bars. */
export type SeriesFields = Partial<
  Pick<Instrument, "exchange" | "currency" | "type" | "lot"> &
    Pick<PriceSeries, "adjustment" | "dividends" | "splits">
>;

const MARKS: Readonly<Record<string, number>> = {
  placeholder: BarMark.placeholder,
  unfinished: BarMark.unfinished,
  locked: BarMark.limitLocked,
};

export function day(text: string): CalendarDay {
  return parseCalendarDay(text) as CalendarDay;
}

/**
 * A series from a table one can read: date, open, high, low, close, then perhaps volume and marks; `-` is a missing
 * value. A table without highs and lows has four columns less: date and one price.
 *
 * @example priceTable("KWEB", "2025-02-17  100 102 99 101")
 */
export function priceTable(symbol: string, table: string, fields: SeriesFields = {}): PriceSeries {
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const number = (text: string | undefined) =>
    text === undefined || text === "-" ? Number.NaN : Number(text);
  const column = (index: number) => Float64Array.from(rows, (row) => number(row[row.length < 5 ? 1 : index]));
  const volumes = rows.map((row) => (row.length > 5 && !(row[5]! in MARKS) ? number(row[5]) : 1_000_000));
  return {
    instrument: {
      symbol,
      name: symbol,
      type: fields.type ?? "etf",
      exchange: fields.exchange ?? "HKEX",
      currency: fields.currency ?? "HKD",
      lot: fields.lot ?? null,
    },
    bars: {
      days: Int32Array.from(rows, (row) => day(row[0]!)),
      open: column(1),
      high: column(2),
      low: column(3),
      close: column(4),
      volume: Float64Array.from(volumes),
      marks: Uint8Array.from(rows, (row) => row.reduce((marks, word) => marks | (MARKS[word] ?? 0), 0)),
    },
    source: "test",
    adjustment: fields.adjustment ?? "total-return",
    synthetic: true,
    sha256: "0".repeat(64),
    dividends: fields.dividends ?? [],
    splits: fields.splits ?? [],
    findings: [],
  };
}

/** A series whose every bar has one price: `2025-02-17 100`. */
export function flatPrices(symbol: string, days: readonly string[], price = 100, fields: SeriesFields = {}) {
  return priceTable(symbol, days.map((text) => `${text} ${price}`).join("\n"), fields);
}

/** Weekdays from a day on. */
export function weekdays(from: string, count: number): string[] {
  const days: string[] = [];
  for (let date = new Date(`${from}T00:00Z`); days.length < count; date.setUTCDate(date.getUTCDate() + 1)) {
    if (date.getUTCDay() % 6 !== 0) days.push(date.toISOString().slice(0, 10));
  }
  return days;
}
