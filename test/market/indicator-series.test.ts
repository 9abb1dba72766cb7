import { describe, expect, it } from "vitest";
import { type IndicatorName, indicatorColumns } from "../../src/market/indicator-series.ts";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";
import { priceTable, weekdays } from "../engine/price-table.ts";

const SETTINGS: readonly [IndicatorName, number[]][] = [
  ["sma", [5]],
  ["ema", [5]],
  ["rsi", [5]],
  ["atr", [5]],
  ["bollinger", [5, 2]],
  ["macd", [3, 6, 4]],
  ["adx", [5]],
  ["stochastic", [5, 3]],
  ["roc", [5]],
  ["volatility", [5]],
];
const LENGTH = 50;

/** Prices that stand still for days, as halted ones do, and lack a range here and there. */
function haltingPrices(seed: number): PriceSeries {
  const random = new SeededRandom(seed);
  let last = 100;
  let halt = 0;
  const lines = weekdays("2024-01-01", LENGTH).map((date) => {
    if (halt === 0 && random.uniform() < 0.08) halt = 1 + random.integer(12);
    if (halt > 0) {
      halt--;
      return `${date} ${last} ${last} ${last} ${last}`;
    }
    const open = last * (1 + 0.02 * random.normal());
    last = Number((open * (1 + 0.02 * random.normal())).toFixed(2));
    const hasRange = random.uniform() > 0.1;
    const high = hasRange ? Math.max(open, last) * 1.01 : "-";
    const low = hasRange ? Math.min(open, last) * 0.99 : "-";
    return `${date} ${open} ${high} ${low} ${last}`;
  });
  return priceTable("X", lines.join("\n"));
}

function firstBars(series: PriceSeries, count: number): PriceSeries {
  const { days, open, high, low, close, volume, marks } = series.bars;
  const cut = <Column extends Float64Array | Int32Array | Uint8Array>(column: Column) =>
    column.slice(0, count) as Column;
  const bars = { open: cut(open), high: cut(high), low: cut(low), close: cut(close), volume: cut(volume) };
  return { ...series, bars: { ...bars, days: cut(days), marks: cut(marks) } };
}

describe("indicatorColumns", () => {
  it.each(SETTINGS)("%s has at each bar the value that the bars up to it give alone", (name, settings) => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const series = haltingPrices(seed);
      const whole = indicatorColumns(series, name, settings);
      for (let count = 1; count <= LENGTH; count++) {
        const part = indicatorColumns(firstBars(series, count), name, settings);
        for (const [column, values] of Object.entries(whole)) {
          expect(part[column]![count - 1], `${column}, seed ${seed}, bar ${count}`).toBe(values[count - 1]);
        }
      }
    }
  });
});
