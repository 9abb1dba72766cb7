import { describe, expect, it } from "vitest";
import { backtest } from "../../src/result/backtest.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { defineStrategy } from "../../src/strategy/define-strategy.ts";
import { flatPrices, weekdays } from "../engine/price-table.ts";
import { holdRule, knownAtMinute } from "../engine/run-case.ts";

const strategy = defineStrategy({
  name: "compared",
  hypothesis: "none",
  benchmark: "B",
  rules: [holdRule()],
});
const DAYS = weekdays("2023-01-02", 60);

/** Warnings of a run of 60 sessions whose benchmark has so many; null for none. */
function warningsWith(benchmarkSessions: number | null) {
  return warningsBeside(
    benchmarkSessions === null ? [] : [flatPrices("B", DAYS.slice(0, benchmarkSessions))],
  );
}

function warningsBeside(benchmark: ReturnType<typeof flatPrices>[], from?: string) {
  const signal = knownAtMinute("2023-02-01", "20:00", { id: "s" });
  return backtest(strategy, {
    signals: buildCatalogue([{ signal, at: "s" }]),
    prices: [flatPrices("X", DAYS), ...benchmark],
    config: { luck: 0, study: false, sensitivity: false, ...(from !== undefined && { from }) },
  }).warnings.filter(({ code }) => code.includes("benchmark"));
}

describe("a benchmark", () => {
  it("that covers the run, or misses a holiday or two at its end, goes without a word", () => {
    expect(warningsWith(60)).toEqual([]);
    expect(warningsWith(57)).toEqual([]);
  });

  it("that ends before the run is said to stand still from then on", () => {
    const [warning, ...others] = warningsWith(56);
    expect(others).toEqual([]);
    expect(warning?.code).toBe("benchmark-ends");
    expect(warning?.message).toContain(`end on ${DAYS[55]}, 4 sessions before the run`);
  });

  it("that begins after the run is said to be left out, with the day from which it could be compared", () => {
    const late = flatPrices("B", DAYS.slice(5));
    const [warning, ...others] = warningsBeside([late]);
    expect(others).toEqual([]);
    expect(warning?.code).toBe("benchmark-begins");
    expect(warning?.message).toContain(`--from ${DAYS[5]} compares what both have`);
    expect(warningsBeside([late], DAYS[5])).toEqual([]);
  });

  it("that is not there is asked for", () => {
    expect(warningsWith(null)).toMatchObject([{ code: "no-benchmark" }]);
  });
});
