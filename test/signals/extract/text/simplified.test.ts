import { Converter } from "opencc-js/cn2t";
import { describe, expect, it } from "vitest";
import { extractSignals } from "../../../../src/signals/extract/extract-signals.ts";
import actors from "../../../../src/signals/extract/lexicon/actors.json" with { type: "json" };
import cues from "../../../../src/signals/extract/lexicon/chinese-cues.json" with { type: "json" };
import companies from "../../../../src/signals/extract/lexicon/companies.json" with { type: "json" };
import sectors from "../../../../src/signals/extract/lexicon/sectors.json" with { type: "json" };
import { makeArticle } from "../../../../src/signals/extract/read-article/make-article.ts";
import { parseArticles } from "../../../../src/signals/extract/read-article/parse-articles.ts";
import { simplified } from "../../../../src/signals/extract/text/simplified.ts";
import table from "../../../../src/signals/extract/text/simplified-characters.json" with { type: "json" };
import { readPieces } from "../score-extraction.ts";

const HAN = /\p{Script=Han}/u;

/** Every Chinese string in a tree of data. */
function chineseOf(data: unknown): string[] {
  if (typeof data === "string") return HAN.test(data) ? [data] : [];
  return data !== null && typeof data === "object" ? Object.values(data).flatMap(chineseOf) : [];
}

describe("simplified", () => {
  it("has one simplified character for each traditional one", () => {
    expect(table.traditional).toHaveLength(table.simplified.length);
    expect(new Set(table.traditional).size).toBe(table.traditional.length);
    expect(simplified("証監會、證監會：央行降準，發佈新規")).toBe("证监会、证监会：央行降准，发布新规");
    expect(simplified("显著 IPO 2.5%")).toBe("显著 IPO 2.5%");
  });

  it.each(["t", "hk", "tw"] as const)(
    "knows every word of the lexicons as %s writes it (else: node scripts/write-simplified-characters.mjs)",
    (to) => {
      const convert = Converter({ from: "cn", to });
      const phrases = [cues, actors, companies, sectors].flatMap(chineseOf);
      // A word that is given in traditional characters (for a Hong Kong paper) reads as its simplified form.
      const wrong = phrases.filter((phrase) => simplified(convert(phrase)) !== simplified(phrase));
      expect(phrases.length).toBeGreaterThan(4000);
      expect(wrong).toEqual([]);
    },
  );

  it("gives the same drafts for an article in traditional characters, with evidence of its own text", () => {
    const convert = Converter({ from: "cn", to: "hk" });
    for (const piece of readPieces("blind4", "blind10").filter(({ text }) =>
      /\p{Script=Han}{4}/u.test(text),
    )) {
      const read = (to: (text: string) => string) =>
        extractSignals(
          makeArticle({
            id: piece.id,
            fileName: "a.json",
            text: to(piece.text),
            title: to(piece.title),
            publishedAt: piece.publishedAt,
          }),
        );
      const drafts = read(convert);
      const told = drafts.map(({ kind, stance, eventDate, actors }) => ({ kind, stance, eventDate, actors }));
      const own = read((text) => text);
      expect(told.map(({ kind, stance, eventDate }) => ({ kind, stance, eventDate }))).toEqual(
        own.map(({ kind, stance, eventDate }) => ({ kind, stance, eventDate })),
      );
      expect(told.map(({ actors }) => actors.map(({ name }) => name))).toEqual(
        own.map(({ actors }) => actors.map(({ name }) => name)),
      );
      for (const draft of drafts)
        for (const { start, end, text } of draft.evidence)
          expect(convert(piece.text).slice(start, end)).toBe(text);
    }
  });

  it("reads a header in traditional characters", () => {
    const text =
      "標題：人民銀行降準\n日期：2024-09-27\n來源：明報\n\n中國人民銀行下調存款準備金率0.5個百分點。\n";
    const [article] = parseArticles(text, "a.txt", {}).articles;
    expect(article).toMatchObject({ publishedAt: "2024-09-27", source: { name: "明報" } });
    expect(extractSignals(article!)[0]).toMatchObject({ kind: "monetary-easing" });
  });
});
