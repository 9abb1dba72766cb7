import { describe, expect, it } from "vitest";
import { renderExplanation } from "../../../src/report/terminal/explain-report.ts";
import { fitLines } from "../../../src/report/terminal/fit-lines.ts";
import { PLAIN } from "../../../src/report/terminal/style.ts";
import { aResult } from "../a-result.ts";

const result = aResult();
const asked = result.signals.filter(({ reason }) => reason !== "not-selected");

describe("the way of each signal", () => {
  it("stands on one line in a pipe", () => {
    const lines = renderExplanation(result, PLAIN).split("\n");
    const outcomes = asked.reduce((sum, { tradeIds }) => sum + Math.max(1, tradeIds.length), 0);
    const head = lines.findIndex((line) => line.startsWith("signal"));
    expect(lines.indexOf("", head) - head - 1).toBe(outcomes);
  });

  it("stands step by step below its whole title on a terminal, within its width", () => {
    for (const width of [60, 80, 120]) {
      const text = fitLines(renderExplanation(result, { colors: false, width, isTerminal: true }), width);
      const lines = text.split("\n");
      expect(lines.filter((line) => line.length > width)).toEqual([]);
      for (const { title, knownAt } of asked) {
        expect(text.replace(/\s+/g, " ")).toContain(`${title} published`);
        expect(text.replace(/\s+/g, " ")).toContain(`known at ${knownAt.slice(0, 16).replace("T", " ")}`);
      }
      expect(lines.filter((line) => line.startsWith("  exit       "))).toHaveLength(
        asked.reduce((sum, { tradeIds }) => sum + tradeIds.length, 0),
      );
    }
  });
});
