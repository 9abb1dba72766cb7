import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError, type Issue, MarketDataError } from "../../src/errors.ts";
import { CsvFeed } from "../../src/feeds/csv-feed.ts";
import { WHOLE_HISTORY } from "../../src/feeds/price-feed.ts";
import { readPriceFile, readPriceFileWithDialect } from "../../src/feeds/read-price-file.ts";
import { instrumentFor } from "../../src/market/instrument-book.ts";
import { HAS_SHARED_PRICES, sharedPricePath } from "../shared-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "edict-csv-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const put = (name: string, close = 10): string => {
  const path = join(folder, name);
  writeFileSync(path, `Date,Open,Close\n2024-01-02,9,${close}\n`);
  return path;
};

const putInstruments = (...instruments: unknown[]) =>
  writeFileSync(join(folder, "instruments.json"), JSON.stringify({ instruments }));

const feed = (files: Record<string, string> = {}) => new CsvFeed({ folder, files });
const closeOf = (symbol: string, files?: Record<string, string>) => feed(files).read(symbol).columns.close[0];

function refusal(work: () => unknown): { name: string; issue: Issue } {
  const { name, issues } = refused(work);
  return { name, issue: issues[0] as Issue };
}

function refused(work: () => unknown): InputError | MarketDataError {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError || error instanceof MarketDataError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a file that gzip packed", () => {
  it("is unpacked, whatever its name", () => {
    const path = join(folder, "KWEB.csv");
    writeFileSync(path, gzipSync("Date,Open,Close\n2024-01-02,9,10\n"));
    expect(readPriceFile(path, "KWEB").columns.close[0]).toBe(10);
  });

  it("is refused if it was cut off, or unpacks to more than any file of daily prices", () => {
    const path = join(folder, "KWEB.csv.gz");
    writeFileSync(path, gzipSync("Date,Open,Close\n2024-01-02,9,10\n").subarray(0, 30));
    expect(refusal(() => readPriceFile(path, "KWEB")).issue.what).toContain("cannot be unpacked");
    writeFileSync(path, gzipSync(Buffer.alloc(65 * 1024 * 1024)));
    expect(refusal(() => readPriceFile(path, "KWEB")).issue.what).toContain("cannot be unpacked");
  });
});

