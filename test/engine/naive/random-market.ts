import fc from "fast-check";
import { BarMark } from "../../../src/market/bars.ts";
import type { PriceSeries } from "../../../src/market/price-series.ts";
import { unconfirmedRates } from "../../../src/market/quality/check-rate-jumps.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";
import { isWeekend } from "../../../src/time/calendar-day.ts";
import type { ExchangeCode } from "../../../src/time/exchange.ts";
import { day } from "../price-table.ts";

/** What a random series is made from: few numbers, so that fast-check can shrink a case to one that can be read. */
export interface RandomSeries {
  readonly seed: number;
  readonly exchange: "HKEX" | "NYSE" | "NASDAQ" | "SSE";
  readonly type: "index" | "stock" | "etf";
  readonly lot: number | null;
  readonly volatility: number;
  readonly holes: boolean;
  readonly actions: "total-return" | "split-only" | "none";
}

export const FIRST_DAY = day("2024-02-26");

export const randomSeriesParts: fc.Arbitrary<RandomSeries> = fc.record({
  seed: fc.nat(),
  exchange: fc.constantFrom("HKEX", "HKEX", "NYSE", "NASDAQ", "SSE"),
  type: fc.constantFrom("index", "stock", "etf"),
  lot: fc.constantFrom(null, 10, 500),
  volatility: fc.constantFrom(0.005, 0.02, 0.06),
  holes: fc.boolean(),
  actions: fc.constantFrom("total-return", "total-return", "split-only", "none"),
});

const CURRENCIES: Readonly<Partial<Record<ExchangeCode, string>>> = { HKEX: "HKD", SSE: "CNY" };

/** The currency of an instrument on an exchange. */
export function currencyOn(exchange: ExchangeCode): string {
  return CURRENCIES[exchange] ?? "USD";
}

/** Weekdays from the first day on, some of them holidays of one's own. */
function sessions(random: SeededRandom, count: number): number[] {
  const days: number[] = [];
  for (let one = FIRST_DAY; days.length < count; one++) {
    if (isWeekend(one) || (days.length > 0 && random.uniform() < 0.06)) continue;
    days.push(one);
  }
  return days;
}

/** A price path with gaps; with `holes` also bars that cannot fill, and values that are missing. */
export function randomSeries(symbol: string, parts: RandomSeries, count: number): PriceSeries {
  const random = new SeededRandom(parts.seed);
  const days = Int32Array.from(sessions(random, count));
  const column = () => new Float64Array(count);
  const [open, high, low, close, volume] = [column(), column(), column(), column(), column()];
  const marks = new Uint8Array(count);
  const splits: { day: number; ratio: number }[] = [];
  const dividends: { day: number; amount: number }[] = [];
  const sigma = parts.volatility;
  let last = 20 + 100 * random.uniform();
  for (let t = 0; t < count; t++) {
    if (parts.actions === "none" && t > 0 && random.uniform() < 0.05) {
      const ratio = random.uniform() < 0.8 ? 2 : 0.1;
      splits.push({ day: days[t]!, ratio });
      last /= ratio;
    }
    // An ex-day need not have a bar: it is then met at the next one, perhaps beside a split of another day.
    if (random.uniform() < 0.1)
      dividends.push({ day: days[t]! - Math.floor(4 * random.uniform()), amount: last * 0.01 });
    open[t] = last * Math.exp(sigma * 0.5 * random.normal());
    close[t] = open[t]! * Math.exp(sigma * random.normal());
    high[t] = Math.max(open[t]!, close[t]!) * Math.exp(sigma * 0.5 * random.uniform());
    low[t] = Math.min(open[t]!, close[t]!) * Math.exp(-sigma * 0.5 * random.uniform());
    volume[t] = Math.floor(1e6 * random.uniform());
    last = close[t]!;
    if (!parts.holes) continue;
    const kind = random.uniform();
    if (kind < 0.08) {
      open[t] = high[t] = low[t] = close[t] = t > 0 ? close[t - 1]! : close[t]!;
      volume[t] = 0;
      marks[t] = BarMark.placeholder;
      last = close[t]!;
    } else if (kind < 0.16) marks[t] = BarMark.limitLocked;
    else if (kind < 0.2) open[t] = Number.NaN;
    else if (kind < 0.23) high[t] = low[t] = Number.NaN;
  }
  return {
    instrument: {
      symbol,
      name: symbol,
      type: parts.type,
      exchange: parts.exchange,
      currency: currencyOn(parts.exchange),
      lot: parts.lot,
    },
    bars: { days, open, high, low, close, volume, marks },
    source: "test",
    adjustment: parts.actions,
    synthetic: true,
    sha256: "0".repeat(64),
    dividends,
    splits,
    findings: [],
  };
}

/** Rates of one dollar in a currency, on weekdays from a month before: some slip for a day, some jump for good. */
export function randomRates(currency: string, seed: number, count: number): PriceSeries {
  const random = new SeededRandom(seed);
  const days: number[] = [];
  for (let one = FIRST_DAY - 30; one < FIRST_DAY + 2 * count; one++) {
    if (!isWeekend(one) && (days.length === 0 || random.uniform() > 0.1)) days.push(one);
  }
  let rate = 7.5;
  const close = Float64Array.from(days, () => {
    rate *= Math.exp(0.004 * random.normal());
    const kind = random.uniform();
    if (kind < 0.05) rate *= 1.08;
    return kind > 0.85 ? rate * (random.uniform() < 0.5 ? 0.1 : 1.05) : rate;
  });
  const symbol = `${currency}=X`;
  return {
    ...randomSeries(symbol, { ...PLAIN, seed }, days.length),
    instrument: { symbol, name: symbol, type: "currency-pair", exchange: "FX", currency, lot: null },
    bars: {
      days: Int32Array.from(days),
      open: close,
      high: close,
      low: close,
      close,
      volume: new Float64Array(days.length),
      marks: rateMarks(close),
    },
    dividends: [],
    splits: [],
  };
}

/** What the quality check marks on closes of a currency. */
export function rateMarks(close: Float64Array): Uint8Array {
  return unconfirmedRates(close).map((one) => one * BarMark.unconfirmed);
}

const PLAIN: RandomSeries = {
  seed: 0,
  exchange: "HKEX",
  type: "index",
  lot: null,
  volatility: 0.02,
  holes: false,
  actions: "total-return",
};
