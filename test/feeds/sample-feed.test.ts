import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MarketDataError } from "../../src/errors.ts";
import { WHOLE_HISTORY } from "../../src/feeds/price-feed.ts";
import planted from "../../src/feeds/sample/planted-effect.json" with { type: "json" };
import { SAMPLE_SEED, SampleMarket } from "../../src/feeds/sample/sample-market.ts";
import { SampleFeed } from "../../src/feeds/sample-feed.ts";
import { buildPriceSeries } from "../../src/market/build-series.ts";
import { instrumentBook, instrumentFor } from "../../src/market/instrument-book.ts";
import type { RawColumns } from "../../src/market/raw-series.ts";
import { type CalendarDay, isWeekend, parseCalendarDay } from "../../src/time/calendar-day.ts";
import { sampleFingerprints } from "./sample/sample-fingerprints.ts";

const feed = new SampleFeed();
const symbols = SampleMarket.symbols();
const columnsOf = (symbol: string): RawColumns => feed.read(symbol, WHOLE_HISTORY).columns;
const returnsOf = ({ close }: RawColumns) =>
  [...close].slice(1).map((price, row) => price / (close[row] as number) - 1);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const day = (text: string) => parseCalendarDay(text) as CalendarDay;

it("is the same bytes everywhere and always (scripts/regenerate-sample.mjs rewrites the fingerprints)", () => {
  const golden = readFileSync(new URL("../golden/sample-market.json", import.meta.url), "utf8");
  expect(sampleFingerprints()).toEqual(JSON.parse(golden));
});

it("gives a symbol the same prices whichever others were made before it", () => {
  const alone = new SampleMarket().series("BABA");
  const market = new SampleMarket();
  for (const symbol of [...symbols].reverse()) market.series(symbol);
  expect(market.series("BABA")).toEqual(alone);
});

it("is another market for another seed", () => {
  expect(new SampleMarket(1).series("SPY")?.columns.close).not.toEqual(columnsOf("SPY").close);
});

it.each(symbols)("%s is synthetic, says so, and passes the quality check without a finding", (symbol) => {
  const raw = feed.read(symbol, WHOLE_HISTORY);
  expect(raw).toMatchObject({ symbol, source: "sample", synthetic: true, unfinishedDay: null });
  const { instrument } = instrumentFor(symbol, instrumentBook([]));
  expect(raw.currency).toBe(instrument.currency);
  const series = buildPriceSeries(raw, instrument, { adjustment: "total-return" });
  expect(series.synthetic).toBe(true);
  expect(series.findings).toEqual([]);
});

it.each(symbols)("%s has open and close within high and low, all of them positive", (symbol) => {
  const { open, high, low, close, volume } = columnsOf(symbol);
  open.forEach((price, row) => {
    expect(low[row]).toBeGreaterThan(0);
    expect(low[row]).toBeLessThanOrEqual(Math.min(price, close[row]!));
    expect(high[row]).toBeGreaterThanOrEqual(Math.max(price, close[row]!));
    expect(volume[row]).not.toBeLessThanOrEqual(0);
  });
});

describe("sessions", () => {
  it("differ by exchange, and keep its holidays", () => {
    const hongKong = new Set(columnsOf("HSTECH.HK").days);
    const newYork = new Set(columnsOf("SPY").days);
    const currency = new Set(columnsOf("HKD=X").days);
    expect(hongKong.has(day("2025-01-29"))).toBe(false); // Lunar New Year
    expect(newYork.has(day("2025-01-29"))).toBe(true);
    expect(newYork.has(day("2024-07-04"))).toBe(false); // Independence Day
    expect(hongKong.has(day("2024-07-04"))).toBe(true);
    expect(currency.has(day("2024-12-25"))).toBe(true);
    for (const days of [hongKong, newYork, currency]) expect([...days].some(isWeekend)).toBe(false);
    expect({ hongKong: hongKong.size, newYork: newYork.size }).toEqual({ hongKong: 1537, newYork: 1571 });
  });

  it("begin when a symbol was listed", () => {
    expect(columnsOf("3033.HK").days[0]).toBe(day("2020-08-28"));
  });

  it("are thinly traded on half days", () => {
    const { days, volume } = columnsOf("0700.HK");
    const halves = ["2020-12-24", "2020-12-31", "2021-02-11", "2021-12-24", "2022-01-31", "2024-12-24"].map(
      day,
    );
    const isHalf = new Set(halves);
    const pick = (wanted: boolean) => [...volume].filter((_, row) => isHalf.has(days[row]!) === wanted);
    expect(pick(true)).toHaveLength(halves.length);
    expect(mean(pick(true))).toBeLessThan(0.7 * mean(pick(false)));
  });
});

