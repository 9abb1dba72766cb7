import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { resultSchema } from "../../src/result/result-schema.ts";
import { walkForward } from "../../src/search/walk-forward.ts";
import { makeFolds } from "../../src/search/walk-forward-folds.ts";
import { walkForwardSchema } from "../../src/search/walk-forward-schema.ts";
import { testInputs, testStrategy } from "../workers/a-sweep-job.ts";

const base = testInputs(800, 15);
const inputs = { ...base, config: { luck: 0, study: false, sensitivity: false } };
const request = { params: { hold: "2:10", stopLoss: "0.03:0.09:0.02", lag: "0:1" }, folds: 3 };

describe("walkForward", () => {
  it.each([
    { by: "signals" as const, window: "expanding" as const },
    { by: "time" as const, window: "rolling" as const },
  ])("makes documents of their schemas by $by, $window", (how) => {
    const { document, result } = walkForward(testStrategy, inputs, { ...request, ...how });
    expect(v.safeParse(walkForwardSchema, document).success).toBe(true);
    expect(v.safeParse(resultSchema, result).success).toBe(true);
    expect(document.runId).toBe(result.runId);
    expect(document.folds).toHaveLength(3);
    expect(document.purge).toBe(11);
    for (const trade of result.trades) {
      const fold = document.folds[Number(/fold (\d)/.exec(trade.rule)?.[1]) - 1];
      expect(trade.entry.session >= (fold?.test.from as string)).toBe(true);
      if (fold?.test.to !== null) expect(trade.entry.session <= (fold?.test.to as string)).toBe(true);
    }
    const counts = document.folds.map((fold) => fold.outOfSample.tradeCount);
    expect(counts.reduce((sum, one) => (sum as number) + (one as number), 0)).toBe(result.trades.length);
  });

  it("says of made-up prices that they are, and of others nothing", () => {
    const codesOn = (synthetic: boolean) => {
      const prices = inputs.prices.map((series) => ({ ...series, synthetic }));
      return walkForward(testStrategy, { ...inputs, prices }, request).document.warnings.map(
        ({ code }) => code,
      );
    };
    expect(codesOn(true)).toContain("synthetic-prices");
    expect(codesOn(false)).not.toContain("synthetic-prices");
  });

  it("learns nothing from prices on or after a split: other ones leave the choice as it was", () => {
    const { document } = walkForward(testStrategy, inputs, request);
    const last = document.folds[2];
    const [series] = inputs.prices as [PriceSeries];
    const split = series.bars.days.findIndex((_, t) => dayText(series, t) >= (last?.test.from as string));
    const column = (values: Float64Array) =>
      values.map((value, t) => (t >= split ? value * (1 + ((t * 37) % 100) / 100) : value));
    const { open, high, low, close } = series.bars;
    const changed = {
      ...series,
      bars: {
        ...series.bars,
        open: column(open),
        high: column(high),
        low: column(low),
        close: column(close),
      },
    };
    const other = walkForward(testStrategy, { ...inputs, prices: [changed] }, request).document;
    expect(other.folds.map((fold) => [fold.params, fold.inSample])).toEqual(
      document.folds.map((fold) => [fold.params, fold.inSample]),
    );
    expect(other.folds[2]?.outOfSample).not.toEqual(last?.outOfSample);
  });

  it("refuses too few signals, and a purge that leaves nothing to learn from", () => {
    expect(() => walkForward(testStrategy, inputs, { ...request, folds: 60 })).toThrow(
      "are too few for 60 test windows",
    );
    expect(() => walkForward(testStrategy, inputs, { ...request, purge: 700 })).toThrow(
      "nothing is left to learn from",
    );
  });
});

describe("makeFolds", () => {
  const days = Int32Array.from({ length: 100 }, (_, t) => 1000 + t);
  const entries = [10, 20, 30, 40, 50, 60, 70, 80].map((t) => 1000 + t);

  it("splits signals evenly, with purge and embargo before each window", () => {
    expect(makeFolds(entries, days, { folds: 2, embargo: 1 }, 5)).toEqual([
      { trainFrom: null, trainSignalsBefore: 1044, trainTo: 1048, testFrom: 1050, testBefore: 1070 },
      { trainFrom: null, trainSignalsBefore: 1064, trainTo: 1068, testFrom: 1070, testBefore: null },
    ]);
  });

  it("moves a rolling window along", () => {
    const folds = makeFolds(entries, days, { folds: 2, window: "rolling" }, 0);
    expect(folds.map((fold) => fold.trainFrom)).toEqual([1010, 1030]);
  });
});

function dayText(series: PriceSeries, t: number): string {
  return new Date((series.bars.days[t] as number) * 86_400_000).toISOString().slice(0, 10);
}
