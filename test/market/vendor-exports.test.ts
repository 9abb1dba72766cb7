import { describe, expect, it } from "vitest";
import { readColumnMapping } from "../../src/decode/price-csv/column-mapping.ts";
import { InputError } from "../../src/errors.ts";
import { instrumentFor } from "../../src/market/instrument-book.ts";
import { rawSeriesFromCsv } from "../../src/market/raw-from-csv.ts";
import { formatCalendarDay } from "../../src/time/calendar-day.ts";

function read(content: string | Uint8Array, symbol: string, map?: string) {
  const mapping = map === undefined ? undefined : readColumnMapping(map, "--map");
  if (mapping !== undefined && "issues" in mapping) throw new InputError(mapping.issues);
  const { instrument } = instrumentFor(symbol);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return rawSeriesFromCsv(bytes, { symbol, file: "a.csv", instrument, ...(mapping && { mapping }) });
}

/** The first row as day, open, high, low, close, volume. */
function firstRow(content: string | Uint8Array, symbol: string, map?: string) {
  const { days, open, high, low, close, volume } = read(content, symbol, map).raw.columns;
  const numbers = [open, high, low, close, volume].map((column) => column[0]);
  return [formatCalendarDay(days[0] as number), ...numbers];
}

// One row, or two, in the shape that each source saves; the values are made up.
describe("files as terminals, sites and libraries save them", () => {
  it.each<
    [name: string, content: string, symbol: string, expected: readonly (string | number)[], map?: string]
  >([
    [
      "investing.com",
      '\ufeff"Date","Price","Open","High","Low","Vol.","Change %"\n"07/31/2024","370.60","361.80","371.80","361.20","20.58M","2.77%"\n',
      "0700.HK",
      ["2024-07-31", 361.8, 371.8, 361.2, 370.6, 20_580_000],
    ],
    [
      "investing.com of the first days of a month, with the word it asks for",
      '"Date","Price","Open","High","Low","Vol."\n"08/02/2024","370.60","361.80","371.80","361.20","20.58M"\n',
      "0700.HK",
      ["2024-08-02", 361.8, 371.8, 361.2, 370.6, 20_580_000],
      "dates=month-first",
    ],
    [
      "cn.investing.com",
      '"日期","收盘","开盘","高","低","交易量","涨跌幅"\n"2024-7-31","17,344.60","17,125.94","17,347.07","17,067.76","2.27B","2.01%"\n',
      "^HSI",
      ["2024-07-31", 17_125.94, 17_347.07, 17_067.76, 17_344.6, 2_270_000_000],
    ],
    [
      "Stooq",
      "Date,Open,High,Low,Close,Volume\n2024-07-31,27.1,27.3,26.8,27.2,1234567\n",
      "KWEB",
      ["2024-07-31", 27.1, 27.3, 26.8, 27.2, 1_234_567],
    ],
    [
      "Stooq's ASCII bundle",
      "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\nKWEB.US,D,20240731,000000,27.1,27.3,26.8,27.2,1234567,0\n",
      "KWEB",
      ["2024-07-31", 27.1, 27.3, 26.8, 27.2, 1_234_567],
    ],
    [
      "MetaTrader",
      "<DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\n2024.07.31\t27.1\t27.3\t26.8\t27.2\t99\t1234567\n",
      "KWEB",
      ["2024-07-31", 27.1, 27.3, 26.8, 27.2, 1_234_567],
    ],
    [
      "Wind",
      "代码,名称,日期,前收盘价(元),开盘价(元),最高价(元),最低价(元),收盘价(元),成交量(股),成交金额(元)\n0700.HK,腾讯控股,2024-07-31,358.0,361.8,371.8,361.2,370.6,20580000,7500000000\n数据来源：Wind,,,,,,,,,\n",
      "0700.HK",
      ["2024-07-31", 361.8, 371.8, 361.2, 370.6, 20_580_000],
    ],
    [
      "Choice",
      '证券代码,证券名称,交易时间,开盘价,最高价,最低价,收盘价,成交量,成交额\n00700.HK,腾讯控股,2024-07-31,361.8,371.8,361.2,370.6,"20,580,000","7,500,000,000"\n数据来源：东方财富Choice数据,,,,,,,,\n',
      "0700.HK",
      ["2024-07-31", 361.8, 371.8, 361.2, 370.6, 20_580_000],
    ],
    [
      "TradingView",
      "time,open,high,low,close,Volume,MA\n1722389400,361.8,371.8,361.2,370.6,20580000,355\n",
      "0700.HK",
      ["2024-07-31", 361.8, 371.8, 361.2, 370.6, 20_580_000],
    ],
    [
      "Bloomberg, with its settings above",
      "Security,700 HK Equity,,\nStart Date,1/1/2024,,\nPeriod,D,,\n,,,\nDate,PX_LAST,PX_OPEN,PX_VOLUME\n7/31/2024,370.6,361.8,20580000\n",
      "0700.HK",
      ["2024-07-31", 361.8, Number.NaN, Number.NaN, 370.6, 20_580_000],
    ],
    [
      "akshare, Hong Kong",
      ",日期,开盘,收盘,最高,最低,成交量,成交额,振幅\n0,2024-07-31,361.8,370.6,371.8,361.2,20580000,7.5e9,2.9\n",
      "0700.HK",
      ["2024-07-31", 361.8, 371.8, 361.2, 370.6, 20_580_000],
    ],
    [
      "akshare, mainland, in lots",
      "日期,股票代码,开盘,收盘,最高,最低,成交量,成交额\n2024-07-31,600519,1361.8,1370.6,1371.8,1361.2,20580,2820000000\n",
      "600519.SS",
      ["2024-07-31", 1361.8, 1371.8, 1361.2, 1370.6, 2_058_000],
    ],
    [
      "Tushare, volume in lots and amount in thousands",
      "ts_code,trade_date,open,high,low,close,vol,amount\n600519.SH,20240731,1361.8,1371.8,1361.2,1370.6,20580.5,2820000.123\n",
      "600519.SS",
      ["2024-07-31", 1361.8, 1371.8, 1361.2, 1370.6, 2_058_050],
    ],
    [
      "BaoStock, in shares",
      "date,code,open,high,low,close,volume,amount\n2024-07-31,sh.600519,1361.8,1371.8,1361.2,1370.6,2058045,2820000123\n",
      "600519.SS",
      ["2024-07-31", 1361.8, 1371.8, 1361.2, 1370.6, 2_058_045],
    ],
    [
      "Tongdaxin",
      "600519 贵州茅台 日线 前复权\n日期\t开盘\t最高\t最低\t收盘\t成交量\t成交额\n2024/07/31\t1361.80\t1371.80\t1361.20\t1370.60\t2058045\t2820000123.00\n#数据来源:通达信\n",
      "600519.SS",
      ["2024-07-31", 1361.8, 1371.8, 1361.2, 1370.6, 2_058_045],
    ],
    [
      "Tonghuashun",
      '时间,开盘,最高,最低,收盘,总手\n"2024-07-31,三",1361.8,1371.8,1361.2,1370.6,20580\n',
      "600519.SS",
      ["2024-07-31", 1361.8, 1371.8, 1361.2, 1370.6, 2_058_000],
    ],
    [
      "163.com",
      "日期,股票代码,名称,收盘价,最高价,最低价,开盘价,成交量\n2024-07-31,'600519,贵州茅台,1370.6,1371.8,1361.2,1361.8,2058045\n",
      "600519.SS",
      ["2024-07-31", 1361.8, 1371.8, 1361.2, 1370.6, 2_058_045],
    ],
    [
      "JoinQuant, its dates in an index without a name",
      ",open,close,high,low,volume,money\n2024-07-31,1361.8,1370.6,1371.8,1361.2,2058045,2820000123\n",
      "600519.SS",
      ["2024-07-31", 1361.8, 1371.8, 1361.2, 1370.6, 2_058_045],
    ],
    [
      "Alpha Vantage",
      "timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient\n2024-07-31,27.1,27.3,26.8,27.2,27.2,1234567,0.0000,1.0\n",
      "KWEB",
      ["2024-07-31", 27.1, 27.3, 26.8, 27.2, 1_234_567],
    ],
    [
      "Polygon's flat file, in nanoseconds",
      "ticker,volume,open,close,high,low,window_start,transactions\nKWEB,4930,27.1,27.2,27.3,26.8,1722398400000000000,129\n",
      "KWEB",
      ["2024-07-31", 27.1, 27.3, 26.8, 27.2, 4930],
    ],
    [
      "nasdaq.com",
      "Date,Close/Last,Volume,Open,High,Low\n07/31/2024,$27.20,1234567,$27.10,$27.30,$26.80\n",
      "KWEB",
      ["2024-07-31", 27.1, 27.3, 26.8, 27.2, 1_234_567],
    ],
    [
      "Google Sheets",
      "Date,Open,High,Low,Close,Volume\n7/31/2024 16:00:00,27.1,27.3,26.8,27.2,1234567\n",
      "KWEB",
      ["2024-07-31", 27.1, 27.3, 26.8, 27.2, 1_234_567],
    ],
    [
      "a German bank's, with the names it needs",
      "sep=;\nDatum;Erster;Hoch;Tief;Schlusskurs;Stuecke\n31.07.2024;1.234,50;1.240,00;1.230,00;1.235,10;1.000\n",
      "0700.HK",
      ["2024-07-31", 1234.5, 1240, 1230, 1235.1, 1000],
      "date=Datum,open=Erster,high=Hoch,low=Tief,close=Schlusskurs,volume=Stuecke",
    ],
  ])("%s", (_, content, symbol, expected, map) => {
    expect(firstRow(content, symbol, map)).toEqual(expected);
  });

  it.each([
    ["dates that were made into numbers, at midnight in UTC", "1722384000", "KWEB", "2024-07-31"],
    ["milliseconds", "1722384000000", "KWEB", "2024-07-31"],
    ["midnight of New York", "1722398400", "KWEB", "2024-07-31"],
    ["the open of New York", "1722432600", "KWEB", "2024-07-31"],
    ["midnight of Hong Kong", "1722355200", "0700.HK", "2024-07-31"],
    ["the open of Hong Kong", "1722389400", "0700.HK", "2024-07-31"],
    ["a whole number that pandas wrote as a float", "20240731.0", "KWEB", "2024-07-31"],
    ["seconds as a float", "1722384000.0", "KWEB", "2024-07-31"],
    ["the weekday before", "Wed 31 Jul 2024", "KWEB", "2024-07-31"],
    ["Korean names", "2024-07-31", "KWEB", "2024-07-31"],
  ])("%s: %s", (_, cell, symbol, expected) => {
    expect(firstRow(`time,close\n${cell},1\n`, symbol)[0]).toBe(expected);
  });

  it("UTF-16 without a mark, and Windows-1252", () => {
    const text = "Date,Close\n2024-07-31,1.5\n";
    const utf16 = read(new Uint8Array(Buffer.from(text, "utf16le")), "KWEB");
    expect([utf16.raw.columns.close[0], utf16.dialect.encoding]).toEqual([1.5, "utf-16le"]);
    const western = new Uint8Array(Buffer.from("Datum;Schlu\u00df\n31.07.2024;1,5\n", "latin1"));
    const bank = read(western, "KWEB", "date=1,close=2");
    expect([bank.raw.columns.close[0], bank.dialect.encoding]).toEqual([1.5, "windows-1252"]);
  });
});

