import { describe, expect, it } from "vitest";
import { BarMark } from "../../src/market/bars.ts";
import { buildPriceSeries } from "../../src/market/build-series.ts";
import type { DataFindingKind } from "../../src/market/data-finding.ts";
import { instrumentFor } from "../../src/market/instrument-book.ts";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { rawSeriesFromCsv } from "../../src/market/raw-from-csv.ts";
import { formatCalendarDay, parseCalendarDay } from "../../src/time/calendar-day.ts";
import { HAS_SHARED_PRICES, readSharedPrices } from "../shared-files.ts";

function build(file: string, symbol: string, peers: readonly PriceSeries[] = []): PriceSeries {
  const { instrument } = instrumentFor(symbol);
  const { raw } = rawSeriesFromCsv(readSharedPrices(file), { symbol, file, instrument });
  return buildPriceSeries(raw, instrument, {
    adjustment: "total-return",
    peers: peers.map((peer) => peer.bars.days),
  });
}

const daysOf = (series: PriceSeries, kind: DataFindingKind) =>
  series.findings
    .filter((finding) => finding.kind === kind)
    .map(({ day }) => (day === null ? "-" : formatCalendarDay(day)));

const actionsOf = (series: PriceSeries, kind: DataFindingKind) => [
  ...new Set(series.findings.filter((finding) => finding.kind === kind).map(({ action }) => action)),
];

const indexOf = (series: PriceSeries, day: string) =>
  series.bars.days.indexOf(parseCalendarDay(day) as number);

/** Return from the close before to the close of a day. */
function returnOn(series: PriceSeries, day: string): number {
  const index = indexOf(series, day);
  return (series.bars.close[index] as number) / (series.bars.close[index - 1] as number) - 1;
}

// The half days that the shared README names, on which Yahoo has but a placeholder.
const HALF_DAYS = [
  "2020-12-24",
  "2020-12-31",
  "2021-02-11",
  "2022-01-31",
  "2024-12-24",
  "2024-12-31",
  "2025-01-28",
];

