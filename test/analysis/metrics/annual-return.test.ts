import { describe, expect, it } from "vitest";
import { annualReturn } from "../../../src/analysis/metrics/annual-return.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("annual return", () => {
  it("compounds over sessions", () => {
    expectRelative(annualReturn([0.01, 0.02], { sessionsPerYear: 2 }).value, 0.0302);
    expectRelative(annualReturn([0.1], { sessionsPerYear: 2 }).value, 0.21);
  });

  it("writes its sessions per year into its id", () => {
    expect(annualReturn([0.01]).definition).toBe("annual-return.compounded.n252");
    expect(annualReturn([0.01], { sessionsPerYear: 246 }).definition).toBe("annual-return.compounded.n246");
  });

  it.skipIf(vectors === null)("equals empyrical's, quantstats' and backtesting.py's", () => {
    const value = annualReturn(vectors.input.returns).value!;
    expectRelative(value, vectors.empyrical.annual_return);
    expectRelative(value, vectors.quantstats.cagr);
    expectRelative(value, vectors.ref.cagr_252);
    expectRelative(100 * value, vectors["backtesting.py"]["Return (Ann.) [%]"], 1e-11);
    // sqrt(365)'s relative: 365 sessions a year on bars of trading days.
    expectRelative(
      annualReturn(vectors.input.returns, { sessionsPerYear: 365 }).value,
      vectors.by_formula_not_by_running.vbt_ann_return_365,
    );
  });

  it("is undefined without returns or below nothing", () => {
    expect(annualReturn([])).toMatchObject({ value: null, reason: "no returns" });
    expect(annualReturn([-1]).value).toBe(-1);
    expect(annualReturn([-1.5]).value).toBeNull();
    expect(() => annualReturn([0.1, Number.NaN])).toThrow("return 1 is NaN");
  });
});
