import { describe, expect, it } from "vitest";
import { decodePriceCsv } from "../../src/decode/price-csv/price-csv.ts";
import {
  type ComparableHistory,
  compareHistories,
  restatementFinding,
} from "../../src/market/compare-histories.ts";
import { compareSources } from "../../src/market/compare-sources.ts";
import { formatCalendarDay } from "../../src/time/calendar-day.ts";
import { HAS_SHARED_PRICES, readSharedPrices } from "../shared-files.ts";

/** A history of `closes` from day 100 on, each with 1,000 shares traded. */
const history = (
  closes: readonly number[],
  volumes: readonly number[] = closes.map(() => 1_000),
): ComparableHistory => ({
  days: Int32Array.from(closes, (_, index) => 100 + index),
  close: Float64Array.from(closes),
  volume: Float64Array.from(volumes),
});

const CLOSES = Array.from({ length: 20 }, (_, index) => 30 + (index % 7));

describe("compareHistories", () => {
  it("finds equal histories the same, also where the newer one goes on", () => {
    expect(compareHistories(history(CLOSES), history([...CLOSES, 31, 32]))).toMatchObject({
      kind: "same",
      ratio: 1,
      sessions: 20,
    });
    const asFloats = history(CLOSES.map((close) => Math.fround(close * 1.1)));
    expect(compareHistories(history(CLOSES.map((close) => close * 1.1)), asFloats).kind).toBe("same");
  });

  it("finds a split by its ratio, in prices and in shares", () => {
    const after = history(
      CLOSES.map((close) => close / 3),
      CLOSES.map(() => 3_000),
    );
    const comparison = compareHistories(history(CLOSES), after);
    expect(comparison).toMatchObject({ kind: "restated", shareRatio: 3, oddDays: [], lostDays: [] });
    expect(comparison.ratio).toBeCloseTo(3, 12);
    expect(comparison.stretches).toHaveLength(1);
  });

  it("finds dividends that one history counts and the other not as steps of the ratio", () => {
    const after = history(CLOSES.map((close, index) => (index < 10 ? close * 0.98 : close)));
    const comparison = compareHistories(history(CLOSES), after);
    expect(comparison.kind).toBe("restated");
    expect(comparison.stretches.map(({ sessions }) => sessions)).toEqual([10, 10]);
    expect(comparison.ratio).toBe(1);
  });

  it("names single sessions that were revised, such as an unfinished last bar", () => {
    const unfinished = history(CLOSES.map((close, index) => (index === 19 ? close * 1.01 : close)));
    expect(compareHistories(unfinished, history(CLOSES))).toMatchObject({
      kind: "revised",
      ratio: 1,
      oddDays: [119],
    });
  });

  it("names sessions that the newer history has lost", () => {
    const { days, close, volume } = history(CLOSES);
    const keep = (_: unknown, index: number) => index !== 4;
    const holed = { days: days.filter(keep), close: close.filter(keep), volume: volume.filter(keep) };
    expect(compareHistories(history(CLOSES), holed)).toMatchObject({ kind: "same", lostDays: [104] });
  });

  it("tells two symbols apart, and histories that never meet", () => {
    const other = history(CLOSES.map((_, index) => 50 + ((index * 5) % 11)));
    expect(compareHistories(history(CLOSES), other).kind).toBe("different");
    const far = { ...history(CLOSES), days: history(CLOSES).days.map((day) => day + 1_000) };
    expect(compareHistories(history(CLOSES), far)).toMatchObject({ kind: "apart", sessions: 0 });
  });
});

describe("compareSources", () => {
  it("finds no disagreement where only the basis differs", () => {
    const { disagreements } = compareSources(history(CLOSES), history(CLOSES.map((close) => close * 0.7)));
    expect(disagreements).toEqual([]);
  });

  it("shows one wrong close as a disagreement into it and out of it", () => {
    const wrong = history(CLOSES.map((close, index) => (index === 7 ? close * 1.05 : close)));
    const { disagreements } = compareSources(history(CLOSES), wrong);
    expect(disagreements.map(({ day, first, second }) => [day, first, second])).toEqual([
      [107, 30, 31.5],
      [108, 31, 31],
    ]);
    expect(disagreements[0]?.difference).toBeCloseTo(30 / 36 - 31.5 / 36, 12);
  });

  it("names sessions that only one of them has, inside the span of both", () => {
    const { days, close, volume } = history(CLOSES);
    const keep = (_: unknown, index: number) => index !== 4 && index > 1;
    const holed = { days: days.filter(keep), close: close.filter(keep), volume: volume.filter(keep) };
    expect(compareSources(history(CLOSES), holed)).toMatchObject({
      onlyInFirst: [104],
      onlyInSecond: [],
      disagreements: [],
    });
  });
});

describe.skipIf(!HAS_SHARED_PRICES)(
  "BYD before and after 2025-06-10 (skipped where ../shared/prices is absent)",
  () => {
    const read = (file: string) => decodePriceCsv(readSharedPrices(file), { file });

    it("is a 3:1 restatement with dividends counted differently, its last old bar unfinished", () => {
      const comparison = compareHistories(read("1211.HK.pre-split.csv"), read("1211.HK.post-split.csv"));
      expect(comparison).toMatchObject({ kind: "restated", sessions: 1323, shareRatio: 3, lostDays: [] });
      expect(comparison.ratio).toBeCloseTo(3, 6);
      // The new history lists no dividend after 2021, the old one those of 2021 to 2024.
      expect(comparison.stretches.map(({ from }) => formatCalendarDay(from))).toEqual([
        "2020-01-02",
        "2021-06-11",
        "2022-06-13",
        "2023-06-13",
        "2024-06-11",
      ]);
      expect(comparison.stretches[0]?.ratio).toBeCloseTo(2.937412, 5);
      expect(comparison.oddDays.map(formatCalendarDay)).toEqual(["2025-05-22"]);
      expect(restatementFinding("1211.HK", comparison)).toMatchObject({
        kind: "restated-history",
        what: "the source has restated the history: old closes are 3 times the new ones, 2.937412 at the start (dividends counted differently), shares count 3 for 1 (a split); 1 session differs beyond that, the last 2025-05-22; replaced whole",
      });
    });
  },
);
