import { describe, expect, it } from "vitest";
import { IndicatorView, IndicatorWarmUp } from "../../src/market/indicator-view.ts";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { priceTable, weekdays } from "../engine/price-table.ts";
import { expectRelative } from "../expect-relative.ts";

/** Closes, and perhaps highs and lows, from a day on. */
function series(
  closes: readonly number[],
  range?: readonly (readonly [high: number, low: number])[],
): PriceSeries {
  const days = weekdays("2024-01-01", closes.length);
  return priceTable(
    "X",
    closes
      .map(
        (close, t) => `${days[t]} ${close} ${range?.[t]?.[0] ?? close} ${range?.[t]?.[1] ?? close} ${close}`,
      )
      .join("\n"),
  );
}

const last = (one: PriceSeries) => new IndicatorView(one, one.bars.close.length);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("indicators by TA-Lib's definitions, worked by hand", () => {
  it("sma: the mean of the last closes", () => {
    expect(last(series([10, 11, 12, 14])).sma(3)).toBeCloseTo((11 + 12 + 14) / 3, 12);
  });

  it("ema: seeded with the mean of the first closes, weight 2 / (period + 1)", () => {
    // Seed (1 + 2 + 3) / 3 = 2; then 2 + (6 - 2) / 2 = 4; then 4 + (2 - 4) / 2 = 3.
    expect(last(series([1, 2, 3, 6, 2])).ema(3)).toBe(3);
  });

  it("atr: true ranges from the second bar on, seeded with the mean of the first, then Wilder's smoothing", () => {
    const bars = series(
      [100, 104, 103, 99, 108],
      [
        [101, 97],
        [105, 101],
        [106, 102],
        [102, 98],
        [110, 105],
      ],
    );
    // 105 - 100 = 5; 106 - 102 = 4; 103 - 98 = 5; 110 - 99 = 11 (the gap counts).
    const seed = (5 + 4 + 5) / 3;
    expectRelative(new IndicatorView(bars, 4).atr(3), seed);
    expectRelative(last(bars).atr(3), (seed * 2 + 11) / 3);
    expect(() => new IndicatorView(bars, 3).atr(3)).toThrow(IndicatorWarmUp);
  });

  it("atr: a bar without its range has none, and does not spoil those after it", () => {
    const bars = series([100, 104, 103, 99, 108]);
    bars.bars.high[2] = Number.NaN;
    bars.bars.low[2] = Number.NaN;
    expectRelative(last(bars).atr(3), (((4 + 1 + 4) / 3) * 2 + 9) / 3);
  });

  it("rsi: Wilder's smoothing of gains and losses, rounded to two decimals", () => {
    // Changes +1, -2, +3, +4: seeds 4/3 and 2/3 (mean of the first three), then (4/3 x 2 + 4) / 3 and (2/3 x 2) / 3.
    const gain = ((4 / 3) * 2 + 4) / 3;
    const loss = ((2 / 3) * 2) / 3;
    const exact = (100 * gain) / (gain + loss);
    expect(last(series([10, 11, 9, 12, 16])).rsi(3)).toBe(Math.round(exact * 100) / 100);
    expect(last(series([1, 2, 3, 4, 5])).rsi(3)).toBe(100);
  });

  it("roc: the change in percent", () => {
    expect(last(series([10, 20, 11])).roc(2)).toBeCloseTo(10, 12);
  });

  it("bollinger: the mean and deviations by ddof 0", () => {
    const { lower, middle, upper } = last(series([9, 2, 4, 4, 4, 5, 5, 7, 9])).bollinger(8, 2);
    // The mean of 2 4 4 4 5 5 7 9 is 5 and their deviation 2.
    expect([lower, middle, upper]).toEqual([1, 5, 9]);
  });

  it("stochastic: the close within the range of the last bars, and its mean", () => {
    const bars = series(
      [9, 8, 7, 10],
      [
        [10, 6],
        [9, 5],
        [8, 5],
        [12, 6],
      ],
    );
    const k = [(100 * (7 - 5)) / (10 - 5), (100 * (10 - 5)) / (12 - 5)];
    expectRelative(last(bars).stochastic(3, 2).k, k[1]!);
    expectRelative(last(bars).stochastic(3, 2).d, mean(k));
  });

  it("macd: the difference of two averages, and the average of that", () => {
    const closes = [1, 2, 4, 3, 5, 8, 6];
    const average = (values: readonly number[], period: number) => {
      let value = mean(values.slice(0, period));
      const all = [value];
      for (const next of values.slice(period)) {
        value += (2 / (period + 1)) * (next - value);
        all.push(value);
      }
      return all;
    };
    // The fast average has one value more than the slow one: it starts at its own first bars, not beside the slow.
    const [fast, slow] = [average(closes, 2), average(closes, 3)];
    const macd = slow.map((value, index) => fast[index + 1]! - value);
    const signal = average(macd, 2).at(-1)!;
    const seen = last(series(closes)).macd(2, 3, 2);
    expectRelative([seen.macd, seen.signal, seen.histogram], [macd.at(-1)!, signal, macd.at(-1)! - signal]);
  });

  it("adx: Wilder's sums of movements, started with the first `period` of them", () => {
    const highs = [10, 12, 13, 12, 15, 16, 14];
    const lows = [8, 9, 11, 10, 11, 13, 12];
    const closes = [9, 11, 12, 11, 14, 15, 13];
    const up = [2, 1, 0, 3, 1, 0];
    const down = [0, 0, 1, 0, 0, 1];
    const range = [3, 2, 2, 4, 2, 3];
    const sums = (values: readonly number[]) => {
      let sum = values.slice(0, 3).reduce((total, value) => total + value, 0);
      const all = [sum];
      for (const value of values.slice(3)) {
        sum += value - sum / 3;
        all.push(sum);
      }
      return all;
    };
    const [ups, downs, ranges] = [sums(up), sums(down), sums(range)];
    const directional = ups.map((value, t) => {
      const [plus, minus] = [value / ranges[t]!, downs[t]! / ranges[t]!];
      return (100 * Math.abs(plus - minus)) / (plus + minus);
    });
    const bars = series(
      closes,
      highs.map((high, t) => [high, lows[t]!] as const),
    );
    expectRelative(new IndicatorView(bars, 6).adx(3), mean(directional.slice(0, 3)));
    expectRelative(last(bars).adx(3), (mean(directional.slice(0, 3)) * 2 + directional[3]!) / 3);
  });

  it("volatility: the deviation, ddof 1, of daily returns", () => {
    // +10%, -10%, +10%
    const closes = [100, 110, 99, 108.9];
    expectRelative(
      last(series(closes)).volatility(3),
      Math.sqrt((2 * (0.1 - 0.1 / 3) ** 2 + (0.1 + 0.1 / 3) ** 2) / 2),
    );
  });
});

