import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packNumbers, roundTo, unpackNumbers } from "../../../../src/report/html/charts/pack-numbers.ts";

describe("packNumbers", () => {
  it("keeps the steps, in units of the last decimal that any value has", () => {
    expect(packNumbers([1.25, 1.5, null, 1.5, -0.75])).toEqual([2, 125, 25, null, 0, -225]);
  });

  it("keeps tens and hundreds where all are whole ones", () => {
    expect(packNumbers([1_000_000, 1_000_300])).toEqual([-2, 10_000, 3]);
    expect(packNumbers([0, 0])).toEqual([0, 0, 0]);
    expect(packNumbers([])).toEqual([0]);
  });

  it("gives back the very numbers that went in, whatever their decimals", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -4, max: 9 }),
        fc.array(fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }))),
        (decimals, units) => {
          const values = units.map((unit) =>
            unit === null ? null : roundTo(unit * 10 ** -decimals, decimals),
          );
          // Minus nought is nought here.
          const plain = values.map((value) => (value === 0 ? 0 : value));
          expect(unpackNumbers(packNumbers(values)).map((value) => (value === 0 ? 0 : value))).toEqual(plain);
        },
      ),
    );
  });
});

describe("roundTo", () => {
  it("rounds to decimals, or to tens and hundreds", () => {
    expect(roundTo(1234.567, 1)).toBe(1234.6);
    expect(roundTo(1234.567, -2)).toBe(1200);
  });
});