describe("a folder of price files", () => {
  it.each([
    ["HSTECH.HK", "HSTECH.HK.csv"],
    ["HSTECH.HK", "HSTECH.csv"],
    ["^HSI", "^HSI.csv"],
    ["^HSI", "%5EHSI.csv"],
    ["HKD=X", "HKD=X.csv"],
    ["HKD=X", "USDHKD.csv"],
    ["0700.HK", "00700.HK.csv"],
    ["00700.HK", "0700.HK.csv"],
    ["0700.HK", "0700.hk.CSV"],
    ["513180.SS", "513180.SH.csv"],
    ["513180.SH", "513180.SS.tsv"],
    ["600519.SS", "600519.SH.txt"],
    ["KWEB", "KWEB.csv.gz"],
  ])("holds %s in %s", (symbol, file) => {
    put(file);
    expect(closeOf(symbol)).toBe(10);
  });

  it("is asked through the feed as any other source", async () => {
    put("KWEB.csv");
    const raw = await feed().fetch("KWEB", WHOLE_HISTORY, instrumentFor("KWEB").instrument);
    expect(raw).toMatchObject({ symbol: "KWEB", source: `csv:${join(folder, "KWEB.csv")}` });
    expect(feed().name).toBe(`csv:${folder}`);
  });

  it("without the symbol says which file is near", () => {
    put("HSTECH.sina.csv");
    put("KWEBB.csv");
    expect(refusal(() => closeOf("HSTECH.HK"))).toEqual({
      name: "MarketDataError",
      issue: {
        what: "no file holds the prices of HSTECH.HK",
        at: folder,
        fix: `name it HSTECH.HK.csv, or give it: --file HSTECH.HK=${join(folder, "HSTECH.sina.csv")}`,
      },
    });
    expect(refusal(() => closeOf("KWEB")).issue.fix).toContain("KWEBB.csv");
    expect(refusal(() => closeOf("HKD=X")).issue.what).toBe(
      "no file holds the prices of HKD=X, the HKD that a US dollar buys: two currencies meet in this account",
    );
    expect(refusal(() => closeOf("9988.HK")).issue.fix).toBe(
      "put 9988.HK.csv there, or give a file with --file 9988.HK=<path>",
    );
  });

  it("with two files for a symbol asks which", () => {
    put("0700.HK.csv");
    put("00700.HK.csv");
    expect(refusal(() => closeOf("0700.HK"))).toMatchObject({
      name: "InputError",
      issue: { what: "00700.HK.csv and 0700.HK.csv could each hold the prices of 0700.HK" },
    });
  });

  it("that is not there is refused", () => {
    expect(refusal(() => new CsvFeed({ folder: join(folder, "none"), files: {} })).issue.what).toBe(
      "there is no such folder of prices",
    );
  });

  it("is never left by a symbol", () => {
    mkdirSync(join(folder, "inside"));
    put("secret.csv");
    const inside = new CsvFeed({ folder: join(folder, "inside"), files: {} });
    const instrument = { ...instrumentFor("KWEB").instrument };
    for (const symbol of [
      "../secret",
      "..\\secret",
      "%2e%2e%2fsecret",
      "/etc/passwd",
      "..",
      ".",
      "",
      "secret\0",
    ]) {
      expect(refusal(() => inside.read(symbol, instrument)).name).toBe("MarketDataError");
    }
  });
});

describe("an instruments.json beside the files", () => {
  it("names files, describes instruments and says how files are read", () => {
    writeFileSync(join(folder, "mine.csv"), "Datum;Schluss\n03.04.2024;7,5\n");
    putInstruments({
      symbol: "0700.HK",
      lot: 500,
      file: "mine.csv",
      map: "date=Datum,close=Schluss,dates=day-first",
      basis: "raw",
    });
    const raw = feed().read("0700.HK");
    expect([raw.columns.close[0], raw.basis]).toEqual([7.5, "raw"]);
    expect(instrumentFor("0700.HK", feed().instruments).instrument.lot).toBe(500);
    expect(feed().notes).toEqual([
      `${join(folder, "instruments.json")}: 0700.HK differs from edict's: lot 100 -> 500`,
    ]);
  });

  it("leads to no file outside the folder", () => {
    mkdirSync(join(folder, "inside"));
    put("outside.csv");
    for (const file of ["../outside.csv", join(folder, "outside.csv"), "inside/../../outside.csv", "."]) {
      writeFileSync(
        join(folder, "inside", "instruments.json"),
        JSON.stringify({ instruments: [{ symbol: "KWEB", file }] }),
      );
      const inside = new CsvFeed({ folder: join(folder, "inside"), files: {} });
      expect(refusal(() => inside.read("KWEB")).issue.what).toBe(
        `the file of KWEB, "${file}", lies outside the folder`,
      );
    }
  });

  it("that is wrong is refused with every issue, and one that is not there is no fault", () => {
    put("KWEB.csv");
    expect(feed().notes).toEqual([]);
    writeFileSync(
      join(folder, "instruments.json"),
      '{ "instruments": [{ "symbol": "KWEB", "lott": 1 }, { "symbol": "X", "lot": -1 }] }',
    );
    expect(() => feed()).toThrow(InputError);
    writeFileSync(join(folder, "instruments.json"), "{ not json");
    expect(() => feed()).toThrow(InputError);
  });
});

