import { describe, expect, it } from "vitest";
import {
  assertRange,
  estimateEvents,
  isRefused,
  wholeWindow,
} from "../../../src/analysis/event-study/abnormal-returns.ts";
import { meanAdjustedModel } from "../../../src/analysis/event-study/models/mean-adjusted-model.ts";
import { handMade } from "./golden-events.ts";

const gap = Number.NaN;

describe("abnormal returns", () => {
  it("set refused events apart with their place and reason, and lose none", () => {
    const estimation = { returns: [0.01, 0.03, 0.02, gap] };
    const events = [
      { asset: "A", estimation, window: { returns: [0.05] } },
      { asset: "B", estimation: { returns: [0.01] }, window: { returns: [0.05] } },
      { asset: "C", estimation, window: { returns: [gap] } },
      { asset: "D", estimation: { returns: [0.01, 0.03] }, window: { returns: [0.05] } },
      { asset: "E", estimation, window: { returns: [0.06] } },
    ];
    const result = estimateEvents(events, meanAdjustedModel, 3);
    expect(result.indices).toEqual([0, 4]);
    expect(result.events.map(({ asset }) => asset)).toEqual(["A", "E"]);
    expect(result.refused).toEqual([
      { asset: "B", index: 1, reason: "1 complete estimation days, the model needs 2" },
      { asset: "C", index: 2, reason: "no complete day in the event window" },
      { asset: "D", index: 3, reason: "2 complete estimation days, 3 are asked for" },
    ]);
    expect(isRefused(result.refused[0]!)).toBe(true);
  });

  it("refuse ranges outside the event window", () => {
    const event = handMade([0.01], [0.01, 0.02]);
    expect(wholeWindow(event)).toEqual({ first: 0, last: 1 });
    expect(() => assertRange(event, { first: 0, last: 1 })).not.toThrow();
    for (const [first, last] of [
      [-1, 0],
      [0, 2],
      [1, 0],
      [0.5, 1],
    ] as const) {
      expect(() => assertRange(event, { first, last })).toThrow(RangeError);
    }
  });
});
