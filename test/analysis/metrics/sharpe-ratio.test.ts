import { describe, expect, it } from "vitest";
import { sessionSharpe, sharpeRatio } from "../../../src/analysis/metrics/sharpe-ratio.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("Sharpe ratio", () => {
  it("is mean over sample deviation, annualised by sqrt(N)", () => {
    expectRelative(sharpeRatio([0.01, 0.03], { sessionsPerYear: 2 }).value, 2);
    expectRelative(sharpeRatio([0.01, 0.03], { sessionsPerYear: 2, riskFree: 0.01 }).value, 1);
    expect(sharpeRatio([0.01, 0.03], { riskFree: 0.0001 }).definition).toBe(
      "sharpe.arithmetic.ddof1.n252.rf0.0001",
    );
    expectRelative(sessionSharpe([0.01, 0.03]) as number, Math.SQRT2);
  });

  it.skipIf(vectors === null)(
    "equals empyrical's, quantstats' and ffn's; the others' by their own N and ddof",
    () => {
      const { returns } = vectors.input;
      expectRelative(sharpeRatio(returns).value, vectors.empyrical.sharpe);
      expectRelative(sharpeRatio(returns).value, vectors.quantstats.sharpe);
      expectRelative(sharpeRatio(returns).value, vectors.ffn.sharpe);
      expectRelative(sharpeRatio(returns, { sessionsPerYear: 241 }).value, vectors.ref.sharpe_241);
      // vectorbt's sqrt(365) on bars of trading days; pybroker's ddof 0.
      expectRelative(sharpeRatio(returns, { sessionsPerYear: 365 }).value, vectors.ref.sharpe_365);
      expectRelative(sharpeRatio(returns).value! * Math.sqrt(24 / 23), vectors.ref.sharpe_ddof0_252);
    },
  );

  it("is undefined, never infinite, when returns do not vary, rounding included", () => {
    expect(sharpeRatio([0.01, 0.01, 0.01])).toMatchObject({ value: null, reason: "the returns do not vary" });
    const steady = [0.1 + 0.2, 0.3, 0.3];
    expect(steady[0]).not.toBe(0.3);
    expect(sharpeRatio(steady).value).toBeNull();
    expect(sharpeRatio([0, 0, 0]).value).toBeNull();
    expect(sharpeRatio([0.01])).toMatchObject({ value: null, reason: "fewer than 2 returns" });
  });

  it("takes large returns for returns, not for prices", () => {
    // A package guesses prices from values above 1; these are +150%, +200% and -30%.
    expectRelative(
      sharpeRatio([1.5, 2, -0.3], { sessionsPerYear: 1 }).value,
      3.2 / 3 / Math.sqrt(1.4633333333333334),
    );
  });
});
