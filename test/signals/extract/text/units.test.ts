import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chineseUnits, englishUnits } from "../../../../src/signals/extract/text/units.ts";

const norms = (units: readonly { norm: string }[]) => units.map((unit) => unit.norm);

describe("englishUnits", () => {
  it("parts possessives, hyphens and contracted negations, and keeps initials and numbers whole", () => {
    expect(norms(englishUnits("China’s 1,000 U.S. trade-in isn't 3.45%"))).toEqual([
      "china",
      "'s",
      "1,000",
      "u.s.",
      "trade",
      "in",
      "is",
      "n't",
      "3.45",
      "%",
    ]);
  });

  it("reads over invisible marks inside and around words", () => {
    expect(norms(englishUnits("\u202bPBo\u200bC\u202c cuts"))).toEqual(["pboc", "cuts"]);
  });

  it("tells capitals apart, so that US is not us", () => {
    expect(englishUnits("US us Us").map((unit) => unit.letterCase)).toEqual(["capitals", "lower", "capital"]);
  });

  it("gives offsets of the original text, in order and without overlap", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        let last = 0;
        for (const { start, end } of englishUnits(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });
});

describe("chineseUnits", () => {
  it("takes a character as a unit, a run of letters or digits as one, and passes over quotes and spaces", () => {
    expect(norms(chineseUnits("“双减”：下调 LPR 0.25"))).toEqual([
      "双",
      "减",
      "：",
      "下",
      "调",
      "lpr",
      "0.25",
    ]);
  });

  it("folds full-width letters and digits", () => {
    expect(norms(chineseUnits("ＬＰＲ２０２４"))).toEqual(["lpr", "2024"]);
  });

  it("gives offsets of the original text, in order and without overlap", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("央", "行", "1", "a", "”", " ", "．", "。"), maxLength: 60 }),
        (text) => {
          let last = 0;
          for (const { start, end } of chineseUnits(text)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
