import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { annualReturn } from "../../../src/analysis/metrics/annual-return.ts";
import { annualVolatility } from "../../../src/analysis/metrics/annual-volatility.ts";
import { calmarRatio } from "../../../src/analysis/metrics/calmar-ratio.ts";
import { drawdownEpisodes } from "../../../src/analysis/metrics/drawdown-episodes.ts";
import { excessKurtosis } from "../../../src/analysis/metrics/excess-kurtosis.ts";
import { longestDrawdown } from "../../../src/analysis/metrics/longest-drawdown.ts";
import { maxDrawdown } from "../../../src/analysis/metrics/max-drawdown.ts";
import { sharpeRatio } from "../../../src/analysis/metrics/sharpe-ratio.ts";
import { skewness } from "../../../src/analysis/metrics/skewness.ts";
import { sortinoRatio } from "../../../src/analysis/metrics/sortino-ratio.ts";
import { summariseEquity } from "../../../src/analysis/metrics/summarise-equity.ts";
import { totalReturn } from "../../../src/analysis/metrics/total-return.ts";
import { ulcerIndex } from "../../../src/analysis/metrics/ulcer-index.ts";
import { simpleReturns } from "../../../src/statistics/returns.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

/** Equal to 1e-12, relative or absolute: a growth of 1e-16 minus 1 has no digits to compare. */
function expectSame(actual: number | null, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else expectRelative((actual as number) + 1, expected + 1, 1e-11);
}

function expectAgreement(levels: readonly number[]): void {
  const summary = summariseEquity(Float64Array.from(levels), { sessionsPerYear: 246 });
  const returns = simpleReturns(levels);
  const options = { sessionsPerYear: 246 };
  expectSame(summary.totalReturn, totalReturn(levels).value);
  expectSame(summary.annualReturn, annualReturn(returns, options).value);
  expectSame(summary.annualVolatility, annualVolatility(returns, options).value);
  expectSame(summary.sharpeRatio, sharpeRatio(returns, options).value);
  expectSame(summary.sortinoRatio, sortinoRatio(returns, options).value);
  expectSame(summary.calmarRatio, calmarRatio(levels, options).value);
  expectSame(summary.skewness, skewness(returns).value);
  const kurtosis = excessKurtosis(returns).value;
  expectSame(summary.rawKurtosis, kurtosis === null ? null : kurtosis + 3);
  expect(summary.maxDrawdown).toBe(maxDrawdown(levels).value);
  expectSame(summary.ulcerIndex, ulcerIndex(levels).value);
  const days = levels.map((_, t) => t);
  expect(summary.longestDrawdownSessions).toBe(longestDrawdown(levels, days, "sessions").value);
  let deepest: ReturnType<typeof drawdownEpisodes>[number] | undefined;
  for (const episode of drawdownEpisodes(levels, days)) {
    if (deepest === undefined || episode.depth < deepest.depth) deepest = episode;
  }
  expect(summary.peakIndex).toBe(deepest?.peakIndex ?? null);
  expect(summary.troughIndex).toBe(deepest?.troughIndex ?? null);
  expect(summary.recoveryIndex).toBe(deepest?.recoveryIndex ?? null);
}

describe("equity in one sweep", () => {
  it("equals the single metrics on any curve", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 50, max: 150 }), { minLength: 1, maxLength: 40 }), (levels) => {
        expectAgreement(levels);
      }),
      { numRuns: 500 },
    );
  });

  it.skipIf(vectors === null)("equals the reference series", () => {
    const summary = summariseEquity(Float64Array.from(vectors.input.equity));
    expectRelative(summary.sharpeRatio, vectors.ref.sharpe_ddof1_252);
    expectRelative(summary.maxDrawdown, vectors.ref.mdd_with_start);
    expectRelative(summary.skewness, vectors.ref.g3);
    expectRelative(summary.rawKurtosis, vectors.ref.g4);
    expect([summary.peakIndex, summary.recoveryIndex, summary.longestDrawdownSessions]).toEqual([
      0,
      null,
      24,
    ]);
    expectAgreement(vectors.input.equity);
  });

  it("is honest about curves of one level, without variation, and under water for good", () => {
    expectAgreement([100]);
    expectAgreement([100, 100, 100]);
    expect(summariseEquity(Float64Array.of(100, 50, -10, 5))).toMatchObject({
      sharpeRatio: null,
      annualReturn: null,
      maxDrawdown: -1.1,
    });
    expect(() => summariseEquity(new Float64Array(0))).toThrow(RangeError);
    expect(() => summariseEquity(Float64Array.of(0, 1))).toThrow(RangeError);
    expect(() => summariseEquity(Float64Array.of(100, Number.NaN))).toThrow("level 1 is NaN");
  });
});
