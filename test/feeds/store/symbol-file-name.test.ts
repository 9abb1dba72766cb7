import { resolve, sep } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileNameSymbol, symbolFileName } from "../../../src/feeds/store/symbol-file-name.ts";

const anySymbol = fc.oneof(fc.string({ minLength: 1 }), fc.string({ unit: "grapheme", minLength: 1 }));

/** Half of a surrogate pair is no character, and has no bytes in UTF-8. */
const isText = (symbol: string) => !/\p{Surrogate}/u.test(symbol);

describe("symbolFileName", () => {
  it.each([
    ["0700.HK", "0700.HK"],
    ["^HSI", "^HSI"],
    ["HKD=X", "HKD=X"],
    ["BRK-B", "BRK-B"],
    ["..", "%2E%2E"],
    [".", "%2E"],
    ["../../etc", "%2E.%2F..%2F%65%74%63"],
    ["a", "%61"],
    ["CON", "%43ON"],
    ["CON.HK", "%43ON.HK"],
    ["COM1", "%43OM1"],
    ["CONX", "CONX"],
    ["A.", "A%2E"],
    ["A/B\\C:D", "A%2FB%5CC%3AD"],
    ["100%", "100%25"],
    ["腾讯", "%E8%85%BE%E8%AE%AF"],
  ])("writes %j as %j", (symbol, name) => {
    expect(symbolFileName(symbol)).toBe(name);
  });

  it("is undone by fileNameSymbol", () => {
    fc.assert(
      fc.property(anySymbol, (symbol) => {
        fc.pre(isText(symbol));
        expect(fileNameSymbol(symbolFileName(symbol))).toBe(symbol);
      }),
    );
  });

  it("never leaves its folder", () => {
    fc.assert(
      fc.property(anySymbol, (symbol) => {
        const path = resolve("/store", `${symbolFileName(symbol)}.arrow`);
        expect(path.startsWith(`${sep}store${sep}`)).toBe(true);
        expect(path.slice(7)).not.toContain(sep);
      }),
    );
  });

  it("is different for different symbols even where file names ignore case", () => {
    fc.assert(
      fc.property(anySymbol, anySymbol, (a, b) => {
        fc.pre(a !== b && isText(a) && isText(b));
        expect(symbolFileName(a).toUpperCase()).not.toBe(symbolFileName(b).toUpperCase());
      }),
    );
  });
});

describe("fileNameSymbol", () => {
  it.each(["abc", "%zz", "%2f", ".DS_Store", "%E8%85"])(
    "refuses %j, which no symbol is written as",
    (name) => {
      expect(fileNameSymbol(name)).toBeUndefined();
    },
  );
});
