import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MarketDataError } from "../../src/errors.ts";
import { BarMark, isFillable } from "../../src/market/bars.ts";
import { type BuildOptions, buildPriceSeries } from "../../src/market/build-series.ts";
import { hashBars } from "../../src/market/hash-bars.ts";
import { bar, day, makeRaw, ordinaryRows, type Row, STOCK } from "./make-raw-series.ts";

const OPTIONS: BuildOptions = { adjustment: "total-return" };

describe("buildPriceSeries", () => {
  it("carries source, adjustment, events and the synthetic mark", () => {
    const dividends = [{ day: day("2024-01-03"), amount: 1 }];
    const series = buildPriceSeries(
      makeRaw(ordinaryRows(5), { synthetic: true, dividends, source: "sample" }),
      STOCK,
      OPTIONS,
    );
    expect(series).toMatchObject({
      instrument: STOCK,
      source: "sample",
      adjustment: "total-return",
      synthetic: true,
      dividends,
    });
    expect(series.bars.days).toHaveLength(5);
  });

  it("gives the same bytes for the same rows, and another hash for another value", () => {
    const build = (rows: Row[]) => buildPriceSeries(makeRaw(rows), STOCK, OPTIONS);
    const rows = ordinaryRows(50);
    expect(build(rows)).toEqual(build(rows));
    const changed = rows.map(
      (row, index): Row => (index === 20 ? [row[0], { ...row[1], volume: 1_001 }] : row),
    );
    expect(build(changed).sha256).not.toBe(build(rows).sha256);
  });

  it("cuts to the span after adjusting, so a span does not change the prices inside it", () => {
    const dividends = [{ day: day("2024-01-10"), amount: 2 }];
    const raw = makeRaw(ordinaryRows(10), { dividends });
    const whole = buildPriceSeries(raw, STOCK, OPTIONS);
    const part = buildPriceSeries(raw, STOCK, { ...OPTIONS, from: day("2024-01-02"), to: day("2024-01-06") });
    expect([...part.bars.days]).toEqual([...whole.bars.days.slice(1, 5)]);
    expect([...part.bars.close]).toEqual([...whole.bars.close.slice(1, 5)]);
    expect([...part.bars.marks]).toEqual([0, 0, 0, 0]);
  });

  it("collects every reason of a refusal", () => {
    const raw = makeRaw([...ordinaryRows(3), ["2024-01-01", bar(5)]], {
      basis: "fully-adjusted",
      currency: "USD",
      symbolsNamed: ["9999.HK"],
    });
    const build = () => buildPriceSeries(raw, STOCK, { adjustment: "none" });
    expect(build).toThrow(MarketDataError);
    try {
      build();
    } catch (error) {
      expect((error as MarketDataError).issues.map((issue) => issue.what)).toEqual([
        "1234.HK: the source gives prices in USD, the instrument is in HKD",
        "1234.HK: the content is of 9999.HK, not of 1234.HK",
        "1234.HK: 2 rows on one day that differ in open, closes 100 and 5",
        '1234.HK: the prices already carry splits and dividends, so they cannot be given as "none"',
      ]);
      expect(
        (error as MarketDataError).issues.every((issue) => issue.at !== undefined && issue.fix !== undefined),
      ).toBe(true);
    }
  });

  it("turns pence into pounds, and says so", () => {
    const instrument = { ...STOCK, symbol: "VOD.L", exchange: "LSE", currency: "GBP" } as const;
    const series = buildPriceSeries(
      makeRaw(ordinaryRows(3), { currency: "GBp", symbol: "VOD.L" }),
      instrument,
      OPTIONS,
    );
    expect([...series.bars.close]).toEqual([1, 1.001, 1.002]);
    expect(series.findings[0]).toMatchObject({
      kind: "currency-unit",
      what: "prices in a hundredth of GBP, divided by 100",
    });
  });

  it("leaves marked bars in, to mark but not to fill", () => {
    const rows = ordinaryRows(5);
    rows[2] = [rows[2]?.[0] as string, { open: 100, high: 100, low: 100, close: 100, volume: 0 }];
    const { bars } = buildPriceSeries(makeRaw(rows), STOCK, OPTIONS);
    expect(bars.marks[2]).toBe(BarMark.placeholder);
    expect([0, 1, 2, 3, 4].map((index) => isFillable(bars, index))).toEqual([true, true, false, true, true]);
  });

  it("does not change the raw rows", () => {
    const raw = makeRaw(
      ordinaryRows(5).map(([text, values]) => [text, { ...values, open: 0, adjustedClose: 1 }]),
    );
    const before = structuredClone(raw.columns);
    buildPriceSeries(raw, STOCK, OPTIONS);
    expect(raw.columns).toEqual(before);
  });
});

