import { describe, expect, it } from "vitest";
import { readColumnMapping } from "../../../src/decode/price-csv/column-mapping.ts";
import {
  decodePriceCsv,
  type PriceCsv,
  type PriceCsvOptions,
} from "../../../src/decode/price-csv/price-csv.ts";
import { describePriceDialect } from "../../../src/decode/price-csv/price-dialect.ts";
import { InputError, type Issue } from "../../../src/errors.ts";
import { formatCalendarDay } from "../../../src/time/calendar-day.ts";
import { processorTime } from "../../processor-time.ts";
import { HAS_SHARED_PRICES, readSharedPrices } from "../../shared-files.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function decode(text: string, options: Partial<PriceCsvOptions> & { map?: string } = {}): PriceCsv {
  const mapping = options.map === undefined ? undefined : readColumnMapping(options.map, "--map");
  if (mapping !== undefined && "issues" in mapping) throw new InputError(mapping.issues);
  return decodePriceCsv(bytes(text), { file: "a.csv", ...(mapping ? { mapping } : {}), ...options });
}

function issuesOf(work: () => unknown): readonly Issue[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  throw new Error("nothing was refused");
}

const days = (prices: PriceCsv) => [...prices.days].map(formatCalendarDay);

describe("a plain file", () => {
  const text = "Date,Open,High,Low,Close,Volume\n2020-01-02,1,3,0.5,2,100\n2020-01-03,2,4,1.5,3,200\n";

  it("is read column by column, in the order of the file", () => {
    const prices = decode(text);
    expect(days(prices)).toEqual(["2020-01-02", "2020-01-03"]);
    expect([...prices.open]).toEqual([1, 2]);
    expect([...prices.high]).toEqual([3, 4]);
    expect([...prices.low]).toEqual([0.5, 1.5]);
    expect([...prices.close]).toEqual([2, 3]);
    expect([...prices.volume]).toEqual([100, 200]);
    expect(prices.given).toEqual(["open", "high", "low", "close", "volume"]);
    expect([...prices.adjustedClose]).toEqual([Number.NaN, Number.NaN]);
    expect(prices.basis).toBe("unknown");
  });

  it.each([
    ["CRLF line breaks", text.replaceAll("\n", "\r\n")],
    ["CR line breaks", text.replaceAll("\n", "\r")],
    ["a byte-order mark", `\ufeff${text}`],
    ["tabs", text.replaceAll(",", "\t")],
    ["semicolons", text.replaceAll(",", ";")],
    ["bars", text.replaceAll(",", "|")],
    ["quotes", text.replaceAll(/[^,\n]+/g, '"$&"')],
    ["no last line break", text.trimEnd()],
    ["empty lines", `\n${text.replaceAll("\n", "\n\n")}\n`],
    ["rows of empty cells at the end", `${text},,,,,\n,,,,,\n`],
    ["blanks around the cells", text.replaceAll(",", " , ")],
    ["midnights", text.replaceAll(/(2020-01-0\d)/g, "$1 00:00:00+08:00")],
    ["compact dates", text.replaceAll(/2020-01-0(\d)/g, "2020010$1")],
    ["Chinese names", text.replace("Date,Open,High,Low,Close,Volume", "日期,开盘,最高,最低,收盘,成交量")],
    [
      "traditional Chinese names",
      text.replace("Date,Open,High,Low,Close,Volume", "日期,開盤價,最高價,最低價,收盤價,成交量"),
    ],
    [
      "Alpha Vantage's names",
      text.replace("Date,Open,High,Low,Close,Volume", "timestamp,1. open,2. high,3. low,4. close,5. volume"),
    ],
    ["columns of no role", text.replaceAll(/\n(?=2)/g, "\nx,").replace("Date", "Note,Date")],
  ])("reads the same with %s", (_, changed) => {
    const plain = decode(text);
    const prices = decode(changed);
    for (const column of ["days", "open", "high", "low", "close", "volume"] as const) {
      expect(prices[column]).toEqual(plain[column]);
    }
  });

  it.each(["NaN", "nan", "null", "NULL", "N/A"])("reads %s as it does an empty cell", (word) => {
    const filled = (cell: string) =>
      decode(`Date,Close,Volume\n2020-01-02,${cell},5\n2020-01-03,26.5,${cell}\n`);
    expect(filled(word)).toEqual(filled(""));
  });

  it("refuses a word that only begins like one of them", () => {
    for (const word of ["nano", "nulls", "NaN7", "nu"])
      expect(() => decode(`Date,Close\n2020-01-02,26.5\n2020-01-03,${word}\n`)).toThrow(`"${word}" is not`);
  });

  it("in UTF-16 and GB 18030 is read by its bytes", () => {
    const chinese = text.replace("Date,Open,High,Low,Close,Volume", "日期,开盘,最高,最低,收盘,成交量");
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...chinese].map((c) => c.charCodeAt(0))).buffer),
    ]);
    // 日期,开盘,收盘 in GB 18030
    const gb = new Uint8Array([
      0xc8,
      0xd5,
      0xc6,
      0xda,
      0x2c,
      0xbf,
      0xaa,
      0xc5,
      0xcc,
      0x2c,
      0xca,
      0xd5,
      0xc5,
      0xcc,
      ...bytes("\n2020-01-02,1,2\n"),
    ]);
    expect([...decodePriceCsv(utf16, { file: "a.csv" }).close]).toEqual([2, 3]);
    const prices = decodePriceCsv(gb, { file: "a.csv" });
    expect([[...prices.open], [...prices.close], prices.dialect.encoding]).toEqual([[1], [2], "gb18030"]);
    // "Date,Clôture,Précédent": each accented letter and the one behind it would be a character of GB 18030, too.
    const french = Uint8Array.from(
      Buffer.from("Date,Open,Close,Cl\u00f4ture,Pr\u00e9c\u00e9dent\n2020-01-02,1,2,3,4\n", "latin1"),
    );
    const { dialect } = decodePriceCsv(french, { file: "a.csv" });
    expect([dialect.encoding, dialect.ignored]).toEqual(["windows-1252", ["Clôture", "Précédent"]]);
  });
});

