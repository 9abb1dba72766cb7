import { describe, expect, it } from "vitest";
import {
  averageAbnormalReturns,
  averageByDay,
} from "../../../src/analysis/event-study/average-abnormal-return.ts";
import { expectRelative } from "../../expect-relative.ts";
import { golden, goldenEvents, handMade } from "./golden-events.ts";

describe("average abnormal returns", () => {
  it("average each day over the events that have it", () => {
    const events = [handMade([0.01, 0.02], [0.01, 0.03]), handMade([0.03, Number.NaN], [0.05, Number.NaN])];
    expectRelative(averageAbnormalReturns(events).average, [0.03, 0.03]);
    expect([...averageAbnormalReturns(events).count]).toEqual([2, 1]);
    expectRelative(averageAbnormalReturns(events, "estimation").average, [0.02, 0.02]);
    expect(averageByDay([[Number.NaN]]).average[0]).toBeNaN();
  });

  it.skipIf(golden === null)("equal the published example", () => {
    expectRelative(averageAbnormalReturns(goldenEvents()).average, golden.expected_sipemu.aar, 1e-11);
  });

  it("refuse no events and windows of different lengths", () => {
    expect(() => averageByDay([])).toThrow(RangeError);
    expect(() => averageByDay([[1], [1, 2]])).toThrow("event 1 has 2 days, event 0 has 1");
  });
});
