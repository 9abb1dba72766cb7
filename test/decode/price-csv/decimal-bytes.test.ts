import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecimalReader } from "../../../src/decode/price-csv/decimal-bytes.ts";

function read(text: string): { value: number; end: number } {
  const reader = new DecimalReader(new TextEncoder().encode(text));
  return { value: reader.read(0), end: reader.end };
}

describe("DecimalReader", () => {
  it("stops at the first byte that is no part of a number", () => {
    expect(read("26.5,27")).toEqual({ value: 26.5, end: 4 });
    expect(read("-0.25\n")).toEqual({ value: -0.25, end: 5 });
    expect(read("")).toEqual({ value: Number.NaN, end: 0 });
    expect(read(",1")).toEqual({ value: Number.NaN, end: 0 });
    expect(read("12e3")).toEqual({ value: 12, end: 2 });
  });

  it("gives the same bits as Number for every double as it prints", () => {
    const positive = fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-6, max: 1e15 });
    fc.assert(
      fc.property(positive, (value) => {
        const text = String(value);
        fc.pre(!text.includes("e"));
        expect(read(text)).toEqual({ value, end: text.length });
      }),
      { numRuns: 20_000 },
    );
  });

  it("gives the same bits as Number for any digits, up to forty of them", () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(digits, digits, fc.boolean(), (whole, fraction, isNegative) => {
        const text = `${isNegative ? "-" : ""}${whole.join("")}.${fraction.join("")}`;
        expect(read(text)).toEqual({ value: Number(text), end: text.length });
      }),
      { numRuns: 20_000 },
    );
  });

  it("rounds halves as Number does: to the even neighbour", () => {
    // 2^53 + 1 lies half-way between two doubles, as do its multiples by powers of two.
    for (const text of ["9007199254740993", "900719925474099.3", "90071992547409.93", "4503599627370496.5"]) {
      expect(read(text).value).toBe(Number(text));
    }
  });
});