describe("what a file says besides prices", () => {
  it("dividends and splits are events on days where they are not 0 or 1", () => {
    const prices = decode(
      "Date,Close,Dividends,Stock Splits\n2020-01-02,10,0.0,0.0\n2020-01-03,9,0.5,0\n2020-01-06,3,0,3:1\n2020-01-07,3,,1\n",
    );
    const [, second, third] = prices.days;
    expect(prices.dividends).toEqual([{ day: second, amount: 0.5 }]);
    expect(prices.splits).toEqual([{ day: third, ratio: 3 }]);
  });

  it("yfinance without Adj Close has adjusted every price", () => {
    expect(decode("Date,Close,Dividends,Stock Splits\n2020-01-02,10,0.0,0.0\n").basis).toBe("fully-adjusted");
    expect(decode("Date,Close,Adj Close,Dividends,Stock Splits\n2020-01-02,10,9,0,0\n").basis).toBe(
      "unknown",
    );
    expect(decode("Price,Close\nTicker,KWEB\nDate,\n2020-01-02,10\n").basis).toBe("fully-adjusted");
  });

  it("an adjusted close that is the only close is the close", () => {
    const prices = decode("Date,Adj Close\n2020-01-02,10\n");
    expect([[...prices.close], prices.given, prices.basis]).toEqual([[10], ["close"], "fully-adjusted"]);
  });

  it("tickers in a header row or a column are reported", () => {
    expect(decode("Price,Close\nTicker,KWEB\nDate,\n2020-01-02,10\n").symbolsNamed).toEqual(["KWEB"]);
    expect(decode("date,close,symbol\n2020-01-02,10,HSTECH\n2020-01-03,11,HSTECH\n").symbolsNamed).toEqual([
      "HSTECH",
    ]);
  });

  it("of several tickers the wanted one is read", () => {
    const wide = "Price,Close,Close,Open,Open\nTicker,A,B,A,B\nDate,,,,\n2020-01-02,1,2,3,4\n";
    const long = "date,close,ticker\n2020-01-02,1,A\n2020-01-02,2,B\n2020-01-03,4,B\n";
    const isWanted = (ticker: string) => ticker === "B";
    const fromWide = decode(wide, { isWanted });
    expect([[...fromWide.open], [...fromWide.close], fromWide.symbolsNamed]).toEqual([[4], [2], ["B"]]);
    const fromLong = decode(long, { isWanted });
    expect([[...fromLong.close], fromLong.dialect.rowsOfOthers]).toEqual([[2, 4], 1]);
  });

  it("a file of other tickers is refused by their names", () => {
    const isWanted = () => false;
    expect(
      issuesOf(() => decode("Price,Close,Close\nTicker,A,B\nDate,,\n2020-01-02,1,2\n", { isWanted }))[0]
        ?.what,
    ).toContain("A, B");
    expect(
      issuesOf(() => decode("date,close,ticker\n2020-01-02,1,A\n2020-01-02,2,B\n", { isWanted }))[0]?.what,
    ).toContain("A, B");
  });

  it("when it was fetched, by its last row", () => {
    const prices = decode("date,close,fetch_time\n2020-01-02,1,2020-01-03T09:00:00+08:00\n");
    expect(prices.fetchedAt).toBe(Date.UTC(2020, 0, 3, 1));
  });
});

