import { describe, expect, it } from "vitest";
import { extractSignals } from "../../../../src/signals/extract/extract-signals.ts";
import { makeArticle } from "../../../../src/signals/extract/read-article/make-article.ts";

const signalsOf = (title: string, text: string) =>
  extractSignals(makeArticle({ id: "one", fileName: "one.txt", title, text, publishedAt: "2024-09-07" }));

describe("a storm that is warned of", () => {
  it.each([
    [
      "Hong Kong raises typhoon signal No. 8",
      "The Observatory raised signal No. 8 on Friday; authorities suspended ferry services and trading was halted.",
    ],
    ["香港天文台改发八号风球", "香港天文台周五改发八号烈风信号，港交所暂停上午交易，深圳停课停工。"],
    [
      "深圳发布台风红色预警",
      "深圳市气象台周六发布台风红色预警信号，全市停工、停业、停市、停课，并关闭景区。",
    ],
  ])("closes for safety: %s", (title, text) => {
    expect(signalsOf(title, text)).toEqual([]);
  });

  it("leaves an act of relief an act", () => {
    const [signal] = signalsOf(
      "财政部拨付2亿元台风救灾资金",
      "海南发布台风红色预警后，财政部周六紧急拨付2亿元救灾资金，支持企业复产。",
    );
    expect(signal?.stance).toBeGreaterThan(0);
    expect(signal?.actors.map((actor) => actor.id)).toContain("ministry-of-finance");
  });
});

describe("what a league does to its clubs", () => {
  it.each([
    ["足协开出罚单", "中国足协周二公布纪律处罚决定，对上海申花俱乐部罚款10万元，球员停赛3场。"],
    ["U14联赛球队违规被罚", "某俱乐部球员在比赛中推搡裁判，被罚停赛6场，罚款6万元。"],
    [
      "Referee banned for life",
      "China's soccer governing body banned a referee for life on Monday and fined two clubs for match-fixing.",
    ],
  ])("is no policy: %s", (title, text) => {
    expect(signalsOf(title, text)).toEqual([]);
  });

  it("leaves a ministry's rule on leagues a rule", () => {
    const [signal] = signalsOf(
      "国家新闻出版署：禁止未成年人参加电竞联赛",
      "国家新闻出版署周二发布通知，禁止未成年人参加电竞联赛，俱乐部不得与未成年球员签约。",
    );
    expect(signal?.stance).toBeLessThan(0);
  });

  it("takes one such word for a figure of speech", () => {
    const [signal] = signalsOf(
      "市场监管总局对平台开出罚单",
      "市场监管总局周二表示，监管不能只当裁判，当天对美团处以34亿元罚款。",
    );
    expect(signal?.kind).toBe("enforcement-closed");
  });
});
