import stringWidth from "fast-string-width";
import { describe, expect, it } from "vitest";
import { renderComparison } from "../../../src/report/terminal/compare-report.ts";
import { compareResults } from "../../../src/result/compare-results.ts";
import { aResult } from "../a-result.ts";

const comparison = compareResults(aResult(), aResult({ params: { hold: 5 } }));

describe("renderComparison", () => {
  it("fits the width and has no colours where there are none", () => {
    const text = renderComparison(comparison, { colors: false, width: 80 });
    expect(Math.max(...text.split("\n").map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
    expect(text).not.toContain("\u001b");
  });

  it("says what differs: parameter, trades, and whether it may be chance", () => {
    const text = renderComparison(comparison, { colors: false, width: 100 });
    expect(text).toContain("params.hold\n  A 8\n  B 5");
    expect(text).toMatch(
      /mean annual return: [+-]\d+\.\d%, 95%\s+interval .* to .*:\s+(it may be chance|[AB] is better)/,
    );
    expect(text).toMatch(
      /Trades\n {2}\d+ the same, \d+ entered or left otherwise, \d+ only in A, \d+ only in B/,
    );
  });
});
