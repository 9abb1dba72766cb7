import { describe, expect, it } from "vitest";
import { cumulativeAbnormalReturn } from "../../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import { crossSectionalTest } from "../../../../src/analysis/event-study/hypothesis-tests/cross-sectional.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { golden, goldenEvents, unitCases } from "../golden-events.ts";

describe("cross-sectional t-test", () => {
  it("is sqrt(N) mean / sd", () => {
    const test = crossSectionalTest([0.01, 0.03]);
    expectRelative(test.statistic, 2);
    // Student t with 1 degree of freedom: 2 (1/2 - atan(2) / π)
    expectRelative(test.p, 1 - (2 * Math.atan(2)) / Math.PI);
    expect(test).toMatchObject({ degreesOfFreedom: 1, sided: "two-sided", assumesIndependence: true });
    expectRelative(crossSectionalTest([0.01, 0.03], "greater").p, 0.5 - Math.atan(2) / Math.PI);
  });

  it.skipIf(unitCases === null)("equals the hand case", () => {
    const { inputs, expected } = unitCases.one_sample;
    const test = crossSectionalTest(inputs.car);
    expectRelative(test.statistic, expected.t);
    expectRelative(test.p, expected.p_two_sided);
  });

  it.skipIf(golden === null)("equals the published days and windows", () => {
    const events = goldenEvents();
    for (const day of [0, 1, 2]) {
      expectRelative(
        crossSectionalTest(events.map((event) => event.window[day]!)).statistic,
        golden.expected_sipemu.csect_aar_t[day],
        1e-11,
      );
      const cars = events.map((event) => cumulativeAbnormalReturn(event, { first: 0, last: day })!.value);
      expectRelative(crossSectionalTest(cars).statistic, golden.expected_sipemu.csect_caar_t[day], 1e-11);
    }
  });

  it("is undefined, never infinite, for one event or without variation", () => {
    expect(crossSectionalTest([0.01])).toMatchObject({
      statistic: null,
      p: null,
      reason: "fewer than 2 events",
    });
    expect(crossSectionalTest([0.01, 0.01])).toMatchObject({
      statistic: null,
      reason: "the values do not vary",
    });
  });
});
