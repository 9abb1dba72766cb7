import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/markdown-report.ts";
import { aResult } from "./a-result.ts";
import { hostileSignals } from "./hostile-text.ts";

describe("renderMarkdown", () => {
  it("has every trade as a row of its table", () => {
    const result = aResult();
    const text = renderMarkdown(result);
    const [, after] = text.split("## Trades\n\n");
    const rows = after!.split("\n\n")[0]!.split("\n");
    expect(rows).toHaveLength(result.trades.length + 2);
    expect(text).toContain(result.runId);
  });

  it("takes the meaning out of Markdown and HTML in names and titles", () => {
    const result = aResult({
      name: "<img src=x onerror=alert(1)> | *bold* [x](javascript:alert(1))",
      hypothesis: "# not a heading\n- nor a list `code`",
    });
    const [title, hypothesis] = renderMarkdown(result).split("\n\n");
    expect(title).toBe(
      "# &lt;img src=x onerror=alert\\(1\\)\\> \\| \\*bold\\* \\[x\\]\\(javascript:alert\\(1\\)\\)",
    );
    expect(hypothesis).toBe("\\# not a heading - nor a list \\`code\\`");
  });

  it("prints nothing that a terminal obeys, in whatever title", () => {
    const text = renderMarkdown(
      aResult({ name: "a\u001b[2Jb\u0007\u009bc\u202ed\r", signals: hostileSignals() }),
    );
    expect(text.split("\n")[0]).toBe("# a\u241b\\[2Jb\u2407\ufffdc\ufffdd");
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    const [, trades] = text.split("## Trades\n\n");
    // A pipe in a title would add a column.
    for (const row of trades!.split("\n\n")[0]!.split("\n")) expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
  });

  it.each([
    ["- no list", "\\- no list"],
    ["1. no list", "1\\. no list"],
    ["--- no rule", "\\--- no rule"],
    ["=== no heading", "\\=== no heading"],
  ])("begins no list, rule or heading with words: %s", (hypothesis, written) => {
    expect(renderMarkdown(aResult({ hypothesis })).split("\n\n")[1]).toBe(written);
  });
});
