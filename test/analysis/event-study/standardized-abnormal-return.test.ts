import { describe, expect, it } from "vitest";
import { marketModel } from "../../../src/analysis/event-study/models/market-model.ts";
import {
  forecastErrorFactors,
  standardizedAbnormalReturns,
  standardizedResiduals,
} from "../../../src/analysis/event-study/standardized-abnormal-return.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fitted, golden, goldenEvents, handMade } from "./golden-events.ts";

describe("standardized abnormal returns", () => {
  it("divide by the deviation and the forecast error", () => {
    const estimation = { returns: [-0.018, 0.02, -0.02, 0.022], market: [-0.01, 0.01, -0.01, 0.01] };
    const event = fitted(
      marketModel({ asset: "A", estimation, window: { returns: [0.05], market: [0.02] } }),
    );
    // 1 + 1/4 + 4e-4/4e-4
    expectRelative(forecastErrorFactors(event), [2.25]);
    expectRelative(standardizedAbnormalReturns(event), [0.009 / (Math.sqrt(2e-6) * 1.5)]);
    expectRelative(standardizedAbnormalReturns(event, false), [0.009 / Math.sqrt(2e-6)]);
  });

  it("take no forecast error for a model without parameters", () => {
    expect([...forecastErrorFactors(handMade([0.01, -0.01], [0.02, 0.03]))]).toEqual([1, 1]);
    expectRelative(standardizedResiduals(handMade([0.01, -0.01], [0.02])), [1, -1]);
  });

  it.skipIf(golden === null)("equal the re-derived example", () => {
    goldenEvents().forEach((event, i) => {
      expectRelative(
        standardizedAbnormalReturns(event),
        golden.canonical_independent.events[i].sar_fe,
        1e-11,
      );
    });
  });
});
