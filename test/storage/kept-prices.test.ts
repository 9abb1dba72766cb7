import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { readPriceFile } from "../../src/feeds/read-price-file.ts";
import { instrumentFor } from "../../src/market/instrument-book.ts";
import { keptPricesIn } from "../../src/storage/kept-prices.ts";
import { scratchFolder } from "../scratch-folder.ts";

/** Some weeks of rows in 12 kB, with a dividend, a split, a hole and a word that is no number. */
function priceFile(change: (text: string) => string = (text) => text): string {
  const rows = Array.from({ length: 250 }, (_, row) => {
    const day = new Date(Date.UTC(2020, 0, 1 + row)).toISOString().slice(0, 10);
    const close = 100 + Math.sin(row) / 3;
    const events = `${row === 40 ? 0.1 : 0},${row === 60 ? 2 : 0}`;
    return `${day},${close},${row === 7 ? "" : close * 1.01},${row === 9 ? "NaN" : row * 1000},${events}`;
  });
  const path = join(scratchFolder(), "0700.HK.csv");
  writeFileSync(path, change(`Date,Close,High,Volume,Dividends,Stock Splits\n${rows.join("\n")}\n`));
  return path;
}

/** A cache, with what its two calls gave. */
function watched(build = "one build", folder = join(scratchFolder(), "cache")) {
  const kept = keptPricesIn({ folder, build });
  const read = vi.fn(kept.read);
  const write = vi.fn(kept.write);
  const found = () => read.mock.results.map(({ value }) => value !== null);
  return { folder, found, write, kept: { read, write } };
}

const filesOf = (folder: string) => readdirSync(folder).map((name) => join(folder, name));

describe("keptPrices", () => {
  it("gives a file the second time as it was read the first", () => {
    const path = priceFile();
    const { kept, found } = watched();
    const plain = readPriceFile(path, "0700.HK");
    const first = readPriceFile(path, "0700.HK", {}, kept);
    const second = readPriceFile(path, "0700.HK", {}, kept);
    expect(found()).toEqual([false, true]);
    expect(first).toEqual(plain);
    expect(second).toEqual(plain);
    expect(second.dividends).toHaveLength(1);
    expect(second.splits).toHaveLength(1);
    // To the bit; a hole stays a hole, and a column that the file does not have is all holes.
    for (const [name, values] of Object.entries(plain.columns)) {
      const kept = second.columns[name as keyof typeof plain.columns];
      expect(Array.from(values, (value, row) => Object.is(value, kept[row]))).not.toContain(false);
    }
    expect(second.columns.high[7]).toBeNaN();
    expect(second.columns.open.every(Number.isNaN)).toBe(true);
  });

  it("reads a file again that changed, and one that is read in another way", () => {
    const { kept, found } = watched();
    readPriceFile(priceFile(), "0700.HK", {}, kept);
    const changed = readPriceFile(
      priceFile((text) => text.replace(",8000,", ",8001,")),
      "0700.HK",
      {},
      kept,
    );
    const path = priceFile();
    const other = { ...instrumentFor("0700.HK").instrument, exchange: "NYSE" } as const;
    readPriceFile(path, "0700.HK", {}, kept);
    readPriceFile(path, "0700.HK", { instrument: other }, kept);
    readPriceFile(path, "0700.HK", { basis: "raw" }, kept);
    const mapping = { columns: { close: "High" } } as const;
    const mapped = readPriceFile(path, "0700.HK", { mapping }, kept);
    expect(found()).toEqual([false, false, false, false, false, false]);
    expect(changed.columns.volume).toContain(8001);
    expect(mapped.columns.close[7]).toBeNaN();
    expect(readPriceFile(path, "0700.HK", { mapping }, kept)).toEqual(mapped);
    expect(found().at(-1)).toBe(true);
  });

  it("keeps nothing of a file that is refused", () => {
    const path = priceFile((text) => text.replace("2020-02-01,", "2020-02-01,x"));
    const { kept, write } = watched();
    for (const _ of [1, 2]) expect(() => readPriceFile(path, "0700.HK", {}, kept)).toThrow("2020-02-01");
    expect(write).not.toHaveBeenCalled();
  });

  it("takes nothing from another build, and nothing that is damaged or cut", () => {
    const path = priceFile();
    const plain = readPriceFile(path, "0700.HK");
    const { folder, kept } = watched();
    readPriceFile(path, "0700.HK", {}, kept);
    const other = watched("another build", folder);
    readPriceFile(path, "0700.HK", {}, other.kept);
    expect(other.found()).toEqual([false]);

    const damages: ((file: string, whole: Buffer) => void)[] = [
      (file, whole) => writeFileSync(file, whole.fill(whole[300]! ^ 1, 300, 301)),
      (file, whole) => writeFileSync(file, whole.fill(whole.at(-1)! ^ 1, whole.length - 1)),
      (file, whole) => truncateSync(file, whole.length - 8),
      (file) => truncateSync(file, 70),
      (file) => truncateSync(file, 0),
    ];
    for (const damage of damages) {
      for (const file of filesOf(folder)) damage(file, readFileSync(file));
      const again = watched("one build", folder);
      // Refused, and written anew: the second reading finds it.
      expect(readPriceFile(path, "0700.HK", {}, again.kept)).toEqual(plain);
      expect(readPriceFile(path, "0700.HK", {}, again.kept)).toEqual(plain);
      expect(again.found()).toEqual([false, true]);
    }
  });

  it("keeps sixteen files of one process, and sixty-four in all", () => {
    const { folder, kept } = watched();
    const changed = (number: number) => priceFile((text) => text.replace(",8000,", `,${8000 + number},`));
    for (let number = 0; number < 20; number++) readPriceFile(changed(number), "0700.HK", {}, kept);
    expect(filesOf(folder)).toHaveLength(16);
    for (let process = 1; process < 5; process++) {
      const next = watched("one build", folder);
      for (let number = 0; number < 16; number++)
        readPriceFile(changed(100 * process + number), "0700.HK", {}, next.kept);
    }
    expect(filesOf(folder)).toHaveLength(64);
  });

  it("reads every time where nothing can be written", () => {
    const path = priceFile();
    const blocked = join(scratchFolder(), "a file, no folder");
    writeFileSync(blocked, "");
    const { kept, found } = watched("one build", join(blocked, "cache"));
    readPriceFile(path, "0700.HK", {}, kept);
    readPriceFile(path, "0700.HK", {}, kept);
    expect(found()).toEqual([false, false]);
  });
});
