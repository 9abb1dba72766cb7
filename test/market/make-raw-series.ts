import type { Instrument } from "../../src/market/instrument.ts";
import {
  emptyRawColumns,
  PRICE_COLUMNS,
  type PriceColumn,
  type RawSeries,
} from "../../src/market/raw-series.ts";
import { type CalendarDay, isWeekend, parseCalendarDay } from "../../src/time/calendar-day.ts";

export const day = (text: string): CalendarDay => {
  const parsed = parseCalendarDay(text);
  if (parsed === undefined) throw new RangeError(`${text} is no day`);
  return parsed;
};

export const STOCK: Instrument = {
  symbol: "1234.HK",
  name: "A stock",
  type: "stock",
  exchange: "HKEX",
  currency: "HKD",
  lot: 100,
};
export const INDEX: Instrument = { ...STOCK, symbol: "^X", type: "index", lot: null };
export const RATE: Instrument = {
  symbol: "HKD=X",
  name: "A rate",
  type: "currency-pair",
  exchange: "FX",
  currency: "HKD",
  lot: null,
};

export type Row = readonly [day: string, values: Partial<Record<PriceColumn, number>>];

/** A raw series of rows; a value that is not given is NaN. */
export function makeRaw(rows: readonly Row[], more: Partial<RawSeries> = {}): RawSeries {
  const columns = emptyRawColumns(rows.length);
  rows.forEach(([text, values], index) => {
    columns.days[index] = day(text);
    for (const column of PRICE_COLUMNS) columns[column][index] = values[column] ?? Number.NaN;
  });
  const given = PRICE_COLUMNS.filter((column) => rows.some(([, values]) => values[column] !== undefined));
  return {
    symbol: "1234.HK",
    source: "test",
    currency: null,
    columns,
    columnsGiven: given,
    basis: "split-adjusted",
    dividends: [],
    splits: [],
    synthetic: false,
    unfinishedDay: null,
    symbolsNamed: [],
    findings: [],
    ...more,
  };
}

/** A bar that moved: 1% around its close, with volume. */
export const bar = (close: number, volume = 1_000) => ({
  open: close,
  high: close * 1.01,
  low: close * 0.99,
  close,
  volume,
});

/** `count` weekdays from `from` on. */
export function weekdays(from: string, count: number): string[] {
  const days: string[] = [];
  for (let each = day(from); days.length < count; each++) {
    if (!isWeekend(each)) days.push(new Date(each * 86_400_000).toISOString().slice(0, 10));
  }
  return days;
}

/** Rows of ordinary bars that rise by a thousandth a day. */
export function ordinaryRows(count: number, from = "2024-01-01"): Row[] {
  return weekdays(from, count).map((text, index) => [text, bar(100 + index / 10)]);
}