describe("the unit of a volume", () => {
  const finding = (content: string, symbol: string) => read(content, symbol).raw.findings[0]?.what;

  it("in the name of its column is taken at its word, and said", () => {
    expect(firstRow("Date,Close,Volume (000)\n2024-07-31,1.5,123\n", "KWEB")[5]).toBe(123_000);
    expect(firstRow("日期,收盘价(元),成交量(万股)\n2024-07-31,1.5,123\n", "600519.SS")[5]).toBe(1_230_000);
    expect(finding("Date,Close,Volume (000)\n2024-07-31,1.5,123\n", "KWEB")).toContain("times 1000");
  });

  it("in lots is the instrument's lot, and stands as it is where that is not known", () => {
    const text = "日期,收盘,成交量(手)\n2024-07-31,1.5,123\n";
    expect(firstRow(text, "600519.SS")[5]).toBe(12_300);
    expect(firstRow(text, "0981.HK")[5]).toBe(61_500); // lots of 500
    expect(firstRow(text, "1234.HK")[5]).toBe(123);
    expect(finding(text, "1234.HK")).toContain("a size that is not known");
  });

  it("in shares is left alone, also where the money traded is not readable", () => {
    const shares = "日期,收盘,成交量,成交额\n2024-07-31,10,1000,9990\n";
    expect(firstRow(shares, "600519.SS")[5]).toBe(1000);
    expect(finding(shares, "600519.SS")).toBeUndefined();
    expect(firstRow("日期,收盘,成交量,成交额\n2024-07-31,10,1000,some\n", "600519.SS")[5]).toBe(1000);
  });

  it("is not told by the money traded outside the mainland", () => {
    expect(firstRow("日期,收盘,成交量,成交额\n2024-07-31,10,1000,1000000\n", "0700.HK")[5]).toBe(1000);
  });

  it("names the currency, too", () => {
    expect(read("日期,收盘价(港元)\n2024-07-31,10\n", "0700.HK").raw.currency).toBe("HKD");
    expect(read("Date,Close (USD)\n2024-07-31,10\n", "0700.HK").raw.currency).toBe("USD");
  });
});
