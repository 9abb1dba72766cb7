import { describe, expect, it } from "vitest";
import { isOnCircle, movedBar, shiftLine } from "../../../src/analysis/significance/shift-line.ts";
import { buildMarket } from "../../../src/market/market.ts";
import type { PriceSeries } from "../../../src/market/price-series.ts";
import { randomSeries } from "../../engine/kernel/random-simulation.ts";

function seriesOn(symbol: string, days: readonly number[]): PriceSeries {
  const bars = days.length;
  const series = randomSeries({ seed: 1, bars, volatility: 0.01, type: "index", lot: null, holes: false });
  return {
    ...series,
    instrument: { ...series.instrument, symbol },
    bars: { ...series.bars, days: Int32Array.from(days) },
  };
}

describe("shiftLine", () => {
  it("moves bars round the sessions of the one instrument, whatever days lie between them", () => {
    const market = buildMarket([seriesOn("A", [10, 11, 14, 15, 16])], { from: 11, to: null });
    const line = shiftLine(market.series, market.days);
    const [circle] = line.circles;
    expect(line.length).toBe(4);
    expect([1, 2, 3, 4].map((bar) => movedBar(circle!, bar, 1))).toEqual([2, 3, 4, 1]);
    expect([1, 2, 3, 4].map((bar) => movedBar(circle!, bar, 0))).toEqual([1, 2, 3, 4]);
    expect(isOnCircle(circle!, 0)).toBe(false);
  });

  it("keeps legs on two exchanges on the same days, and maps a holiday forward", () => {
    const market = buildMarket([seriesOn("A", [1, 2, 3, 4, 5]), seriesOn("B", [1, 2, 4, 5])], {
      from: null,
      to: null,
    });
    const line = shiftLine(market.series, market.days);
    expect(line.length).toBe(5);
    const dayAfter = (instrument: number, day: number, shift: number) => {
      const { days } = market.series[instrument]!.bars;
      return days[movedBar(line.circles[instrument]!, days.indexOf(day), shift)];
    };
    expect(dayAfter(0, 1, 3)).toBe(4);
    expect(dayAfter(1, 1, 3)).toBe(4);
    expect(dayAfter(0, 1, 2)).toBe(3);
    expect(dayAfter(1, 1, 2)).toBe(4);
  });

  it("gives an instrument that was listed later its own smaller circle", () => {
    const market = buildMarket([seriesOn("A", [1, 2, 3, 4, 5]), seriesOn("B", [3, 4, 5])], {
      from: null,
      to: null,
    });
    const line = shiftLine(market.series, market.days);
    expect([0, 1, 2].map((bar) => movedBar(line.circles[1]!, bar, 4))).toEqual([1, 2, 0]);
  });
});
