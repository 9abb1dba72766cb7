import { describe, expect, it } from "vitest";
import { compareResults } from "../../src/result/compare-results.ts";
import { aResult, testSignals } from "../report/a-result.ts";

const first = aResult();

describe("compareResults", () => {
  it("finds nothing between a run and itself", () => {
    const { metrics, trades, inputs } = compareResults(first, aResult());
    expect(metrics.filter((metric) => metric.difference !== 0 && metric.first !== null)).toEqual([]);
    expect(trades).toEqual({ onlyFirst: [], onlySecond: [], changed: [], unchanged: first.trades.length });
    expect(inputs).toEqual([]);
  });

  it("tells a changed parameter by name, and which trades ended otherwise for it", () => {
    const second = aResult({ params: { hold: 5 } });
    const { inputs, trades, metrics } = compareResults(first, second);
    expect(inputs).toEqual([{ name: "params.hold", first: "8", second: "5" }]);
    expect(trades.changed.length).toBeGreaterThan(0);
    for (const pair of trades.changed) {
      expect(pair.second.signalId).toBe(pair.first.signalId);
      expect(pair.second.exit.session).not.toBe(pair.first.exit.session);
    }
    const total = metrics.find((metric) => metric.key === "totalReturn")!;
    expect(total.difference).toBe(second.summary.totalReturn!.value! - first.summary.totalReturn!.value!);
  });

  it("lists the trades of one run alone", () => {
    const signals = testSignals(420).slice(1);
    const { trades, inputs } = compareResults(first, aResult({ signals }));
    expect(trades.onlyFirst.map((trade) => trade.signalId)).toEqual(["act-1"]);
    expect(inputs.map((input) => input.name)).toContain("signals");
  });

  it("takes no difference of numbers that are defined in different ways", () => {
    const other = {
      ...first,
      summary: { ...first.summary, sharpeRatio: { value: 1, definition: "sharpe.other" } },
    };
    const sharpe = compareResults(first, other).metrics.find((metric) => metric.key === "sharpeRatio")!;
    expect(sharpe).toMatchObject({ second: 1, difference: null, isSameDefinition: false });
  });
});
