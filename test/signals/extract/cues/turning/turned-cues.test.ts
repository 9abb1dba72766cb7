import { describe, expect, it } from "vitest";
import { extractSignals } from "../../../../../src/signals/extract/extract-signals.ts";
import { makeArticle } from "../../../../../src/signals/extract/read-article/make-article.ts";

function stanceOf(text: string, title?: string): number | undefined {
  const article = makeArticle({ id: "a", fileName: "a.txt", text, title, publishedAt: "2024-01-10" });
  return extractSignals(article)[0]?.stance;
}

const RELIEF: readonly (readonly [string, string])[] = [
  [
    "a bound on officials",
    "China's State Council said police may not shut down shops without a court order.",
  ],
  ["行政机关受限", "国务院周三印发条例,行政机关不得向企业摊派。"],
  ["a smaller duty", "China's central bank said lenders would need to hold less against consumer loans."],
  [
    "two figures without a verb",
    "The People's Bank of China said one-year loans cost 3.1% instead of 3.3%: the LPR is 3.1% rather than 3.3%.",
  ],
  ["降,由…到", "中国人民银行周三公告,存款准备金率由10%变为9.5%。"],
  [
    "a particle far from its verb",
    "China's finance ministry said it would take tariffs on American cars down.",
  ],
  [
    "sellers held up",
    "The CSRC said founders and big shareholders may not sell shares below the issue price.",
  ],
  ["减持受限", "证监会周三明确,控股股东在股价破净期间不得减持。"],
  ["a ban that is lifted", "商务部周三公告,对日本水产品的进口禁令即日起停止执行。"],
  ["an end after the noun", "China's market regulator said the investigation of Alibaba draws to a close."],
  [
    "a duty in the complement of its end",
    "China's cyberspace regulator said small exporters no longer have to apply for a security assessment.",
  ],
  [
    "a requirement that is dropped",
    "China's cyberspace regulator has dropped its requirement that ride-hailing apps stop registering users.",
  ],
  ["解除…的限制", "国家网信办周三宣布解除对网约车平台新用户注册的限制。"],
  [
    "a burden that shrinks",
    "Bans on foreign capital shrink again, China's commerce ministry said on Wednesday.",
  ],
  [
    "a restraint on the state",
    "China's State Council ordered an end to, and banned, arbitrary inspections of private firms.",
  ],
  [
    "lockdowns forbidden",
    "Lockdowns of whole districts are forbidden, China's National Health Commission said on Wednesday.",
  ],
  ["不得…设置", "国务院周三要求,不得以任何方式对民营企业设置附加条件。"],
  ["不得增加负担", "国务院周三明确,各地不得增加企业负担。"],
  [
    "finishing touches",
    "Chinese regulators put the finishing touches on their investigation of Didi, the CAC said on Wednesday.",
  ],
  [
    "a plan that is dropped",
    "China's internet watchdog is dropping a plan to require apps to store facial scans.",
  ],
];

const BURDEN: readonly (readonly [string, string])[] = [
  [
    "all there is",
    "An hour a day is all the gaming that minors will be permitted, China's NPPA said on Wednesday.",
  ],
  [
    "whatever is ordered",
    "China's industry ministry ordered Tencent to connect its payment codes with rivals'.",
  ],
  [
    "whose paper it is",
    "A set of rules from the Cyberspace Administration of China: services must file their code.",
  ],
  [
    "what nobody may",
    "None of the tutors may list its shares, China's education ministry said on Wednesday.",
  ],
  ["须先取得", "商务部周三公告,镓和锗出口须先拿到许可证。"],
  [
    "two negations",
    "Exporters of gallium cannot ship abroad without a permit, China's commerce ministry announced on Wednesday.",
  ],
  [
    "an abandonment denied",
    "China will not give up its zero-Covid lockdowns, the National Health Commission said on Wednesday.",
  ],
  [
    "a burden that waits",
    "Thirty days of scrutiny awaits exporters, China's commerce ministry said on Wednesday.",
  ],
  ["no more", "No more listings, the China Securities Regulatory Commission told tutors: they must shut."],
  ["what a platform may not lay on others", "市场监管总局周三要求,外卖平台不得对商户设置不合理限制。"],
];

describe("cues that the words around them turn", () => {
  it.each(RELIEF)("relief: %s", (_, text) => {
    expect(stanceOf(text)).toBeGreaterThanOrEqual(0.15);
  });

  it.each(BURDEN)("burden: %s", (_, text) => {
    expect(stanceOf(text)).toBeLessThanOrEqual(-0.15);
  });

  it("gives an act that points nowhere no direction from what is hoped for", () => {
    expect(
      stanceOf(
        "The People's Bank of China left the loan prime rate at 3.45% on Wednesday. Some look for a cut in the reserve ratio.",
      ),
    ).toBe(0);
  });

  it("takes rules for what they say, not for being rules", () => {
    expect(
      stanceOf(
        "China's cyberspace regulator published final rules under which small exporters are exempt from filing.",
      ),
    ).toBeGreaterThan(0.3);
  });

  it("takes a dateline for nobody who acts", () => {
    expect(stanceOf("HANGZHOU, Jan 10 - Alibaba plans to bar one unit from raising money.")).toBeUndefined();
  });

  it("takes an opinion for no act", () => {
    const text =
      "Beijing should support private firms, and the Politburo should say that fines were a mistake.";
    expect(stanceOf(text, "Opinion: let founders be")).toBeUndefined();
  });

  it("reads a lifted duty as a raised one where the article raises it", () => {
    const text =
      "China will raise the tariff on US goods to 125%, the State Council's tariff commission said.";
    expect(stanceOf(text, "China lifts duty on American goods")).toBeLessThanOrEqual(-0.3);
  });

  it("takes a book review for no news", () => {
    const text =
      "In her new book the author tells how China's SAMR fined Alibaba. Two chapters deal with the halted IPO.";
    expect(stanceOf(text, "Review: the taming of the tycoons")).toBeUndefined();
    expect(stanceOf("China's SAMR fined Alibaba 18 billion yuan on Wednesday.")).toBeLessThan(-0.3);
  });
});
