import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AdjustedColumns, type AdjustmentInput, adjustPrices } from "../../src/market/adjust-prices.ts";
import type { Adjustment } from "../../src/market/price-series.ts";
import { day, INDEX, makeRaw, type Row, STOCK } from "./make-raw-series.ts";

const DAYS = ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"] as const;

function input(
  closes: readonly number[],
  more: Partial<AdjustmentInput> = {},
  adjusted?: readonly number[],
): AdjustmentInput {
  const rows = closes.map(
    (close, index): Row => [
      DAYS[index] as string,
      {
        open: close * 0.9,
        high: close * 1.1,
        low: close * 0.8,
        close,
        volume: 600,
        ...(adjusted ? { adjustedClose: adjusted[index] as number } : {}),
      },
    ],
  );
  return {
    columns: makeRaw(rows).columns,
    hasAdjustedClose: adjusted !== undefined,
    basis: "split-adjusted",
    dividends: [],
    splits: [],
    instrument: STOCK,
    ...more,
  };
}

function columns(given: AdjustmentInput, adjustment: Adjustment): AdjustedColumns {
  const outcome = adjustPrices(given, adjustment);
  if (outcome.refusal !== undefined) throw new Error(outcome.refusal.what);
  return outcome.columns;
}

const closes = (given: AdjustmentInput, adjustment: Adjustment) => [...columns(given, adjustment).close];
const dividend = (index: number, amount: number) => ({ day: day(DAYS[index] as string), amount });
const split = (index: number, ratio: number) => ({ day: day(DAYS[index] as string), ratio });

describe("total return", () => {
  it("with an adjusted close scales every price of a bar by adjusted close over close", () => {
    const adjusted = columns(input([10, 10, 12], {}, [8, 9, 12]), "total-return");
    expect([...adjusted.close]).toEqual([8, 9, 12]);
    expect([...adjusted.open]).toEqual([9 * 0.8, 9 * 0.9, 12 * 0.9]);
    expect([...adjusted.high]).toEqual([10 * 1.1 * 0.8, 10 * 1.1 * 0.9, 12 * 1.1]);
    expect([...adjusted.low]).toEqual([8 * 0.8, 8 * 0.9, 12 * 0.8]);
    expect([...adjusted.volume]).toEqual([600, 600, 600]);
  });

  it("bridges an absent adjusted close by the factor of the session before, at the start of the one after", () => {
    expect(closes(input([10, 10, 10, 20], {}, [Number.NaN, 9, Number.NaN, 20]), "total-return")).toEqual([
      9, 9, 9, 20,
    ]);
  });

  it("without one takes a dividend off by 1 - D / C of the session before, so the return over the ex-date is close / (C - D) - 1", () => {
    // 10 pays 1, then closes at 9: nothing was gained or lost.
    const [first, second, third] = closes(
      input([10, 10, 9], { dividends: [dividend(2, 1)] }),
      "total-return",
    ) as [number, number, number];
    expect([first, second, third]).toEqual([9, 9, 9]);
    const [before, after] = closes(input([20, 19], { dividends: [dividend(1, 2)] }), "total-return") as [
      number,
      number,
    ];
    expect(after / before - 1).toBeCloseTo(19 / 18 - 1, 15);
  });

  it("multiplies the factors of several dividends", () => {
    const given = input([10, 10, 10, 10], { dividends: [dividend(3, 2), dividend(1, 1)] });
    // 1 - 2/10 after day 2, and 1 - 1/10 more before day 1
    expect(closes(given, "total-return")).toEqual([10 * (0.8 * 0.9), 8, 8, 10]);
  });

  it("of raw prices takes splits off too, and a dividend on the day of a split counts new shares", () => {
    expect(closes(input([30, 30, 10], { basis: "raw", splits: [split(2, 3)] }), "total-return")).toEqual([
      10, 10, 10,
    ]);
    // One share at 30 becomes three, each pays 1 and closes at 9: worth 30 as before.
    const both = input([30, 9], { basis: "raw", splits: [split(1, 3)], dividends: [dividend(1, 1)] });
    expect(closes(both, "total-return")[0]).toBeCloseTo(9, 14);
  });

  it("ignores an ex-date after the last bar, which has changed no price yet", () => {
    const later = { day: day("2024-02-01"), amount: 5 };
    expect(closes(input([10, 11], { dividends: [later] }), "total-return")).toEqual([10, 11]);
  });

  it("keeps the last bar and all returns but those over ex-dates", () => {
    const price = fc.double({ min: 1, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(price, price, price, price),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (values, amount) => {
          const adjusted = closes(input(values, { dividends: [dividend(2, amount)] }), "total-return") as [
            number,
            number,
            number,
            number,
          ];
          expect(adjusted[3]).toBe(values[3]);
          expect(adjusted[1] / adjusted[0]).toBeCloseTo(values[1] / values[0], 12);
          expect(adjusted[3] / adjusted[2]).toBeCloseTo(values[3] / values[2], 12);
          expect(adjusted[2] / adjusted[1]).toBeCloseTo(values[2] / (values[1] - amount), 10);
        },
      ),
    );
  });

  it("says when a source of split-adjusted prices lists no dividend", () => {
    expect(adjustPrices(input([10, 11]), "total-return")).toMatchObject({
      open: "the source lists no dividends; total return counts none",
    });
  });

  it("takes fully adjusted prices as they stand", () => {
    expect(
      closes(input([10, 11], { basis: "fully-adjusted", dividends: [dividend(1, 1)] }), "total-return"),
    ).toEqual([10, 11]);
  });
});

