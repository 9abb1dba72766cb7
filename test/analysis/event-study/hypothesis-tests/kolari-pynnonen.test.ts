import { describe, expect, it } from "vitest";
import { relativeDayCorrelation } from "../../../../src/analysis/event-study/cross-correlation.ts";
import { cumulativeAbnormalReturn } from "../../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import {
  kolariPynnonenFactor,
  kolariPynnonenPatellTest,
  kolariPynnonenTest,
} from "../../../../src/analysis/event-study/hypothesis-tests/kolari-pynnonen.ts";
import {
  standardizedAbnormalReturns,
  standardizedResiduals,
} from "../../../../src/analysis/event-study/standardized-abnormal-return.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { golden, goldenEvents, unitCases } from "../golden-events.ts";

describe("Kolari-Pynnonen correction", () => {
  it("passes the worked check: factors 0.9552 and 0.9320 both say r = 0.048 for N = 3", () => {
    expect(kolariPynnonenFactor("patell", 3, 0.048)).toBeCloseTo(0.9552, 4);
    expect(kolariPynnonenFactor("bmp", 3, 0.048)).toBeCloseTo(0.932, 4);
  });

  it.skipIf(unitCases === null)("equals the listed factors", () => {
    for (const { rbar, n, bmp, patell } of unitCases.kp_factor) {
      expectRelative(kolariPynnonenFactor("bmp", n, rbar), bmp);
      expectRelative(kolariPynnonenFactor("patell", n, rbar), patell);
    }
  });

  it.skipIf(golden === null)("equals the published corrected tests", () => {
    const events = goldenEvents();
    const { daily, window, rbar_event_time: r } = golden.canonical_independent;
    const correlation = relativeDayCorrelation(events.map(standardizedResiduals));
    expectRelative(correlation.value, r, 1e-11);
    const freedom = events.map((event) => event.degreesOfFreedom);
    for (const day of [0, 1, 2]) {
      const values = events.map((event) => standardizedAbnormalReturns(event)[day]!);
      expectRelative(kolariPynnonenTest(values, correlation).statistic, daily[day].bmp_t_kp, 1e-9);
      expectRelative(
        kolariPynnonenPatellTest(values, freedom, correlation).statistic,
        daily[day].patell_z_kp,
        1e-10,
      );
      const plain = events.map((event) => standardizedAbnormalReturns(event, false)[day]!);
      expectRelative(
        kolariPynnonenTest(plain, correlation).statistic,
        golden.expected_sipemu.kp_plain_t[day],
        1e-9,
      );
    }
    const values = events.map((event) => cumulativeAbnormalReturn(event)!.standardized);
    const test = kolariPynnonenTest(values, correlation);
    expectRelative(test.statistic, window.bmp_t_kp, 1e-9);
    expectRelative(test.p, window.p.bmp_t_kp, 1e-9);
    expectRelative(
      kolariPynnonenPatellTest(values, freedom, correlation).statistic,
      window.patell_z_scar_kp,
      1e-10,
    );
  });

  it("is undefined, never uncorrected, when r cannot be estimated", () => {
    const unknown = { value: null, reason: "events 0 and 1 share too few days to correlate" };
    expect(kolariPynnonenTest([1, 2, 4], unknown)).toMatchObject({
      statistic: null,
      p: null,
      reason: unknown.reason,
    });
    expect(kolariPynnonenPatellTest([1, 2], [9, 9], unknown).statistic).toBeNull();
  });

  it("is undefined when r leaves no variance", () => {
    expect(kolariPynnonenFactor("bmp", 3, 1)).toBeNull();
    expect(kolariPynnonenFactor("patell", 3, -0.5)).toBeNull();
    expect(kolariPynnonenTest([1, 2, 4], { value: 1 })).toMatchObject({
      statistic: null,
      reason: "a mean correlation of 1 leaves no variance",
    });
    expect(kolariPynnonenTest([1], { value: 0 }).statistic).toBeNull();
  });
});
