import { describe, expect, it } from "vitest";
import { chineseSentences, englishSentences } from "../../../../src/signals/extract/text/sentences.ts";

const cut = (text: string) => englishSentences(text).map(({ start, end }) => text.slice(start, end));

describe("englishSentences", () => {
  it("does not stop at abbreviations, initials, decimals or names with dots", () => {
    expect(cut("JD.com and the U.S. firm Apple Inc. lost 3.5 percent. Mr. Li said no.")).toEqual([
      "JD.com and the U.S. firm Apple Inc. lost 3.5 percent.",
      "Mr. Li said no.",
    ]);
  });

  it("keeps a closing quotation mark with its sentence", () => {
    expect(cut('"We will act." He left.')).toEqual(['"We will act."', "He left."]);
  });

  it("joins a wrapped line and parts a heading", () => {
    const wrapped = "The regulator said on Friday that it would keep on looking into\nthe matter. Done.";
    expect(cut(wrapped)).toHaveLength(2);
    expect(cut("Short heading\nThe text starts here.")).toEqual(["Short heading", "The text starts here."]);
  });

  it("parts paragraphs without a full stop", () => {
    expect(cut("One\n\nTwo")).toEqual(["One", "Two"]);
  });

  it("cuts text without any mark at a bounded length, so that nothing after it grows with the square", () => {
    const spans = englishSentences("word ".repeat(20_000));
    expect(Math.max(...spans.map(({ start, end }) => end - start))).toBeLessThan(3000);
  });
});

describe("chineseSentences", () => {
  it("cuts at full stops and line breaks, and keeps the closing quotation mark", () => {
    const text = "央行降准。“好事。”有人说\n第二段";
    expect(chineseSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "央行降准。",
      "“好事。”",
      "有人说",
      "第二段",
    ]);
  });
});
