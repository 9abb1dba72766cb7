import stringWidth from "fast-string-width";
import { describe, expect, it } from "vitest";
import { renderComparison } from "../../../src/report/terminal/compare-report.ts";
import { PLAIN } from "../../../src/report/terminal/style.ts";
import { compareResults } from "../../../src/result/compare-results.ts";
import { aResult } from "../a-result.ts";

const comparison = compareResults(aResult(), aResult({ params: { hold: 5 } }));

describe("renderComparison", () => {
  it("fits the width and has no colours where there are none", () => {
    const text = renderComparison([comparison], { colors: false, width: 80, isTerminal: true });
    expect(Math.max(...text.split("\n").map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
    expect(text).not.toContain("\u001b");
  });

  it("says what differs: parameter, trades, and whether it may be chance", () => {
    const text = renderComparison([comparison], { colors: false, width: 100 });
    expect(text).toContain("params.hold\n  A 8\n  B 5");
    expect(text).toMatch(
      /mean annual return: [+-]\d+\.\d pp, 95%\s+interval .* to .*:\s+(it may be chance|[AB] is better)/,
    );
    expect(text).toMatch(
      /Trades\n {2}\d+ the same, \d+ entered or left otherwise, \d+ only in A, \d+ only in B/,
    );
  });

  it("gives a plus to gains and to differences alone, and differences of percentages in points", () => {
    const text = renderComparison([comparison], PLAIN);
    const row = (name: string) =>
      new RegExp(`^${name} +(\\S+) +(\\S+) +(.+)$`, "m").exec(text)!.slice(1, 4) as [string, string, string];
    for (const name of [
      "Maximum drawdown",
      "Annual volatility",
      "Time in the market",
      "Trades",
      "Win rate",
    ]) {
      const [first, second] = row(name);
      expect(`${first} ${second}`).not.toContain("+");
    }
    expect(row("Trades")).toEqual(["30", "40", "+10"]);
    for (const name of ["Total return", "Annual volatility", "Win rate"])
      expect(row(name)[2]).toMatch(/^[+-]\d+\.\d\d pp$/);
  });

  it("sets several runs beside the first", () => {
    const other = compareResults(aResult(), aResult({ params: { hold: 3 } }));
    const text = renderComparison([comparison, other, compareResults(aResult(), aResult())], PLAIN);
    const [, ...cells] = /^Trades +(\S+) +(\S+) +(\S+) +(\S+) +(\S+) +(\S+) +(\S+)$/m.exec(text)!;
    const counts = [
      aResult(),
      aResult({ params: { hold: 5 } }),
      aResult({ params: { hold: 3 } }),
      aResult(),
    ].map(({ trades }) => trades.length);
    expect(cells.slice(0, 4)).toEqual(counts.map(String));
    expect(cells.slice(4)).toEqual([`+${counts[1]! - counts[0]!}`, `+${counts[2]! - counts[0]!}`, "same"]);
    expect(text).toMatch(/^Metric +A +B +C +D +B - A +C - A +D - A$/m);
    for (const letter of ["B", "C", "D"]) {
      expect(text).toContain(`Is ${letter} better than A?`);
      expect(text).toMatch(new RegExp(`Trades of A and ${letter}\\n .* only in ${letter}`));
    }
    expect(text).toContain("params.hold\n  A 8\n  B 5\n  C 3\n  D 8");
    const narrow = renderComparison([comparison, other], { colors: false, width: 80, isTerminal: true });
    expect(Math.max(...narrow.split("\n").map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
  });

  it("says that identical runs are identical, and not that it may be chance", () => {
    const text = renderComparison([compareResults(aResult(), aResult())], PLAIN);
    expect(text).toContain("no difference, the returns of A and B are identical on all 420 sessions");
    expect(text).not.toContain("may be chance");
    expect(text).toMatch(/Total return .* same$/m);
    expect(text).toContain("Inputs  the same");
  });

  it("cuts nothing in a pipe", () => {
    const signals = comparison.trades.onlySecond.map((trade) => ({ ...trade, signalId: "long-".repeat(60) }));
    const text = renderComparison(
      [{ ...comparison, trades: { ...comparison.trades, onlySecond: signals } }],
      PLAIN,
    );
    expect(text).toContain("long-".repeat(60));
  });
});