describe.skipIf(!HAS_SHARED_PRICES)(
  "the traps of the shared price files (skipped where ../shared/prices is absent)",
  () => {
    it("zero-volume placeholders of Tencent, SMIC and Hua Hong are marked, and fill nothing", () => {
      const tencent = build("0700.HK.csv", "0700.HK");
      const earlier = ["2013-08-14", "2014-05-16", "2016-08-02", "2016-10-21", "2017-08-23"];
      expect(daysOf(tencent, "placeholder")).toEqual([...earlier, ...HALF_DAYS]);
      expect(tencent.bars.marks[indexOf(tencent, "2020-12-24")]).toBe(BarMark.placeholder);
      const more = ["2024-01-15", "2024-02-09"];
      for (const [file, symbol] of [
        ["0981.HK.csv", "0981.HK"],
        ["1347.HK.csv", "1347.HK"],
      ] as const) {
        const found = daysOf(build(file, symbol), "placeholder").filter((day) => day >= "2020-12-01");
        expect(found).toEqual([...HALF_DAYS, ...more].sort());
      }
    });

    it("Tencent's day of a split, whose open lies below its low, is marked", () => {
      const tencent = build("0700.HK.csv", "0700.HK");
      expect(daysOf(tencent, "order-of-prices")).toEqual(["2009-12-31", "2010-01-15", "2014-05-15"]);
      expect(tencent.bars.marks[indexOf(tencent, "2014-05-15")]).toBe(BarMark.inconsistent);
    });

    it("HSTECH lacks 2020-08-19, when the afternoon traded, against the others", () => {
      const others = [
        build("0700.HK.csv", "0700.HK"),
        build("9988.HK.csv", "9988.HK"),
        build("^HSI.ohlcv.csv", "^HSI"),
      ];
      expect(daysOf(build("HSTECH.sina.csv", "HSTECH.HK", others), "missing-session")[0]).toBe("2020-08-19");
    });

    it("HSTECH's closes are outside high and low by rounding alone, and its last row was over", () => {
      const series = build("HSTECH.sina.csv", "HSTECH.HK");
      expect(actionsOf(series, "order-of-prices")).toEqual(["kept"]);
      expect(series.bars.marks.every((mark) => mark === 0)).toBe(true);
      expect(daysOf(series, "unfinished-bar")).toEqual([]);
    });

    it("the Hang Seng Index has 252 blank rows on holidays, two on weekends, and no high or low", () => {
      const series = build("^HSI.long.csv", "^HSI");
      const blank = daysOf(series, "holiday-row");
      expect([blank.length, blank[0], blank.at(-1)]).toEqual([252, "1987-01-01", "2017-08-23"]);
      expect(blank).toContain("2011-12-24");
      expect(series.bars.days).toHaveLength(10033 - 252);
      expect(actionsOf(series, "missing-column")).toEqual(["kept"]);
      // Volumes begin in 2001; the flat rows before are prices.
      expect(daysOf(series, "placeholder")).toEqual([]);
    });

    it("a placeholder of an index is found, and a day of no volume that moved is none", () => {
      expect(daysOf(build("^HSI.ohlcv.csv", "^HSI"), "placeholder")).toEqual(["2020-03-23"]);
    });

    it("a typhoon day is left out against an index that has no row for it", () => {
      const index = build("^HSI.long.csv", "^HSI");
      const tencent = build("0700.HK.csv", "0700.HK", [index]);
      expect(daysOf(tencent, "holiday-row")).toEqual(
        expect.arrayContaining(["2013-08-14", "2016-08-02", "2016-10-21", "2017-08-23"]),
      );
      expect(indexOf(tencent, "2016-10-21")).toBe(-1);
    });

    it("the renminbi has Sundays, blanks, and spikes that reverse", () => {
      const series = build("USDCNY.csv", "USDCNY");
      expect(daysOf(series, "weekend-row")).toHaveLength(741);
      expect(daysOf(series, "weekend-row")).toContain("2011-07-17");
      expect(daysOf(series, "holiday-row")).toHaveLength(267);
      expect(daysOf(series, "reversing-spike")).toEqual(
        expect.arrayContaining(["2013-03-18", "2016-11-17", "2023-10-30"]),
      );
      expect(series.bars.marks[indexOf(series, "2023-10-30")]).toBe(BarMark.unconfirmed);
      expect(series.bars.days.every((day) => (day + 3) % 7 < 5)).toBe(true);
    });

    it("the Hong Kong dollar, whose volumes are all 0, has no placeholder, and three spikes", () => {
      const series = build("USDHKD.csv", "HKD=X");
      expect(daysOf(series, "placeholder")).toEqual([]);
      expect(daysOf(series, "reversing-spike")).toEqual(["2006-02-10", "2008-03-14", "2008-03-21"]);
    });

    it("Alibaba's closes alone say that there is no open", () => {
      const series = build("BABA.close-only.csv", "BABA");
      expect(series.bars.open.every((value) => Number.isNaN(value))).toBe(true);
      expect(series.findings.map(({ kind }) => kind)).toEqual([
        "unknown-basis",
        "missing-column",
        "missing-column",
        "missing-column",
        "unexplained-jump",
      ]);
    });

    it("9988.HK.wrong-content.csv is refused, also as one of its own symbols' neighbours", () => {
      expect(() => build("9988.HK.wrong-content.csv", "9988.HK")).toThrow(
        "the file holds 1810.HK, 3690.HK, 9999.HK",
      );
      expect(build("9988.HK.wrong-content.csv", "3690.HK").bars.close.at(-1)).toBe(173.39999389648438);
    });

    it("a file of another symbol is refused by its content", () => {
      expect(() => build("HSTECH.sina.csv", "3033.HK")).toThrow(
        "3033.HK: the content is of HSTECH, not of 3033.HK",
      );
    });

    it("the Shanghai fund stood at its upper limit on 2022-03-17", () => {
      const series = build("513180.SH.csv", "513180.SH");
      expect(daysOf(series, "limit-locked")).toEqual(["2022-03-17"]);
      expect([series.instrument.symbol, series.instrument.currency]).toEqual(["513180.SS", "CNY"]);
    });

    it("KWEB opened at 36 between closes of 26 on 2013-08-06, and did not trade on nine days", () => {
      const series = build("KWEB.csv", "KWEB");
      expect(daysOf(series, "reversing-spike")).toEqual(["2013-08-06"]);
      expect(daysOf(series, "placeholder")).toHaveLength(9);
    });

    it("KWEB's total return is that of its adjusted closes, every price of a bar scaled alike", () => {
      const series = build("KWEB.csv", "KWEB");
      const { instrument } = instrumentFor("KWEB");
      const { raw } = rawSeriesFromCsv(readSharedPrices("KWEB.csv"), {
        symbol: "KWEB",
        file: "KWEB.csv",
        instrument,
      });
      const traded = buildPriceSeries(raw, instrument, { adjustment: "none" });
      raw.columns.adjustedClose.forEach((adjusted, index) => {
        expect(Math.abs((series.bars.close[index] as number) / adjusted - 1)).toBeLessThan(1e-12);
        const factor = adjusted / (traded.bars.close[index] as number);
        expect(
          Math.abs((series.bars.open[index] as number) / ((traded.bars.open[index] as number) * factor) - 1),
        ).toBeLessThan(1e-12);
      });
    });

    it("dividends and an adjusted close tell the same story of SPY, to the rounding of the source", () => {
      const { instrument } = instrumentFor("SPY");
      const { raw } = rawSeriesFromCsv(readSharedPrices("SPY.csv"), {
        symbol: "SPY",
        file: "SPY.csv",
        instrument,
      });
      const given = buildPriceSeries(raw, instrument, { adjustment: "total-return" });
      const withoutAdjusted = {
        ...raw,
        columnsGiven: raw.columnsGiven.filter((column) => column !== "adjustedClose"),
      };
      const computed = buildPriceSeries(withoutAdjusted, instrument, { adjustment: "total-return" });
      // 85 dividends over 21 years; the source rounds each factor.
      const ratio = (computed.bars.close[0] as number) / (given.bars.close[0] as number);
      expect(Math.abs(ratio - 1)).toBeLessThan(1e-4);
    });

    it("agrees with published moves", () => {
      const hstech = build("HSTECH.sina.csv", "HSTECH.HK");
      // The press: +3.82% on 2023-07-13, +2.54% to 5639.05 on 2025-02-18, +22.2% on 2022-03-16.
      expect((returnOn(hstech, "2023-07-13") * 100).toFixed(2)).toBe("3.82");
      expect((returnOn(hstech, "2025-02-18") * 100).toFixed(2)).toBe("2.54");
      expect(hstech.bars.close[indexOf(hstech, "2025-02-18")]).toBeCloseTo(5639.05, 2);
      expect((returnOn(hstech, "2022-03-16") * 100).toFixed(1)).toBe("22.2");
    });

    it("gives each file the same hash twice", () => {
      expect(build("KWEB.csv", "KWEB").sha256).toBe(build("KWEB.csv", "KWEB").sha256);
    });
  },
);
