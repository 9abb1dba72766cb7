import { describe, expect, it } from "vitest";
import {
  cumulatedByDay,
  cumulativeAbnormalReturn,
} from "../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import { marketModel } from "../../../src/analysis/event-study/models/market-model.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fitted, golden, goldenEvents, handMade } from "./golden-events.ts";

describe("cumulative abnormal return", () => {
  it("has the forecast variance of the sum, not the sum of the days'", () => {
    const estimation = { returns: [-0.018, 0.02, -0.02, 0.022], market: [-0.01, 0.01, -0.01, 0.01] };
    const event = fitted(
      marketModel({ asset: "A", estimation, window: { returns: [0.05, 0.01], market: [0.02, 0.03] } }),
    );
    const { value, days, varianceFactor, standardized } = cumulativeAbnormalReturn(event)!;
    // Market mean 0, Sxx 4e-4, M 4: L + L²/M + (0.05)²/4e-4
    expectRelative(varianceFactor, 2 + 4 / 4 + 0.0025 / 4e-4);
    expectRelative(value, 0.06 - 2 * 0.001 - 2 * 0.05);
    expect(days).toBe(2);
    expectRelative(standardized, value / (event.residualDeviation * Math.sqrt(varianceFactor)));
    // The sum of daily factors would be 2 + 2/4 + (4e-4 + 9e-4)/4e-4.
    expect(varianceFactor).not.toBeCloseTo(2 + 0.5 + 13 / 4, 3);
  });

  it("leaves a missing day out of the sum and of the variance", () => {
    const loadings = Float64Array.of(0.5, 9, 0.5);
    const event = handMade([0.01, -0.01], [0.01, Number.NaN, 0.02], { parameters: 1, loadings });
    expect(cumulativeAbnormalReturn(event)).toMatchObject({ days: 2, varianceFactor: 3 });
    expectRelative(cumulativeAbnormalReturn(event)!.value, 0.03);
    expect(cumulativeAbnormalReturn(event, { first: 1, last: 1 })).toBeNull();
  });

  it.skipIf(golden === null)("equals the re-derived example", () => {
    goldenEvents().forEach((event, i) => {
      const theirs = golden.canonical_independent.events[i];
      expectRelative(cumulativeAbnormalReturn(event)!.value, theirs.car, 1e-11);
      expectRelative(cumulativeAbnormalReturn(event)!.standardized, theirs.scar_fe, 1e-11);
    });
  });

  it("cumulates day by day to what each range gives, bit for bit", () => {
    const events = [
      handMade([0.01, -0.01], [Number.NaN, 0.1, 0.2, Number.NaN, 0.7]),
      handMade([0.01, -0.01], [0.3, 0.6, -0.1, 0.2, Number.NaN]),
    ];
    for (const first of [0, 1]) {
      cumulatedByDay(events, { first, last: 4 }).forEach((column, t) => {
        const expected = events.map(
          (event) => cumulativeAbnormalReturn(event, { first, last: first + t })?.value ?? Number.NaN,
        );
        expect([...column]).toEqual(expected);
      });
    }
  });
});
