import { describe, expect, it } from "vitest";
import { cumulativeAbnormalReturn } from "../../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import { bmpTest } from "../../../../src/analysis/event-study/hypothesis-tests/bmp.ts";
import { standardizedAbnormalReturns } from "../../../../src/analysis/event-study/standardized-abnormal-return.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { golden, goldenEvents } from "../golden-events.ts";

describe("BMP test", () => {
  it("is the cross-sectional t of standardized returns", () => {
    const test = bmpTest([1, 3]);
    expectRelative(test.statistic, 2);
    expect(test).toMatchObject({ name: "bmp", degreesOfFreedom: 1 });
  });

  it.skipIf(golden === null)(
    "equals the published values with the forecast error, and those without it",
    () => {
      const events = goldenEvents();
      const { daily, window } = golden.canonical_independent;
      for (const day of [0, 1, 2]) {
        const exact = events.map((event) => standardizedAbnormalReturns(event)[day]!);
        expectRelative(bmpTest(exact).statistic, daily[day].bmp_t, 1e-10);
        // sipemu divides by s alone
        const plain = events.map((event) => standardizedAbnormalReturns(event, false)[day]!);
        expectRelative(bmpTest(plain).statistic, daily[day].bmp_t_plain_sigma, 1e-10);
      }
      const test = bmpTest(events.map((event) => cumulativeAbnormalReturn(event)!.standardized));
      expectRelative(test.statistic, window.bmp_t, 1e-11);
      expectRelative(test.p, window.p.bmp_t, 1e-10);
    },
  );

  it("does not know firms: only events count", () => {
    // A join on firm symbols once turned 9,255 events into 61,757 rows; here there is nothing to join on.
    expect(bmpTest([0.5, 1.5, 1])).toEqual(bmpTest(Float64Array.of(0.5, 1.5, 1)));
  });

  it("is undefined for one event", () => {
    expect(bmpTest([1])).toMatchObject({ name: "bmp", statistic: null });
  });
});
