import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/markdown-report.ts";
import { aResult } from "./a-result.ts";

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
});
