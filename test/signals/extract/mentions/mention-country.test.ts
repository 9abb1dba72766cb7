import { describe, expect, it } from "vitest";
import { extractSignals } from "../../../../src/signals/extract/extract-signals.ts";
import { makeArticle } from "../../../../src/signals/extract/read-article/make-article.ts";

const actorsOf = (title: string, text: string) =>
  extractSignals(
    makeArticle({ id: "one", fileName: "one.txt", title, text, publishedAt: "2024-09-24" }),
  ).flatMap((signal) => signal.actors.map((actor) => actor.id));

describe("one character for a country", () => {
  it.each([
    [
      "美商务部将12家中国企业列入实体清单",
      "美商务部周二宣布，将12家中国企业列入出口管制实体清单，禁止美国企业向其出口芯片。",
    ],
    ["美司法部起诉两家公司", "美司法部周三起诉两家中国公司，指控其违反出口管制规定。"],
    ["英央行降息", "英央行周四宣布下调政策利率25个基点。"],
  ])("makes the body another state's: %s", (title, text) => {
    expect(actorsOf(title, text)).toEqual([]);
  });

  it.each([
    ["对欧盟白兰地征收反倾销税", "24日商务部宣布对欧盟白兰地征收反倾销税。"],
    ["中美商务部门通话", "中美商务部长周二通话，双方同意取消部分关税。"],
    ["商务部依法处罚", "依法商务部周二将两家美国企业列入不可靠实体清单。"],
  ])("but not at the end of another word: %s", (title, text) => {
    expect(actorsOf(title, text)).toContain("mofcom");
  });
});
