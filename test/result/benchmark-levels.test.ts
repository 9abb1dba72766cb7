import { describe, expect, it } from "vitest";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { benchmarkLevels } from "../../src/result/benchmark-levels.ts";

const benchmark = {
  bars: { days: Int32Array.of(10, 11, 14), close: Float64Array.of(200, 210, 190) },
} as unknown as PriceSeries;

describe("the benchmark bought at the start and held", () => {
  it("is scaled to the capital and marked at its last close on or before each day", () => {
    expect([...(benchmarkLevels(benchmark, Int32Array.of(10, 11, 12, 14), 1000) ?? [])]).toEqual([
      1000, 1050, 1050, 950,
    ]);
  });

  it("starts from the last close before the run where the exchanges keep different days", () => {
    expect([...(benchmarkLevels(benchmark, Int32Array.of(13, 14), 2100) ?? [])]).toEqual([2100, 1900]);
  });

  it("is undefined where the benchmark begins after the run", () => {
    expect(benchmarkLevels(benchmark, Int32Array.of(9, 10), 1000)).toBeNull();
  });
});