describe("prices", () => {
  it("have fat tails and volatility that clusters", () => {
    for (const symbol of ["HSTECH.HK", "KWEB", "SPY"]) {
      const returns = returnsOf(columnsOf(symbol));
      const variance = mean(returns.map((value) => value * value));
      const kurtosis = mean(returns.map((value) => value ** 4)) / variance ** 2;
      expect(kurtosis).toBeGreaterThan(4); // 3 if they were normal
      const sizes = returns.map(Math.abs);
      expect(correlation(sizes.slice(1), sizes.slice(0, -1))).toBeGreaterThan(0.1); // 0 if days were alike
      expect(Math.abs(correlation(returns.slice(1), returns.slice(0, -1)))).toBeLessThan(0.08);
    }
  });

  it("move together as far as they are the same", () => {
    const both = (a: string, b: string) => {
      const [x, y] = [columnsOf(a), columnsOf(b)];
      const row = new Map([...y.days].map((one, index) => [one, index]));
      const shared = [...x.days.keys()].filter((index) => row.has(x.days[index]!));
      const pick = ({ close }: RawColumns, rows: number[]) =>
        returnsOf({ close: Float64Array.from(rows, (r) => close[r]!) } as RawColumns);
      return correlation(
        pick(x, shared),
        pick(
          y,
          shared.map((index) => row.get(x.days[index]!)!),
        ),
      );
    };
    expect(both("HSTECH.HK", "3033.HK")).toBeGreaterThan(0.99);
    expect(both("HSTECH.HK", "^HSI")).toBeGreaterThan(0.6);
    expect(both("9988.HK", "BABA")).toBeGreaterThan(0.6);
    expect(both("0981.HK", "1347.HK")).toBeGreaterThan(0.5);
    expect(both("HSTECH.HK", "SPY")).toBeLessThan(0.3);
  });

  it("hold one company in two places: BABA is eight 9988.HK over the Hong Kong dollar, to within a day's move", () => {
    const [baba, alibaba, dollar] = [columnsOf("BABA"), columnsOf("9988.HK"), columnsOf("HKD=X")];
    const at = (columns: RawColumns, one: number) => columns.close[columns.days.indexOf(one)];
    for (const text of ["2021-03-10", "2023-08-16", "2026-06-10"]) {
      const fair = (8 * at(alibaba, day(text))!) / at(dollar, day(text))!;
      expect(Math.abs(at(baba, day(text))! / fair - 1)).toBeLessThan(0.05);
    }
  });

  it("keep the Hong Kong dollar in its band", () => {
    const { low, high } = columnsOf("HKD=X");
    expect(Math.min(...low)).toBeGreaterThan(7.74);
    expect(Math.max(...high)).toBeLessThan(7.86);
  });

  it("fall by a dividend on its ex-date, which the adjusted close makes good", () => {
    const { columns, dividends } = feed.read("SPY", WHOLE_HISTORY);
    expect(dividends).toHaveLength(25);
    const { adjustedClose, close, days } = columns;
    const row = days.indexOf(dividends[3]!.day);
    const total = adjustedClose[row]! / adjustedClose[row - 1]! - 1;
    const factor = 1 - dividends[3]!.amount / close[row - 1]!;
    expect(total).toBeCloseTo(close[row]! / (close[row - 1]! * factor) - 1, 12);
    expect(adjustedClose.at(-1)).toBe(close.at(-1));
  });
});

describe("the planted effect", () => {
  /** Mean return from the open of the first session after each signal to the close of the tenth. */
  const effect = (symbol: string) => {
    const { days, open, close } = columnsOf(symbol);
    return planted.signals.flatMap((signal) => {
      const first = days.findIndex((one) => one > day(signal.day));
      return days[0]! > day(signal.day) ? [] : [close[first + planted.sessions - 1]! / open[first]! - 1];
    });
  };
  const tOf = (values: number[]) => {
    const center = mean(values);
    const variance = values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1);
    return center / Math.sqrt(variance / values.length);
  };

  it("is there in HSTECH.HK, at about 0.5% a session", () => {
    const found = effect("HSTECH.HK");
    expect(found).toHaveLength(9);
    expect(mean(found)).toBeGreaterThan(0.03);
    expect(mean(found)).toBeLessThan(0.07);
    expect(tOf(found)).toBeGreaterThan(3);
  });

  it.each(planted.controls)("is not there in %s", (symbol) => {
    expect(Math.abs(tOf(effect(symbol)))).toBeLessThan(1.5);
  });

  it("is 0.5% between the open and the close of 81 sessions of HSTECH.HK, and nothing else: against the market without it", () => {
    const without = new SampleMarket(SAMPLE_SEED, { ...planted, driftPerSession: 0 });
    const gains = ({ open, close }: RawColumns) => [...close].map((price, row) => price / open[row]! - 1);
    const before = gains(without.series("HSTECH.HK")!.columns);
    const added = gains(columnsOf("HSTECH.HK")).map((gain, row) => gain - before[row]!);
    // Prices near 4,000 are rounded to a hundredth, so a return is known to 0.00001.
    expect(added.filter((gain) => Math.abs(gain) > 2e-5)).toHaveLength(81); // nine times ten, less nine that two signals share
    for (const gain of added) expect(Math.min(Math.abs(gain), Math.abs(gain - 0.005))).toBeLessThan(2e-5);
    for (const symbol of symbols.filter((one) => !planted.symbols.includes(one))) {
      expect(without.series(symbol)).toEqual(feed.read(symbol, WHOLE_HISTORY));
    }
  });
});

describe("SampleFeed", () => {
  it("cuts to a range", async () => {
    const range = { from: day("2024-01-01"), to: day("2024-01-31") };
    const series = await feed.fetch("SPY", range);
    expect(series.columns.days).toHaveLength(21);
    expect(series.columns.days[0]).toBe(day("2024-01-02"));
  });

  it("names what it has when asked for something else", () => {
    expect(() => feed.read("AAPL", WHOLE_HISTORY)).toThrow(MarketDataError);
    expect(() => feed.read("AAPL", WHOLE_HISTORY)).toThrow(
      /the sample market has no AAPL\n.*\n {2}fix {2}use one of HSTECH\.HK, 3033\.HK/,
    );
    expect(() => feed.read("SPY", { from: day("2030-01-01"), to: null })).toThrow("no prices of SPY between");
  });
});

function correlation(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((value, index) => {
    const [dx, dy] = [value - meanX, y[index]! - meanY];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  return xy / Math.sqrt(xx * yy);
}
