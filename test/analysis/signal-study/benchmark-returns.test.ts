import { describe, expect, it } from "vitest";
import {
  alignedBenchmarkReturns,
  benchmarkReturns,
  clockDifference,
  closeReturns,
} from "../../../src/analysis/signal-study/benchmark-returns.ts";
import type { PriceSeries } from "../../../src/market/price-series.ts";
import type { ExchangeCode } from "../../../src/time/exchange.ts";
import { randomSeries } from "../../engine/kernel/random-simulation.ts";

function seriesOn(exchange: ExchangeCode, days: readonly number[], close: readonly number[]): PriceSeries {
  const series = randomSeries({
    seed: 1,
    bars: days.length,
    volatility: 0.01,
    type: "index",
    lot: null,
    holes: false,
  });
  return {
    ...series,
    instrument: { ...series.instrument, symbol: exchange, exchange },
    bars: { ...series.bars, days: Int32Array.from(days), close: Float64Array.from(close) },
  };
}

describe("benchmarkReturns", () => {
  it("spans the instrument's own sessions, and leaves out pairs of which one day is a holiday", () => {
    const own = seriesOn("HKEX", [1, 2, 3, 5, 6], [10, 11, 12, 13, 14]);
    const benchmark = seriesOn("SSE", [1, 2, 4, 5, 6], [100, 110, 99, 121, 242]);
    const returns = benchmarkReturns(own, benchmark);
    expect(returns[0]).toBeNaN();
    expect(returns[1]).toBeCloseTo(0.1, 12);
    // Day 3 has no benchmark, so neither has the step from 3 to 5.
    expect(returns[2]).toBeNaN();
    expect(returns[3]).toBeNaN();
    expect(returns[4]).toBeCloseTo(1, 12);
  });

  it("is the step between the instrument's days, not the benchmark's own last day", () => {
    const own = seriesOn("HKEX", [1, 3], [10, 11]);
    const benchmark = seriesOn("HKEX", [1, 2, 3], [100, 50, 150]);
    expect(benchmarkReturns(own, benchmark)[1]).toBeCloseTo(0.5, 12);
  });
});

describe("alignedBenchmarkReturns", () => {
  it("pairs a session of Hong Kong with New York's of the day before, and one of New York with Hong Kong's own", () => {
    const days = [20_000, 20_001, 20_002, 20_003];
    const hongKong = seriesOn("HKEX", days, [100, 110, 99, 108.9]);
    const newYork = seriesOn("NYSE", days, [10, 20, 10, 30]);
    const ofHongKong = alignedBenchmarkReturns(hongKong, newYork);
    // At Hong Kong's close of day 1 New York has closed on day 0; on day 2 it has on day 1.
    expect([ofHongKong[0], ofHongKong[1]]).toEqual([Number.NaN, Number.NaN]);
    expect(ofHongKong[2]).toBeCloseTo(1, 12);
    expect(ofHongKong[3]).toBeCloseTo(-0.5, 12);
    const ofNewYork = alignedBenchmarkReturns(newYork, hongKong);
    expect(ofNewYork[1]).toBeCloseTo(0.1, 12);
    expect(ofNewYork[2]).toBeCloseTo(-0.1, 12);
  });

  it("has none where the benchmark kept a holiday, and the whole way where the instrument did", () => {
    const holiday = alignedBenchmarkReturns(
      seriesOn("HKEX", [20_000, 20_001, 20_002, 20_003], [1, 1, 1, 1]),
      seriesOn("NYSE", [19_999, 20_000, 20_002], [10, 20, 40]),
    );
    expect(Array.from(holiday.subarray(1))).toEqual([1, Number.NaN, 1]);
    const closed = alignedBenchmarkReturns(
      seriesOn("HKEX", [20_000, 20_003], [1, 1]),
      seriesOn("NYSE", [19_999, 20_000, 20_001, 20_002], [10, 20, 30, 40]),
    );
    expect(closed[1]).toBeCloseTo(3, 12);
  });
});

describe("clockDifference", () => {
  it("lets Shanghai stand beside Hong Kong, and refuses New York with the hours", () => {
    const hongKong = seriesOn("HKEX", [20_000], [1]);
    expect(clockDifference(hongKong, seriesOn("SSE", [20_000], [1]), 20_000)).toBeNull();
    expect(clockDifference(hongKong, seriesOn("NYSE", [20_000], [1]), 20_000)).toBe(
      "NYSE closes 12.0 hours from HKEX: their daily returns are not of the same day",
    );
  });
});

describe("closeReturns", () => {
  it("has none on the first bar", () => {
    const returns = closeReturns(seriesOn("HKEX", [1, 2], [10, 12]));
    expect(returns[0]).toBeNaN();
    expect(returns[1]).toBeCloseTo(0.2, 12);
  });
});
