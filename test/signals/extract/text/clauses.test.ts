import { describe, expect, it } from "vitest";
import { clauseNumbers } from "../../../../src/signals/extract/text/clauses.ts";
import { chineseUnits, englishUnits } from "../../../../src/signals/extract/text/units.ts";

describe("clauseNumbers", () => {
  it("starts an English clause after a mark and at a subordinating word", () => {
    const units = englishUnits("Shares fell after China cut rates, analysts said");
    const numbers = clauseNumbers(units, "en");
    expect(units.map((unit, at) => `${unit.norm}${numbers[at]}`).join(" ")).toBe(
      "shares0 fell0 after1 china1 cut1 rates1 ,1 analysts2 said2",
    );
  });

  it("keeps an abbreviation in brackets inside its clause", () => {
    const numbers = clauseNumbers(englishUnits("the offering (IPO) in 2020"), "en");
    expect(new Set(numbers)).toEqual(new Set([0]));
  });

  it("does not part a Chinese list at 、", () => {
    const units = chineseUnits("财政部、税务总局宣布，减税");
    const numbers = clauseNumbers(units, "zh");
    expect(numbers[units.findIndex((unit) => unit.norm === "宣")]).toBe(0);
    expect(numbers.at(-1)).toBe(1);
  });

  it("goes on with a Chinese clause behind a title or brackets", () => {
    const text = "暂停对杜邦（中国）涉嫌违反《反垄断法》的调查，此前";
    const units = chineseUnits(text);
    const numbers = clauseNumbers(units, "zh");
    const of = (character: string): number => numbers[units.findIndex((unit) => unit.norm === character)]!;
    expect([of("暂"), of("涉"), of("调")]).toEqual([0, 0, 0]);
    expect(of("垄")).not.toBe(0);
    expect(of("此")).not.toBe(0);
  });

  it("parts a Chinese headline at its spaces, but not at those before a figure", () => {
    const text = "央行降准 0.5个百分点 专家解读";
    const numbers = clauseNumbers(chineseUnits(text), "zh", text);
    expect(numbers[0]).toBe(numbers[5]);
    expect(numbers.at(-1)).toBe(1);
    expect(new Set(clauseNumbers(chineseUnits(text), "zh"))).toEqual(new Set([0]));
  });
});
