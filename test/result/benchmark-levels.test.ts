import { describe, expect, it } from "vitest";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { benchmarkLevels } from "../../src/result/benchmark-levels.ts";

function benchmarkOf(open: number): PriceSeries {
  const days = Int32Array.of(10, 11, 14);
  return {
    bars: { days, open: Float64Array.of(open, 201, 200), close: Float64Array.of(200, 210, 190) },
  } as unknown as PriceSeries;
}

const benchmark = benchmarkOf(160);

describe("the benchmark bought at the start and held", () => {
  it("is scaled to the capital and marked at its last close on or before each day", () => {
    expect([...(benchmarkLevels(benchmark, Int32Array.of(10, 11, 12, 14), 1000) ?? [])]).toEqual([
      1000, 1050, 1050, 950,
    ]);
  });

  it("starts from the last close before the run where the exchanges keep different days", () => {
    expect([...(benchmarkLevels(benchmark, Int32Array.of(13, 14), 2100) ?? [])]).toEqual([2100, 1900]);
  });

  it("is bought at the open of the run's first session where its prices begin with it", () => {
    expect([...(benchmarkLevels(benchmark, Int32Array.of(9, 10, 11), 1600) ?? [])]).toEqual([
      1600, 2000, 2100,
    ]);
    const withoutOpen = benchmarkLevels(benchmarkOf(Number.NaN), Int32Array.of(9, 10, 11), 1000);
    expect([...(withoutOpen ?? [])]).toEqual([1000, 1000, 1050]);
  });

  it("is undefined where its prices begin after the run's first session", () => {
    expect(benchmarkLevels(benchmark, Int32Array.of(8, 9, 10), 1000)).toBeNull();
  });
});
