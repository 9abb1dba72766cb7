import { describe, expect, it } from "vitest";
import { cumulativeAbnormalReturn } from "../../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import {
  generalizedSignTest,
  positiveResidualShare,
  signTest,
} from "../../../../src/analysis/event-study/hypothesis-tests/sign.ts";
import { binomialTestPValue } from "../../../../src/statistics/binomial-distribution.ts";
import { normalPValue } from "../../../../src/statistics/p-value.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { golden, goldenEvents, handMade, unitCases } from "../golden-events.ts";

describe("sign tests", () => {
  it("count positive values against half", () => {
    const test = signTest([0.01, 0.02, -0.01, 0.03]);
    expectRelative(test.statistic, 1);
    // P(X >= 3) + P(X <= 1) of 4: 10/16
    expectRelative(test.p, 10 / 16);
    expect(test.details).toMatchObject({ events: 4, positive: 3, zeros: 0 });
  });

  it("take the exact binomial below 20 events and the normal from there on, or as asked", () => {
    const nineteen = Array.from({ length: 19 }, (_, i) => (i < 14 ? 1 : -1));
    expectRelative(signTest(nineteen).p, binomialTestPValue(14, 19, 0.5, "two-sided"));
    const twenty = [...nineteen, 1];
    expectRelative(signTest(twenty).p, normalPValue((15 - 10) / Math.sqrt(5), "two-sided"));
    expectRelative(signTest(twenty, "greater", "exact").p, binomialTestPValue(15, 20, 0.5, "greater"));
    expect(signTest(twenty, "greater", "exact").convention).toContain("exact binomial");
  });

  it("count a zero as not positive, and name it", () => {
    expect(signTest([0, 1]).details).toMatchObject({ positive: 1, zeros: 1, events: 2 });
    expectRelative(signTest([0, 1]).statistic, 0);
  });

  it.skipIf(unitCases === null)("equal the hand case", () => {
    const { inputs, expected } = unitCases.one_sample;
    expectRelative(signTest(inputs.car).statistic, expected.sign_z);
    expectRelative(signTest(inputs.car).p, expected.sign_exact_binomial_two_sided);
    expectRelative(generalizedSignTest(inputs.car, 0.48).statistic, expected.gsign_z_p48);
  });

  it.skipIf(golden === null)("equal the published example", () => {
    const events = goldenEvents();
    expectRelative(positiveResidualShare(events), golden.canonical_independent.p_hat);
    for (const day of [0, 1, 2]) {
      const values = events.map((event) => event.window[day]!);
      expectRelative(signTest(values).statistic, golden.expected_sipemu.sign_z[day]);
      expectRelative(generalizedSignTest(values, 0.5).statistic, golden.expected_sipemu.gsign_z[day]);
      expect(signTest(values).details.positive).toBe(golden.expected_sipemu.n_pos[day]);
      const cars = events.map((event) => cumulativeAbnormalReturn(event, { first: 0, last: day })!.value);
      expectRelative(signTest(cars).statistic, golden.expected_sipemu.csign_z[day]);
    }
    const cars = events.map((event) => cumulativeAbnormalReturn(event)!.value);
    const test = generalizedSignTest(cars, positiveResidualShare(events), "two-sided", "normal");
    expectRelative(test.p, golden.canonical_independent.window.p.gsign_z, 1e-11);
  });

  it("average each event's own share of positive residuals", () => {
    // 1/2 and 1/4
    expectRelative(
      positiveResidualShare([handMade([1, -1], []), handMade([1, -1, -1, Number.NaN, -1], [])]),
      0.375,
    );
  });

  it("are undefined without events, or when residuals have one sign", () => {
    expect(signTest([]).statistic).toBeNull();
    expect(generalizedSignTest([1, 2], 1)).toMatchObject({
      statistic: null,
      reason: "the share of positive estimation residuals is 1",
    });
  });
});
