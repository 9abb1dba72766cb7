import { tableFromIPC } from "@uwdata/flechette";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeSeriesFile } from "../../../src/feeds/store/encode-series-file.ts";
import { decodeSeriesFile, manifestDays } from "../../../src/feeds/store/series-file.ts";
import { MANIFEST_SCHEMA, type SeriesManifest } from "../../../src/feeds/store/series-manifest.ts";
import type { RawSeries } from "../../../src/market/raw-series.ts";
import { daysFrom, seriesOf } from "./series-fixture.ts";

function manifestOf(series: RawSeries): SeriesManifest {
  return {
    schema: MANIFEST_SCHEMA,
    symbol: series.symbol,
    source: series.source,
    synthetic: series.synthetic,
    exchange: "HKEX",
    zone: "Asia/Hong_Kong",
    currency: series.currency,
    basis: series.basis,
    columns: series.columnsGiven,
    rows: series.columns.days.length,
    sessions: series.columns.days.length,
    from: "2020-01-01",
    to: "2020-01-02",
    ...manifestDays(series),
    symbolsNamed: series.symbolsNamed,
    askedFrom: null,
    fetchedAt: "2026-01-01T00:00:00.000Z",
    answers: [],
    columnsSha256: "",
  };
}

const roundTrip = (series: RawSeries) => decodeSeriesFile(encodeSeriesFile(series, manifestOf(series)));

describe("a series file", () => {
  it("is an Arrow IPC file: ARROW1 at both ends", () => {
    const series = seriesOf(daysFrom(18_000, 3));
    const bytes = encodeSeriesFile(series, manifestOf(series));
    expect(new TextDecoder().decode(bytes.subarray(0, 6))).toBe("ARROW1");
    expect(new TextDecoder().decode(bytes.subarray(-6))).toBe("ARROW1");
  });

  it.each([0, 1, 2, 3, 7, 8, 5000])(
    "gives back %d rows, bit for bit, with all that is known of them",
    (count) => {
      const series = seriesOf(
        daysFrom(-1000, count, (day) => 1 / (day + 0.1)),
        {
          dividends: [{ day: 5, amount: 0.1 }],
          splits: [{ day: -3, ratio: 1.5 }],
          unfinishedDay: count,
          findings: [
            { kind: "duplicate-session", symbol: "0700.HK", day: null, what: "twice", action: "left-out" },
            { kind: "restated-history", symbol: "0700.HK", day: 4, what: "restated — «次»", action: "kept" },
          ],
        },
      );
      const { series: read, manifest } = roundTrip(series);
      expect(read).toEqual(series);
      expect(manifest).toEqual(manifestOf(series));
    },
  );

  it("gives back any number, NaN and -0 included", () => {
    const number = fc.double();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -50_000, max: 50_000 }), number)), (rows) => {
        const series = seriesOf(rows);
        const { columns } = roundTrip(series).series;
        expect([...columns.days]).toEqual([...series.columns.days]);
        expect(columns.close.every((value, row) => Object.is(value, series.columns.close[row]))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps only the columns that the source has, and gives the others as NaN", () => {
    const series = seriesOf(daysFrom(18_000, 4), { columnsGiven: ["close"] });
    const { series: read } = roundTrip(series);
    expect(read.columnsGiven).toEqual(["close"]);
    expect([...read.columns.open]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it("is read without copying: the columns are views on its bytes", () => {
    const series = seriesOf(daysFrom(18_000, 1000));
    const bytes = encodeSeriesFile(series, manifestOf(series));
    const { columns } = decodeSeriesFile(bytes).series;
    expect(columns.close.buffer).toBe(bytes.buffer);
    expect(columns.days.buffer).toBe(bytes.buffer);
  });

  it("is read from bytes at any address", () => {
    const series = seriesOf(daysFrom(18_000, 9));
    const bytes = encodeSeriesFile(series, manifestOf(series));
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeSeriesFile(shifted.subarray(3)).series).toEqual(series);
  });

  it("is refused with any one byte changed: damaged metadata would otherwise take all memory", () => {
    const series = seriesOf(daysFrom(18_000, 9));
    const bytes = encodeSeriesFile(series, manifestOf(series));
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 1 << (at % 8);
      expect(() => decodeSeriesFile(damaged), `byte ${at}`).toThrow();
    }
  });

  it("is an Arrow file to any reader, its seal aside", () => {
    const series = seriesOf(daysFrom(18_000, 9));
    const table = tableFromIPC(encodeSeriesFile(series, manifestOf(series)));
    expect(table.numRows).toBe(9);
    expect([...(table.getChild("close")?.toArray() ?? [])]).toEqual([...series.columns.close]);
    expect(JSON.parse(table.schema.metadata?.get("edict") ?? "")).toEqual(manifestOf(series));
  });

  it("is refused where it was cut or its manifest is not one", () => {
    const series = seriesOf(daysFrom(18_000, 9));
    const manifest = manifestOf(series);
    const bytes = encodeSeriesFile(series, manifest);
    expect(() => decodeSeriesFile(bytes.subarray(0, bytes.length / 2))).toThrow();
    expect(() => decodeSeriesFile(new Uint8Array(0))).toThrow();
    expect(() => decodeSeriesFile(encodeSeriesFile(series, { ...manifest, rows: 8 }))).toThrow(
      "it has 9 rows, its manifest says 8",
    );
    const wrong = { ...manifest, schema: "edict/prices@9" } as unknown as SeriesManifest;
    expect(() => decodeSeriesFile(encodeSeriesFile(series, wrong))).toThrow('no valid "schema"');
  });

  it.each<[string, object]>([
    ["exchange", { exchange: "MARS" }],
    ["columns[1]", { columns: ["close", "closse"] }],
    ["rows", { rows: -9 }],
    [
      "dividends[1]",
      {
        dividends: [
          ["2020-01-01", 0.1],
          ["2020-01-02", "0.1"],
        ],
      },
    ],
    ["dividends[0]", { dividends: [["2020-02-30", 0.1]] }],
    ["splits[0]", { splits: [["2020-01-01", null]] }],
    ["symbolsNamed[0]", { symbolsNamed: [700] }],
    [
      "findings[0].day",
      { findings: [{ kind: "placeholder", symbol: "X", day: 7, what: "", action: "kept" }] },
    ],
    ["findings[0]", { findings: [null] }],
    ["askedFrom", { askedFrom: "the beginning" }],
    ["fetchedAt", { fetchedAt: "yesterday" }],
    ["answers[0].bytes", { answers: [{ sha256: "", fetchedAt: "2026-01-01T00:00:00.000Z", bytes: "12" }] }],
  ])("is refused where %s in its manifest is no such thing, seal or no seal", (place, wrong) => {
    const series = seriesOf(daysFrom(18_000, 9));
    const manifest = { ...manifestOf(series), ...wrong } as SeriesManifest;
    expect(() => decodeSeriesFile(encodeSeriesFile(series, manifest))).toThrow(
      `its manifest has no valid "${place}"`,
    );
  });
});
