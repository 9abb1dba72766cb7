import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "../../../../src/signals/extract/read-article/clean-text.ts";

describe("cleanText", () => {
  it("blanks advertisement, caption, copyright and byline lines and keeps every offset", () => {
    const text =
      "Advertisements\nShares rose.\nXi is seen. (Reuters)\n© 2023 Copyright Rckir.com\nBy Anna Li\nRates fell.";
    const cleaned = cleanText(text);
    expect(cleaned).toHaveLength(text.length);
    expect(cleaned.indexOf("Shares")).toBe(text.indexOf("Shares"));
    expect(cleaned.split("\n").map((line) => line.trim())).toEqual([
      "",
      "Shares rose.",
      "",
      "",
      "",
      "Rates fell.",
    ]);
  });

  it("keeps the words of links and drops their markup", () => {
    const text = "It was [hit with a fine](#) of \\$1bn.";
    expect(cleanText(text).replace(/ +/g, " ")).toBe("It was hit with a fine of $1bn.");
    expect(cleanText(text)).toHaveLength(text.length);
  });

  it("takes a list of links for the end of the page only after some text", () => {
    const body = "The regulator said so. ".repeat(30);
    expect(cleanText(`${body}\nRelated topics:\nOil Prices Decline`)).not.toContain("Oil");
    expect(cleanText(`Related topics:\n${body}`)).toContain("regulator");
  });

  it("never changes a length", () => {
    const line = fc.constantFrom(
      "Advertisements",
      "[a](b",
      "](",
      "\\",
      "© x",
      "text.",
      "",
      "Related topics:",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const text = lines.join("\n");
        expect(cleanText(text)).toHaveLength(text.length);
      }),
    );
  });
});