describe("split-only and none", () => {
  it("turn into each other by the splits, prices and volumes", () => {
    const raw = input([30, 30, 10, 10], { basis: "raw", splits: [split(2, 3)] });
    const adjusted = columns(raw, "split-only");
    expect([...adjusted.close]).toEqual([10, 10, 10, 10]);
    expect([...adjusted.volume]).toEqual([1800, 1800, 600, 600]);
    const back = columns(
      { ...raw, columns: { ...raw.columns, ...adjusted }, basis: "split-adjusted" },
      "none",
    );
    expect([...back.close]).toEqual([30, 30, 10, 10]);
    expect([...back.volume]).toEqual([600, 600, 600, 600]);
  });

  it("leave dividends in", () => {
    const given = input([10, 9], { dividends: [dividend(1, 1)] });
    expect(closes(given, "split-only")).toEqual([10, 9]);
    expect(closes({ ...given, basis: "raw" }, "none")).toEqual([10, 9]);
  });

  it("undo a split that came after the last bar, which split-adjusted prices carry", () => {
    const later = { day: day("2024-02-01"), ratio: 4 };
    expect(closes(input([10, 11], { splits: [later] }), "none")).toEqual([40, 44]);
  });

  it("cannot be had from fully adjusted prices", () => {
    for (const adjustment of ["split-only", "none"] as const) {
      const outcome = adjustPrices(input([10, 11], { basis: "fully-adjusted" }), adjustment);
      expect(outcome.refusal?.what).toContain(`cannot be given as "${adjustment}"`);
      expect(outcome.refusal?.fix).toContain("total-return");
    }
  });
});

describe("an unknown basis", () => {
  it("is taken as it stands, and said", () => {
    expect(closes(input([10, 11], { basis: "unknown" }), "total-return")).toEqual([10, 11]);
    expect(adjustPrices(input([10, 11], { basis: "unknown" }), "none")).toMatchObject({
      open: expect.stringContaining("taken as none"),
    });
  });

  it("is refused where the source lists events, which may be in the prices or not", () => {
    for (const events of [{ dividends: [dividend(1, 1)] }, { splits: [split(1, 2)] }]) {
      const outcome = adjustPrices(input([10, 11], { basis: "unknown", ...events }), "total-return");
      expect(outcome.refusal?.fix).toContain("--map basis=raw");
    }
  });
});

it("an index and a currency have one basis", () => {
  const given = input(
    [10, 11],
    { instrument: INDEX, basis: "fully-adjusted", dividends: [dividend(1, 1)] },
    [5, 11],
  );
  for (const adjustment of ["total-return", "split-only", "none"] as const)
    expect(closes(given, adjustment)).toEqual([10, 11]);
});

it("a dividend that is not less than the close before it is refused", () => {
  const outcome = adjustPrices(input([10, 9], { dividends: [dividend(1, 10)] }), "total-return");
  expect(outcome.refusal?.what).toContain("a dividend of 10 is not less than the close before it");
});
