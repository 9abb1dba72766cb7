import { describe, expect, it } from "vitest";
import { cumulativeAbnormalReturn } from "../../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import {
  patellSumOfStandardizedTest,
  patellTest,
} from "../../../../src/analysis/event-study/hypothesis-tests/patell.ts";
import { standardizedAbnormalReturns } from "../../../../src/analysis/event-study/standardized-abnormal-return.ts";
import { normalPValue } from "../../../../src/statistics/p-value.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { golden, goldenEvents, unitCases } from "../golden-events.ts";

describe("Patell's test", () => {
  it("divides by the deviation of Student t's, by hand", () => {
    // d = 18: 18/16 each
    const test = patellTest([1, 2], [18, 18]);
    expectRelative(test.statistic, 3 / Math.sqrt(2.25));
    expectRelative(test.p, normalPValue(2, "two-sided"));
    expect(test).not.toHaveProperty("degreesOfFreedom");
  });

  it.skipIf(unitCases === null)("equals the regression case of a forecast error per event", () => {
    const { inputs, expected } = unitCases.patell_fe_sigma_gh6;
    const standardized = inputs.ar_day0.map((value: number, i: number) => value / inputs.fe_sigma_day0[i]);
    const test = patellTest(
      standardized,
      inputs.M.map((M: number) => M - inputs.k),
    );
    expectRelative(test.statistic, expected.patell_z);
    expectRelative(test.details.sum!, expected.sum_sar);
  });

  it.skipIf(unitCases === null)("equals the cumulated regression case", () => {
    const { inputs, expected } = unitCases.patell_cum_gh6;
    const freedom = inputs.M.map((M: number) => M - inputs.k);
    const through = (day: number) =>
      patellSumOfStandardizedTest(
        inputs.ar.map((row: number[]) => row.slice(0, day + 1).map((value) => value / inputs.fe_sigma)),
        freedom,
      ).statistic;
    expectRelative(through(0), expected.caar_z_day0);
    expectRelative(through(2), expected.caar_z_day2);
  });

  it.skipIf(golden === null)("equals the published days, the sum of SARs and the SCAR form", () => {
    const events = goldenEvents();
    const { daily, window } = golden.canonical_independent;
    const rows = events.map((event) => standardizedAbnormalReturns(event));
    const freedom = events.map((event) => event.degreesOfFreedom);
    for (const day of [0, 1, 2]) {
      expectRelative(
        patellTest(
          rows.map((row) => row[day]!),
          freedom,
        ).statistic,
        daily[day].patell_z,
        1e-11,
      );
      const upTo = rows.map((row) => row.subarray(0, day + 1));
      expectRelative(
        patellSumOfStandardizedTest(upTo, freedom).statistic,
        golden.expected_sipemu.patell_caar_z[day],
        1e-11,
      );
    }
    const cumulated = events.map((event) => cumulativeAbnormalReturn(event)!.standardized);
    const test = patellTest(cumulated, freedom);
    expectRelative(test.statistic, window.patell_z_scar, 1e-11);
    expectRelative(test.p, window.p.patell_z_scar, 1e-9);
    expectRelative(patellSumOfStandardizedTest(rows, freedom).statistic, window.patell_z_sum_of_sar, 1e-11);
  });

  it("is undefined where Student t has no variance", () => {
    expect(patellTest([1], [2])).toMatchObject({
      reason: "event 0 has 2 degrees of freedom, Patell needs 3",
    });
    expect(patellTest([], []).statistic).toBeNull();
    expect(patellSumOfStandardizedTest([[Number.NaN]], [9])).toMatchObject({
      reason: "event 0 has no complete day",
    });
    expect(() => patellTest([1, 2], [9])).toThrow(RangeError);
  });

  it("leaves a missing day out of the sum and of its length", () => {
    expectRelative(
      patellSumOfStandardizedTest([[1, Number.NaN, 1]], [18]).statistic,
      2 / Math.sqrt(2 * (18 / 16)),
    );
  });
});
