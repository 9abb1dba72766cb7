import { describe, expect, it } from "vitest";
import { buyAndHoldAbnormalReturn } from "../../../../src/analysis/event-study/buy-and-hold-abnormal-return.ts";
import {
  buyAndHoldTest,
  singleEventTest,
} from "../../../../src/analysis/event-study/hypothesis-tests/single-event.ts";
import { standardDeviation } from "../../../../src/statistics/moments.ts";
import { studentTPValue } from "../../../../src/statistics/p-value.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { fixtureAt } from "../../../fixture-at.ts";
import { golden, goldenEvents, handMade } from "../golden-events.ts";

const single = fixtureAt("event-study/golden_single_models/case.json");

describe("tests of a single event", () => {
  it("divide by s sqrt(L), by hand", () => {
    const event = handMade([0.01, -0.01, 0.01, -0.01], [0.02, Number.NaN, 0.01]);
    const test = singleEventTest(event);
    expectRelative(test.statistic, 0.03 / (0.01 * Math.SQRT2));
    expect(test).toMatchObject({ degreesOfFreedom: 4, details: { days: 2 } });
    expectRelative(test.p, studentTPValue(0.03 / (0.01 * Math.SQRT2), 4, "two-sided"));
    expect(singleEventTest(event, { first: 1, last: 1 })).toMatchObject({
      statistic: null,
      reason: "no complete day in the range",
    });
    expect(() => singleEventTest(event, { first: 1, last: 3 })).toThrow(RangeError);
  });

  it.skipIf(golden === null)("equal the published three events, simple and with the forecast error", () => {
    goldenEvents().forEach((event, i) => {
      const theirs = golden.canonical_independent.events[i];
      expectRelative(singleEventTest(event).statistic, theirs.car_t_simple, 1e-11);
      expectRelative(singleEventTest(event, { first: 0, last: 2 }, true).statistic, theirs.scar_fe, 1e-11);
      for (const day of [0, 1, 2]) {
        expectRelative(singleEventTest(event, { first: day, last: day }).statistic, theirs.ar_t[day], 1e-11);
        expectRelative(
          singleEventTest(event, { first: day, last: day }, true).statistic,
          theirs.sar_fe[day],
          1e-11,
        );
      }
    });
  });

  it.skipIf(single === null)("equal the published buy-and-hold example", () => {
    const { inputs, expected } = single.cases.bhar;
    const deviation = standardDeviation(
      inputs.est_firm.map((value: number, t: number) => value - inputs.est_index[t]),
    );
    expectRelative(deviation, expected.sigma_sd);
    for (const days of [1, 2, 3]) {
      const held = buyAndHoldAbnormalReturn(inputs.evt_firm.slice(0, days), inputs.evt_index.slice(0, days))!;
      expectRelative(held.value, expected.bhar[days - 1]);
      const test = buyAndHoldTest(held, deviation, expected.df);
      expectRelative(test.statistic, expected.bhar_t[days - 1]);
      expect(test).toMatchObject({ degreesOfFreedom: expected.df });
    }
  });

  it("are undefined without a deviation", () => {
    expect(buyAndHoldTest({ value: 0.1, days: 1 }, 0, 5).statistic).toBeNull();
  });
});
