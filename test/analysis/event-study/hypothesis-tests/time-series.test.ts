import { describe, expect, it } from "vitest";
import { averageAbnormalReturns } from "../../../../src/analysis/event-study/average-abnormal-return.ts";
import {
  independentFirmsTest,
  lambTest,
  timeSeriesTest,
} from "../../../../src/analysis/event-study/hypothesis-tests/time-series.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { golden, goldenEvents } from "../golden-events.ts";

describe("time-series tests", () => {
  it("take the deviation of the average over the estimation days", () => {
    // sd of 0.01, -0.01, NaN, 0 is 0.01
    const test = timeSeriesTest(0.06, [0.01, -0.01, Number.NaN, 0], 4);
    expectRelative(test.statistic, 3);
    expect(test).toMatchObject({ degreesOfFreedom: 2, details: { estimationDays: 3 } });
  });

  it("take firms as independent in the form of 1980", () => {
    // sqrt(0.03² + 0.04²) / 2 = 0.025
    expectRelative(independentFirmsTest(0.05, [0.03, 0.04]).statistic, 2);
    expectRelative(independentFirmsTest(0.05, [0.03, 0.04], 4).statistic, 1);
  });

  it("divide by the forecast error in Lamb's", () => {
    const test = lambTest(0.03, [0.01, -0.01, 0], 2.25);
    expectRelative(test.statistic, 2);
    expect(test).toMatchObject({ degreesOfFreedom: 2 });
    expect(lambTest(0.03, [0.01, -0.01, 0], Number.NaN).statistic).toBeNull();
    expect(lambTest(0.03, [0, 0, 0], 1).statistic).toBeNull();
  });

  it.skipIf(golden === null)("equal the published example", () => {
    const events = goldenEvents();
    const { average } = averageAbnormalReturns(events);
    const estimation = averageAbnormalReturns(events, "estimation").average;
    expectRelative(average, golden.expected_sipemu.aar, 1e-11);
    for (const day of [0, 1, 2]) {
      expectRelative(
        timeSeriesTest(average[day]!, estimation).statistic,
        golden.expected_sipemu.cda_t[day],
        1e-11,
      );
      const test = timeSeriesTest(golden.expected_sipemu.caar_cum[day], estimation, day + 1);
      expectRelative(test.statistic, golden.expected_sipemu.cda_cum_t[day], 1e-11);
      expect(test).toMatchObject({ degreesOfFreedom: golden.expected_sipemu.cda_df });
    }
  });

  it("are undefined without variation", () => {
    expect(timeSeriesTest(0.1, [0.01])).toMatchObject({ reason: "fewer than 2 estimation days" });
    expect(timeSeriesTest(0.1, [0.01, 0.01]).statistic).toBeNull();
    expect(independentFirmsTest(0.1, []).statistic).toBeNull();
  });
});
