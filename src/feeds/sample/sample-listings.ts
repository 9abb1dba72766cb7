import type { Currency } from "../../market/instrument.ts";
import { type CalendarDay, parseCalendarDay } from "../../time/calendar-day.ts";
import type { ExchangeCode } from "../../time/exchange-code.ts";
import type { FactorShape } from "./factor-path.ts";

/** What the sample market's values share, and what each has alone. Streams are never renumbered: prices hang on them. */
export const FACTORS = {
  world: { stream: 1, shares: [0.1, 0.2, 0.7] },
  china: { stream: 2, shares: [0.15, 0.55, 0.3] },
  chips: { stream: 3, shares: [0.15, 0.55, 0.3] },
  hstech: { stream: 4, shares: [0.2, 0.6, 0.2] },
  kweb: { stream: 5, shares: [0.1, 0.3, 0.6] },
  alibaba: { stream: 6, shares: [0.15, 0.45, 0.4] },
  tencent: { stream: 7, shares: [0.2, 0.7, 0.1] },
  meituan: { stream: 8, shares: [0.2, 0.7, 0.1] },
  smic: { stream: 9, shares: [0.2, 0.7, 0.1] },
  huaHong: { stream: 10, shares: [0.2, 0.7, 0.1] },
  hsi: { stream: 11, shares: [0.2, 0.7, 0.1] },
  spy: { stream: 12, shares: [0.15, 0.15, 0.7] },
  cny: { stream: 13, shares: [0.2, 0.5, 0.3] },
  hkd: { stream: 14, shares: [0.2, 0.5, 0.3] },
} as const satisfies Record<string, FactorShape>;

export type FactorName = keyof typeof FACTORS;

/** Something that has a value at every moment, whether or not an exchange is open. */
export interface SampleValue {
  /** at the start of the sample, in its currency */
  readonly start: number;
  /** mean return of a weekday */
  readonly drift: number;
  /** standard deviation of a weekday's return due to each factor */
  readonly exposures: Readonly<Partial<Record<FactorName, number>>>;
  /** pulls the value back by this share of the distance each weekday */
  readonly anchor?: { readonly level: number; readonly pull: number };
}

export const VALUES = {
  hstech: { start: 5200, drift: 0, exposures: { world: 0.003, china: 0.014, hstech: 0.009 } },
  kweb: { start: 52, drift: 0, exposures: { world: 0.006, china: 0.014, kweb: 0.008 } },
  alibaba: { start: 200, drift: 0, exposures: { world: 0.003, china: 0.014, alibaba: 0.014 } },
  tencent: { start: 410, drift: 0.0001, exposures: { world: 0.003, china: 0.012, tencent: 0.012 } },
  meituan: { start: 150, drift: 0, exposures: { world: 0.003, china: 0.014, meituan: 0.016 } },
  smic: { start: 17, drift: 0.0002, exposures: { world: 0.003, china: 0.009, chips: 0.016, smic: 0.012 } },
  huaHong: {
    start: 17,
    drift: 0.0002,
    exposures: { world: 0.003, china: 0.008, chips: 0.018, huaHong: 0.016 },
  },
  hsi: { start: 24_000, drift: 0, exposures: { world: 0.004, china: 0.01, hsi: 0.005 } },
  spy: { start: 305, drift: 0.0004, exposures: { world: 0.009, spy: 0.003 } },
  cny: { start: 7.13, drift: 0, exposures: { cny: 0.0022 }, anchor: { level: 6.95, pull: 0.01 } },
  hkd: { start: 7.752, drift: 0, exposures: { hkd: 0.0004 }, anchor: { level: 7.8, pull: 0.02 } },
} as const satisfies Record<string, SampleValue>;

export type ValueName = keyof typeof VALUES;

/** A dividend that a listing pays once in each of some months. */
interface SampleDividend {
  readonly months: readonly number[];
  /** ex-date: the first session on this day of the month or after it */
  readonly dayOfMonth: number;
  /** share of the last close */
  readonly yield: number;
}

/** One symbol of the sample market. */
export interface SampleListing {
  readonly symbol: string;
  readonly value: ValueName;
  readonly exchange: ExchangeCode;
  readonly currency: Currency;
  /** price = value * scale, and / the Hong Kong dollar's rate where `inDollars` */
  readonly scale: number;
  readonly inDollars?: boolean;
  readonly decimals: number;
  /** shares of an ordinary session; null for indices and currencies, which have none */
  readonly volume: number | null;
  readonly lot: number;
  readonly listed?: CalendarDay;
  readonly dividend?: SampleDividend;
}

const HONG_KONG = { exchange: "HKEX", currency: "HKD", scale: 1, decimals: 2 } as const;
const NEW_YORK = { exchange: "NYSE", currency: "USD", scale: 1, decimals: 2, lot: 1 } as const;
const CURRENCY = { exchange: "FX", scale: 1, decimals: 4, volume: null, lot: 1 } as const;

export const LISTINGS: readonly SampleListing[] = [
  { ...HONG_KONG, symbol: "HSTECH.HK", value: "hstech", volume: null, lot: 1 },
  {
    ...HONG_KONG,
    symbol: "3033.HK",
    value: "hstech",
    scale: 0.00095,
    decimals: 3,
    volume: 300_000_000,
    lot: 200,
    listed: parseCalendarDay("2020-08-28")!,
  },
  {
    ...NEW_YORK,
    symbol: "KWEB",
    value: "kweb",
    volume: 20_000_000,
    dividend: { months: [12], dayOfMonth: 18, yield: 0.012 },
  },
  { ...HONG_KONG, symbol: "9988.HK", value: "alibaba", volume: 60_000_000, lot: 100 },
  { ...NEW_YORK, symbol: "BABA", value: "alibaba", scale: 8, inDollars: true, volume: 18_000_000 },
  {
    ...HONG_KONG,
    symbol: "0700.HK",
    value: "tencent",
    volume: 20_000_000,
    lot: 100,
    dividend: { months: [5], dayOfMonth: 16, yield: 0.007 },
  },
  { ...HONG_KONG, symbol: "3690.HK", value: "meituan", volume: 25_000_000, lot: 100 },
  { ...HONG_KONG, symbol: "0981.HK", value: "smic", volume: 80_000_000, lot: 500 },
  { ...HONG_KONG, symbol: "1347.HK", value: "huaHong", volume: 15_000_000, lot: 1000 },
  { ...HONG_KONG, symbol: "^HSI", value: "hsi", volume: null, lot: 1 },
  {
    ...NEW_YORK,
    symbol: "SPY",
    value: "spy",
    volume: 70_000_000,
    dividend: { months: [3, 6, 9, 12], dayOfMonth: 17, yield: 0.0035 },
  },
  { ...CURRENCY, symbol: "HKD=X", value: "hkd", currency: "HKD" },
  { ...CURRENCY, symbol: "CNY=X", value: "cny", currency: "CNY" },
];