describe("a mapping", () => {
  it("names columns that edict does not know", () => {
    const prices = decode("Datum;Eröffnung;Schluss\n02.01.2020;1,5;2,25\n31.01.2020;1,5;2,5\n", {
      map: "date=Datum,open=Eröffnung,close=Schluss",
    });
    expect([days(prices), [...prices.open], [...prices.close]]).toEqual([
      ["2020-01-02", "2020-01-31"],
      [1.5, 1.5],
      [2.25, 2.5],
    ]);
    expect(describePriceDialect(prices.dialect)).toContainEqual(["numbers", "decimal comma"]);
    expect(describePriceDialect(prices.dialect)).toContainEqual(["dates", "DD.MM.YYYY"]);
  });

  it("numbers the columns of a file without a header", () => {
    const prices = decode("2020-01-02,1,2\n2020-01-03,3,4\n", { map: "date=1,open=2,close=3" });
    expect([[...prices.open], [...prices.close]]).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it("decides between two columns that could be the close, and says the basis", () => {
    const text = "Date,Close,Last\n2020-01-02,1,2\n";
    expect(issuesOf(() => decode(text))[0]).toMatchObject({ what: "Close and Last could each be the close" });
    expect(issuesOf(() => decode("Date,Close,Close\n2020-01-02,1,2\n"))[0]?.fix).toBe(
      "say which: --map close=2",
    );
    expect([...decode("Date,Close,Close\n2020-01-02,1,2\n", { map: "close=3" }).close]).toEqual([2]);
    expect([...decode(text, { map: "close=Last,basis=raw" }).close]).toEqual([2]);
    expect(decode(text, { map: "close=Last,basis=raw" }).basis).toBe("raw");
  });

  it("decides dates and numbers that could be read in two ways", () => {
    const dated = "Date,Close\n03/04/2020,1\n04/05/2020,2\n";
    expect(issuesOf(() => decode(dated))[0]?.fix).toContain("--map dates=day-first");
    expect(days(decode(dated, { map: "dates=day-first" }))).toEqual(["2020-04-03", "2020-05-04"]);
    expect(days(decode(dated, { map: "dates=month-first" }))).toEqual(["2020-03-04", "2020-04-05"]);
    const numbered = 'Date,Close\n2020-01-02,"7,750"\n2020-01-03,"7,751"\n';
    expect(issuesOf(() => decode(numbered))[0]?.fix).toContain("--map decimal=");
    expect([...decode(numbered, { map: "decimal=comma" }).close]).toEqual([7.75, 7.751]);
    expect([...decode(numbered, { map: "decimal=point" }).close]).toEqual([7750, 7751]);
  });

  it("collects every issue of its own", () => {
    expect(issuesOf(() => decode("", { map: "opem=1,date=,close=a,close=b,decimal=dot" }))).toEqual([
      { what: '"opem" is nothing that can be mapped', at: "--map", fix: 'did you mean "open"?' },
      expect.objectContaining({ what: '"date=" is no key=value' }),
      expect.objectContaining({ what: '"close" is mapped twice' }),
      expect.objectContaining({ what: '"dot" is no value of decimal', fix: "write point or comma" }),
    ]);
    expect(issuesOf(() => decode("Date,Close\n2020-01-02,1\n", { map: "close=Clsoe" }))[0]).toMatchObject({
      what: '--map close=Clsoe: there is no column "Clsoe"',
      fix: 'did you mean "Close"?',
    });
  });
});

describe("refused with file, line and text", () => {
  it("every bad cell of a file in one pass", () => {
    const text = "Date,Close,Volume\n2020-01-02,1,5\n2020-02-30,x,5\n2020-01-04,3,many\n";
    expect(issuesOf(() => decode(text))).toEqual([
      {
        what: '"2020-02-30" is not a date, in the row 2020-02-30,x,5',
        at: "a.csv:3",
        fix: expect.any(String),
      },
      {
        what: '"x" is not a number, in the column close, in the row 2020-02-30,x,5',
        at: "a.csv:3",
        fix: expect.any(String),
      },
      {
        what: '"many" is not a number, in the column volume, in the row 2020-01-04,3,many',
        at: "a.csv:4",
        fix: expect.any(String),
      },
    ]);
  });

  it("lines are counted with those above the header", () => {
    const text = "Security,700 HK Equity\nPeriod,D\n\nDate,Close\n2020-01-02,1\n2020-01-03,x\n";
    expect(issuesOf(() => decode(text))[0]).toMatchObject({ at: "a.csv:6" });
    expect(issuesOf(() => decode(`\n\n${text}`))[0]).toMatchObject({ at: "a.csv:8" });
  });

  it("lines are counted with empty lines and quoted line breaks", () => {
    const text = 'Date,Note,Close\n\n2020-01-02,"two\nlines",1\n2020-01-03,,x\n';
    expect(issuesOf(() => decode(text))[0]).toMatchObject({ at: "a.csv:5" });
  });

  it.each([
    [
      "a short last row without a line break",
      "a,b,Close\n2020-01-02,1,2\n2020-01-03,1",
      "the row has 2 cells, the header 3: 2020-01-03,1",
    ],
    ["a long row", "Date,x,Close\n2020-01-02,1,2,3\n", "the row has 4 cells, the header 3: 2020-01-02,1,2,3"],
    [
      "thousands without quotes",
      "Date,x,Close\n2020-01-02,1,2,345.5\n",
      "the row has 4 cells, the header 3: 2020-01-02,1,2,345.5",
    ],
    [
      "a last row that was cut off",
      "Date,Close\n2020-01-02,1\n2020-01",
      "the row has 1 cell, the header 2: 2020-01",
    ],
    ["a month that was cut off", "Date,Close\nJan 2 2020,1\nJan", "the row has 1 cell, the header 2: Jan"],
    ["a row of totals", "Date,Close,Volume\n2020-01-02,1,5\nTotal:,,5\n", '"Total:" is not a date'],
    [
      "points that may be thousands, between semicolons",
      "Date;Close\n2020-01-02;17.350\n2020-01-03;17.344\n",
      "every point in the prices could be a decimal point or thousands, e.g. 17.350",
    ],
    [
      "a negative dividend",
      "Date,Close,Dividends\n2020-01-02,1,-0.5\n",
      "-0.5 cannot be in the column dividends",
    ],
    ["a negative split", "Date,Close,Splits\n2020-01-02,1,-2\n", "-2 cannot be in the column splits"],
    [
      "two currencies",
      "Date,Close,Currency\n2020-01-02,1,USD\n2020-01-03,1,HKD\n",
      "the rows are in USD and HKD",
    ],
    ["a year of two digits, padded", "Date,Close\n0020-01-02,1\n", '"0020-01-02" is not a date'],
    ["a month that is none", "Date,Close\n2 Janember 2020,1\n", '"2 Janember 2020" is not a date'],
    ["a message of a service", '{"Information": "limit reached"}\n', "the file is JSON, no CSV text"],
    ["a page", "<!DOCTYPE html>\n<html>Sign in</html>\n", "the file is a page (HTML or XML), no CSV text"],
    ["an empty file", "", "the file is empty"],
    ["a header alone", "Date,Close\n", "the file has a header, but no rows"],
    ["no date", "Day of week,Close\nMon,1\n", "no column holds the date; its columns are Day of week, Close"],
    [
      "no close",
      "Date,Price paid\n2020-01-02,1\n",
      "no column holds the close; its columns are Date, Price paid",
    ],
    ["no header", "2020-01-02,1,2\n", "there is no header, the first row is data: 2020-01-02,1,2"],
    [
      "mixed decimal marks",
      "Date;Close\n2020-01-02;1,5\n2020-01-03;1.5\n",
      "some numbers have a decimal comma, others a decimal point",
    ],
    [
      "dates in both orders",
      "Date,Close\n31/01/2020,1\n01/31/2020,2\n",
      "some dates can only be day-first, others only month-first",
    ],
    ["an unclosed quote", 'Date,Close\n2020-01-02,"1\n2020-01-03,2\n', "a.csv"],
  ])("%s", (_, text, expected) => {
    const [first] = issuesOf(() => decode(text));
    expect(`${first?.what} ${first?.at}`).toContain(expected);
    expect(first?.fix ?? "").not.toBe("");
  });

  it("bytes that are no text", () => {
    expect(
      issuesOf(() =>
        decodePriceCsv(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0xff]), { file: "a.xlsx" }),
      )[0],
    ).toEqual({
      what: "the file is an Excel workbook or a ZIP archive, no CSV text",
      at: "a.xlsx",
      fix: "save the sheet as CSV, or unzip it",
    });
    expect(
      issuesOf(() => decodePriceCsv(new Uint8Array([0xff, 0, 1, 2, 3]), { file: "a.bin" }))[0]?.what,
    ).toBe("the file is no text");
  });

  it("long blanks in no time", () => {
    const blanks = " ".repeat(200_000);
    const lines = "\n".repeat(200_000);
    const spent = processorTime();
    for (const text of [
      `Date,Close\n${blanks}x,1\n`,
      `Date,Close,Volume\n2020-01-02,1,${blanks}x\n`,
      `Date${blanks}x,Close\n2020-01-02,1\n`,
      `Date,Close\n2020-01-02,1\n#${blanks}x\n`,
      `Date,Close\n2020-01-02,1${lines}2020-01-03,x\n`,
      `${lines}Date,Close\n2020-01-02,x\n`,
    ]) {
      expect(issuesOf(() => decode(text)).length).toBeGreaterThan(0);
    }
    // Patterns that go back over each blank for each blank would take minutes.
    expect(spent()).toBeLessThan(20_000);
  });

  it("no more than a hundred cells by name, the others by number", () => {
    const rows = Array.from({ length: 1_000 }, () => "2020-01-02,x").join("\n");
    const issues = issuesOf(() => decode(`Date,Close\n${rows}\n`));
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)?.what).toBe("900 more cells like these cannot be read");
  });
});

