import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  findNumberStyle,
  readNumber,
  readPlainNumber,
} from "../../../src/decode/price-csv/printed-number.ts";

const POINT = { decimalMark: ".", isGrouped: false } as const;
const GROUPED = { decimalMark: ".", isGrouped: true } as const;
const COMMA = { decimalMark: ",", isGrouped: true } as const;

describe("readPlainNumber", () => {
  it("gives the same bits as Number for plain decimals of any length", () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(digits, digits, fc.boolean(), (whole, fraction, isNegative) => {
        const text = `${isNegative ? "-" : ""}${whole.join("")}.${fraction.join("")}`;
        expect(readPlainNumber(text)).toBe(Number(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    "",
    "-",
    ".",
    "1,5",
    "0x10",
    "Infinity",
    "1e5",
    "--1",
    "1.2.3",
    "                    ",
    "0x10000000000000000",
  ])("leaves %j to others", (text) => expect(readPlainNumber(text)).toBeNaN());
});

describe("readNumber", () => {
  it.each([
    ["26.5", POINT, 26.5],
    [" 26.5 ", POINT, 26.5],
    ["+26.5", POINT, 26.5],
    ["2.65e1", POINT, 26.5],
    ["$26.50", POINT, 26.5],
    ["HK$26.50", POINT, 26.5],
    ["-¥3", POINT, -3],
    ["1,234.5", GROUPED, 1234.5],
    ["1,234,567", GROUPED, 1234567],
    ["1 234.5", GROUPED, 1234.5],
    ["1'234.5", GROUPED, 1234.5],
    ["26,5", COMMA, 26.5],
    ["1.234,5", COMMA, 1234.5],
    ["1.234", COMMA, 1234],
    ["1234", COMMA, 1234],
  ] as const)("reads %j as %j says: %d", (cell, style, expected) => {
    expect(readNumber(cell, style)).toBe(expected);
  });

  it.each(["", " ", "-", "--", "N/A", "null", "NaN", "None", "#N/A"])("takes %j as blank", (cell) => {
    expect(readNumber(cell, POINT)).toBeNaN();
  });

  it.each([
    ["abc", POINT],
    ["26,5", POINT],
    ["1,234", POINT], // thousands only where the file proves them
    ["26,5", GROUPED],
    ["12,34.5", GROUPED],
    ["26.5", COMMA],
    ["1e999", POINT],
    ["5%", POINT],
    ["1.5M", POINT], // a price has no magnitude
  ] as const)("refuses %j in style %j", (cell, style) => {
    expect(readNumber(cell, style)).toBeUndefined();
  });

  it("reads the magnitude of a count", () => {
    expect(readNumber("1.5M", POINT, true)).toBe(1_500_000);
    expect(readNumber("12.3K", POINT, true)).toBe(12_300);
    expect(readNumber("2.01亿", POINT, true)).toBe(201_000_000);
    expect(readNumber("3,5M", COMMA, true)).toBe(3_500_000);
  });
});

describe("findNumberStyle", () => {
  it.each([
    [["26.5", "27"], POINT],
    [["1,234.5"], GROUPED],
    [["1,234,567", "7,750"], GROUPED],
    [["26.13", "18,318"], GROUPED], // the point of 26.13 is a decimal mark, so the comma is not
    [["26,5", "7,750"], { decimalMark: ",", isGrouped: false }],
    [["1.234,50"], COMMA],
  ] as const)("of %j is %j", (cells, expected) => {
    expect(findNumberStyle(cells)).toEqual(expected);
  });

  it("stays open where every comma could be either, and says where cells contradict", () => {
    expect(findNumberStyle(["7,750", "7,751"])).toBe("open");
    expect(findNumberStyle(["26,5", "26.5"])).toBe("contradictory");
  });
});