describe("IndicatorView", () => {
  const prices = series([10, 11, 9, 12, 16, 15]);

  it("gives each indicator as it stood at the last bar it sees, whatever comes later", () => {
    const other = series([10, 11, 9, 12, 999, 1]);
    for (const one of [prices, other]) {
      const view = new IndicatorView(one, 4);
      expect([view.sma(2), view.ema(2), view.rsi(3), view.roc(1)]).toEqual([
        10.5,
        new IndicatorView(series([10, 11, 9, 12]), 4).ema(2),
        new IndicatorView(series([10, 11, 9, 12]), 4).rsi(3),
        100 * (12 / 9 - 1),
      ]);
    }
  });

  it("does not compare with a value that is not there: it says how many bars there were", () => {
    expect(() => new IndicatorView(prices, 4).sma(5)).toThrow(
      "sma(5) of X has not warmed up: only 4 bars had closed",
    );
  });

  it("says that flat prices have no direction", () => {
    expect(() => last(series(new Array(20).fill(100))).adx(3)).toThrow("adx(3) of X is not defined");
  });

  it("refuses settings that are none", () => {
    expect(() => last(prices).sma(0)).toThrow("sma(0): settings are whole numbers above 0");
    expect(() => last(prices).sma(2.5)).toThrow("sma(2.5): settings are whole numbers above 0");
  });
});