describe.skipIf(!HAS_SHARED_PRICES)(
  "the shared price files (skipped where ../shared/prices is absent)",
  () => {
    const FILES = {
      "0700.HK.csv": [4151, "fully-adjusted", ["open", "high", "low", "close", "volume"]],
      "0981.HK.csv": [4151, "fully-adjusted", ["open", "high", "low", "close", "volume"]],
      "1211.HK.post-split.csv": [1363, "fully-adjusted", ["open", "high", "low", "close", "volume"]],
      "1211.HK.pre-split.csv": [1323, "fully-adjusted", ["open", "high", "low", "close", "volume"]],
      "1347.HK.csv": [2721, "fully-adjusted", ["open", "high", "low", "close", "volume"]],
      "513180.SH.csv": [983, "unknown", ["open", "high", "low", "close", "volume"]],
      "9988.HK.csv": [1363, "fully-adjusted", ["open", "high", "low", "close", "volume"]],
      "BABA.close-only.csv": [2969, "unknown", ["close"]],
      "HSTECH.sina.csv": [1447, "unknown", ["open", "high", "low", "close"]],
      "KWEB.csv": [3207, "unknown", ["open", "high", "low", "close", "volume", "adjustedClose"]],
      "MCHI.csv": [3794, "unknown", ["open", "high", "low", "close", "volume", "adjustedClose"]],
      "SPY.csv": [5366, "unknown", ["open", "high", "low", "close", "volume", "adjustedClose"]],
      "USDCNY.csv": [6566, "unknown", ["open", "close", "volume"]],
      "USDHKD.csv": [5409, "unknown", ["open", "high", "low", "close", "volume"]],
      "^HSI.long.csv": [10033, "unknown", ["open", "close", "volume"]],
      "^HSI.ohlcv.csv": [984, "unknown", ["open", "high", "low", "close", "volume", "adjustedClose"]],
    } as const;

    it.each(Object.entries(FILES))("%s is read", (file, [rows, basis, given]) => {
      const prices = decodePriceCsv(readSharedPrices(file), { file });
      expect([prices.days.length, prices.basis, prices.given]).toEqual([rows, basis, given]);
    });

    it.each(Object.keys(FILES))(
      "%s has the same values by the general reader as by the fast lane",
      (file) => {
        const plain = readSharedPrices(file);
        const text = new TextDecoder().decode(plain);
        const width = (text.slice(0, text.indexOf("\n")).match(/,/g) ?? []).length;
        // A row of empty cells is unusual, and sends the file to the general reader.
        const unusual = bytes(`${text.endsWith("\n") ? text : `${text}\n`}${",".repeat(width)}\n`);
        const fast = decodePriceCsv(plain, { file });
        const general = decodePriceCsv(unusual, { file });
        expect(general.dialect.emptyRows).toBe(1);
        for (const column of [
          "days",
          "open",
          "high",
          "low",
          "close",
          "volume",
          "adjustedClose",
          "dividends",
          "splits",
        ] as const) {
          expect(fast[column]).toEqual(general[column]);
        }
        expect(fast.symbolsNamed).toEqual(general.symbolsNamed);
      },
    );

    it("9988.HK.wrong-content.csv is refused by the tickers it holds", () => {
      const file = "9988.HK.wrong-content.csv";
      const isWanted = (ticker: string) => ticker === "9988.HK";
      expect(issuesOf(() => decodePriceCsv(readSharedPrices(file), { file, isWanted }))).toEqual([
        {
          what: "the file holds 1810.HK, 3690.HK, 9999.HK, none of which is the symbol asked for",
          at: `${file}:2`,
          fix: "name the file after the symbol it holds, or ask for one of these",
        },
      ]);
    });
  },
);
