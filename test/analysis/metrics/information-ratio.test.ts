import { describe, expect, it } from "vitest";
import { informationRatio } from "../../../src/analysis/metrics/information-ratio.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("information ratio", () => {
  it("is the Sharpe ratio of the return above the benchmark's", () => {
    expectRelative(informationRatio([0.02, 0.04], [0.01, 0.01], { sessionsPerYear: 2 }).value, 2);
    expect(informationRatio([0.02, 0.04], [0.01, 0.01]).definition).toBe(
      "information-ratio.arithmetic.ddof1.n252",
    );
  });

  it.skipIf(vectors === null)("equals empyrical's and quantstats' when it is not annualised", () => {
    const { returns, benchmark } = vectors.input;
    const perSession = informationRatio(returns, benchmark, { sessionsPerYear: 1 }).value;
    expectRelative(perSession, vectors.empyrical.excess_sharpe);
    expectRelative(perSession, vectors.quantstats.ir);
    expectRelative(
      informationRatio(returns, benchmark).value,
      vectors.empyrical.excess_sharpe * Math.sqrt(252),
    );
  });

  it("is undefined, never infinite, at a constant distance from the benchmark", () => {
    expect(informationRatio([0.02, 0.03], [0.01, 0.02])).toMatchObject({
      value: null,
      reason: "the returns above the benchmark's do not vary",
    });
  });
});
