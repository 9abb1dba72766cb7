import { describe, expect, it } from "vitest";
import { instrumentFor } from "../../src/market/instrument-book.ts";
import { type CsvSource, rawSeriesFromCsv } from "../../src/market/raw-from-csv.ts";
import { formatCalendarDay } from "../../src/time/calendar-day.ts";

function read(text: string, symbol = "0700.HK", more: Partial<CsvSource> = {}) {
  const { instrument } = instrumentFor(symbol);
  return rawSeriesFromCsv(new TextEncoder().encode(text), {
    symbol,
    file: "prices/a.csv",
    instrument,
    ...more,
  }).raw;
}

describe("rawSeriesFromCsv", () => {
  it("names its source by the file, and keeps blanks as NaN", () => {
    const raw = read("Date,Open,Close\n2024-01-02,,10\n");
    expect(raw).toMatchObject({
      symbol: "0700.HK",
      source: "csv:prices/a.csv",
      synthetic: false,
      columnsGiven: ["open", "close"],
    });
    expect([raw.columns.open[0], raw.columns.close[0]]).toEqual([Number.NaN, 10]);
  });

  it("takes the basis from a book of instruments before the shape, and that before the columns", () => {
    const yfinance = "Date,Close,Dividends,Stock Splits\n2024-01-02,10,0,0\n";
    expect(read(yfinance).basis).toBe("fully-adjusted");
    expect(read(yfinance, "0700.HK", { basis: "raw" }).basis).toBe("raw");
    expect(read("Date,Close\n2024-01-02,10\n").basis).toBe("unknown");
  });

  it("sees raw prices by a factor that moves as at a split, and split-adjusted ones by one that does not", () => {
    const rows = (factors: readonly number[]) =>
      `Date,Close,Adj Close\n${factors.map((factor, index) => `2024-01-0${index + 2},10,${10 * factor}`).join("\n")}\n`;
    expect(read(rows([0.25, 0.25, 1])).basis).toBe("raw");
    expect(read(rows([0.96, 0.98, 1])).basis).toBe("split-adjusted");
    expect(read(rows([0.25, 0.25, 0.25])).basis).toBe("split-adjusted");
  });

  it("dates instants by the exchange's clocks", () => {
    const stamped = "Date,Close\n2024-01-01 16:00:00+00:00,10\n2024-01-02 16:00:00+00:00,11\n";
    expect([...read(stamped).columns.days].map(formatCalendarDay)).toEqual(["2024-01-02", "2024-01-03"]);
    expect([...read(stamped, "KWEB").columns.days].map(formatCalendarDay)).toEqual([
      "2024-01-01",
      "2024-01-02",
    ]);
  });

  it("knows that the last session was not over if the file says when it was fetched", () => {
    const rows = (fetched: string) =>
      `Date,Close,fetch_time\n2024-01-02,10,${fetched}\n2024-01-03,11,${fetched}\n`;
    const unfinished = (fetched: string) => {
      const day = read(rows(fetched)).unfinishedDay;
      return day === null ? null : formatCalendarDay(day);
    };
    expect(unfinished("2024-01-03T15:59:00+08:00")).toBe("2024-01-03");
    expect(unfinished("2024-01-03T07:59:00Z")).toBe("2024-01-03");
    expect(unfinished("2024-01-03T16:00:00+08:00")).toBeNull();
    expect(unfinished("2024-01-05T09:00:00+08:00")).toBeNull();
    expect(unfinished("yesterday")).toBeNull();
  });
});
