import { describe, expect, it } from "vitest";
import { sortinoRatio } from "../../../src/analysis/metrics/sortino-ratio.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("Sortino ratio", () => {
  it("takes the root mean square of the shortfalls over all sessions", () => {
    expectRelative(sortinoRatio([0.03, -0.01], { sessionsPerYear: 1 }).value, 0.01 / Math.sqrt(0.0001 / 2));
    expectRelative(sortinoRatio([0.03, -0.01], { sessionsPerYear: 1 }, 0.01).value, 0);
    expect(sortinoRatio([0.03, -0.01], {}, 0.01).definition).toBe("sortino.target0.01.all-sessions.n252");
  });

  it.skipIf(vectors === null)("equals empyrical's, quantstats' and ffn's, not LEAN's", () => {
    const ratio = sortinoRatio(vectors.input.returns).value!;
    expectRelative(ratio, vectors.empyrical.sortino);
    expectRelative(ratio, vectors.quantstats.sortino);
    expectRelative(ratio, vectors.ffn.sortino);
    expect(Math.abs(ratio - vectors.ref.sortino_lean_style)).toBeGreaterThan(0.001);
    expectRelative(
      sortinoRatio(vectors.input.returns, { sessionsPerYear: 365 }).value,
      vectors.by_formula_not_by_running.vbt_sortino_365,
    );
  });

  it("is undefined, never infinite, without a loss", () => {
    expect(sortinoRatio([0.01, 0.02])).toMatchObject({
      value: null,
      reason: "no return falls below the target",
    });
    expect(sortinoRatio([-0.01]).value).toBeNull();
  });
});