describe("--file SYMBOL=path", () => {
  it("comes before the folder, in any spelling of the symbol", () => {
    put("0700.HK.csv");
    const other = put("other.csv", 20);
    expect(closeOf("0700.HK", { "00700.HK": other })).toBe(20);
    expect(new CsvFeed({ folder: null, files: { KWEB: other } }).read("KWEB").columns.close[0]).toBe(20);
  });

  it("alone says which symbol has no file", () => {
    const alone = new CsvFeed({ folder: null, files: { KWEB: put("k.csv") } });
    expect(refusal(() => alone.read("0700.HK"))).toEqual({
      name: "MarketDataError",
      issue: {
        what: "no file is given for 0700.HK",
        at: "--file",
        fix: "write --file 0700.HK=<path>, or give a folder with --prices csv:<folder>",
      },
    });
  });

  it("says where the mapping goes that an odd file needs", () => {
    const path = put("odd.csv");
    writeFileSync(path, "Tag;Letzter\n02-Jan-20;10,5\n");
    const odd = new CsvFeed({ folder: null, files: { KWEB: path } });
    expect(() => odd.read("KWEB")).toThrow(
      /--map date=<column>; that is for edict prices import \(then run --frozen\)/,
    );
  });
});

describe("readPriceFile", () => {
  it("gives the rows at once, and with the dialect for an import", () => {
    const path = put("KWEB.csv");
    expect(readPriceFile(path, "KWEB").columns.close[0]).toBe(10);
    expect(readPriceFileWithDialect(path, "KWEB").dialect).toMatchObject({
      delimiter: ",",
      dateShape: "YYYY-MM-DD",
      rows: 1,
    });
  });

  it("that is not there names the nearest file of the folder", () => {
    put("hstech-2024.csv");
    expect(refusal(() => readPriceFile(join(folder, "hstech-2023.csv"), "HSTECH.HK"))).toEqual({
      name: "InputError",
      issue: {
        what: "there is no file of prices for HSTECH.HK",
        at: join(folder, "hstech-2023.csv"),
        fix: 'did you mean "hstech-2024.csv"?',
      },
    });
    expect(refusal(() => readPriceFile(join(folder, "no", "a.csv"), "KWEB")).issue.fix).toBe(
      `there is no folder ${join(folder, "no")}; correct the path`,
    );
  });

  it("that is a folder or a dangling link is refused", () => {
    expect(refusal(() => readPriceFile(folder, "KWEB")).issue.what).toBe("the prices of KWEB are no file");
    symlinkSync(join(folder, "gone"), join(folder, "KWEB.csv"));
    expect(refusal(() => readPriceFile(join(folder, "KWEB.csv"), "KWEB")).issue.what).toBe(
      "there is no file of prices for KWEB",
    );
  });

  it("of a terabyte is refused before it is opened", () => {
    const path = put("big.csv");
    // A file with a hole, larger than Node reads at once: to open it would be another error.
    truncateSync(path, 1024 ** 4);
    expect(refusal(() => readPriceFile(path, "KWEB")).issue).toEqual({
      what: "the file has 1048576 MB; daily prices of one symbol are under 64 MB",
      at: path,
      fix: "split it into one file of daily rows for each symbol",
    });
  });

  it("with bad rows gives every issue with file and line, in the order of the lines", () => {
    const path = join(folder, "bad.csv");
    writeFileSync(path, "Date,Close\n2024-01-02,x\n2024-13-02,1\n2024-01-04,y\n");
    expect(() => readPriceFile(path, "KWEB")).toThrow(InputError);
    expect(refused(() => readPriceFile(path, "KWEB")).issues.map(({ at }) => at)).toEqual([
      `${path}:2`,
      `${path}:3`,
      `${path}:4`,
    ]);
  });

  it.skipIf(!HAS_SHARED_PRICES)(
    "reads a shared file by its path (skipped where ../shared/prices is absent)",
    () => {
      expect(readPriceFile(sharedPricePath("SPY.csv"), "SPY").columns.days).toHaveLength(5366);
    },
  );
});