describe("no look-ahead", () => {
  const value = fc.oneof(
    fc.constant(0),
    fc.constant(Number.NaN),
    fc.double({ min: 1, max: 200, noNaN: true }),
  );
  const volume = fc.oneof(fc.constant(0), fc.nat(1_000));
  const rows = fc.array(fc.tuple(value, value, value, value, volume, fc.boolean()), {
    minLength: 30,
    maxLength: 30,
  });

  const raw = (values: readonly (readonly [number, number, number, number, number, boolean])[]) =>
    makeRaw(
      ordinaryRows(values.length + 1).map(([text, first], index): Row => {
        const drawn = values[index - 1];
        if (drawn === undefined) return [text, first];
        const [open, high, low, close, traded, isFlat] = drawn;
        return isFlat
          ? [text, { open: close, high: close, low: close, close, volume: traded }]
          : [text, { open, high, low, close, volume: traded }];
      }),
      { basis: "fully-adjusted" },
    );

  it("changing rows after a session changes no bar and no mark up to it", () => {
    fc.assert(
      fc.property(rows, rows, fc.integer({ min: 1, max: 29 }), (before, after, cut) => {
        const one = buildPriceSeries(raw(before), STOCK, OPTIONS).bars;
        const other = buildPriceSeries(
          raw([...before.slice(0, cut), ...after.slice(cut)]),
          STOCK,
          OPTIONS,
        ).bars;
        // The row of index `cut` is the last that both have: row 0 is the ordinary one.
        const last = makeRaw(ordinaryRows(31)).columns.days[cut] as number;
        const upTo = (bars: typeof one) => bars.days.filter((each) => each <= last).length;
        expect(upTo(other)).toBe(upTo(one));
        for (const column of ["days", "open", "high", "low", "close", "volume", "marks"] as const) {
          expect(other[column].slice(0, upTo(one))).toEqual(one[column].slice(0, upTo(one)));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("hashBars", () => {
  const one = (value: number) => Float64Array.of(value);
  const bars = (open: number, close = 2) => ({
    days: Int32Array.of(1),
    open: one(open),
    high: one(3),
    low: one(1),
    close: one(close),
    volume: one(0),
    marks: Uint8Array.of(4),
  });

  it("is SHA-256 of the little-endian columns, one after the other", () => {
    // 1 as int32; 1.5, 3, 1, 2, 0 as doubles; mark 4
    const bytes =
      "01000000" +
      "000000000000f83f" +
      "0000000000000840" +
      "000000000000f03f" +
      "0000000000000040" +
      "0000000000000000" +
      "04";
    const expected = createHash("sha256").update(Buffer.from(bytes, "hex")).digest("hex");
    expect(hashBars(bars(1.5))).toBe(expected);
  });

  it("takes every NaN for one, and -0 for 0", () => {
    const odd = new Float64Array(1);
    new Uint32Array(odd.buffer).set([7, 0xfff80001]);
    expect(hashBars({ ...bars(1), open: odd })).toBe(hashBars(bars(Number.NaN)));
    expect(hashBars({ ...bars(1), volume: one(-0) })).toBe(hashBars(bars(1)));
    expect(hashBars(bars(Number.NaN))).not.toBe(hashBars(bars(1)));
  });
});
