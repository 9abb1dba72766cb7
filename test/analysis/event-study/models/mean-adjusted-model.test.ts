import { describe, expect, it } from "vitest";
import { cumulativeAbnormalReturn } from "../../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import { meanAdjustedModel } from "../../../../src/analysis/event-study/models/mean-adjusted-model.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { fixtureAt } from "../../../fixture-at.ts";
import { fitted, unitCases } from "../golden-events.ts";

const single = fixtureAt("event-study/golden_single_models/case.json");
const gap = Number.NaN;

describe("mean-adjusted model", () => {
  it("measures from the mean of the estimation days", () => {
    const event = fitted(
      meanAdjustedModel({
        asset: "A",
        estimation: { returns: [0.01, gap, 0.03] },
        window: { returns: [0.05, gap] },
      }),
    );
    expectRelative(event.coefficients, [0.02]);
    expectRelative(event.window[0]!, 0.03);
    expectRelative(event.residualDeviation, Math.sqrt(0.0002));
    expect([
      event.observations,
      event.degreesOfFreedom,
      event.missingEstimationDays,
      event.missingWindowDays,
    ]).toEqual([2, 1, 1, 1]);
  });

  it.skipIf(single === null)("equals the published single event", () => {
    const { inputs, expected } = single.cases.mean_adjusted;
    const event = fitted(
      meanAdjustedModel({
        asset: "A",
        estimation: { returns: inputs.est_firm },
        window: { returns: inputs.evt_firm },
      }),
    );
    expectRelative(event.coefficients[0]!, expected.mean);
    expectRelative(event.residualDeviation, expected.sigma_sd);
    expectRelative(event.window, expected.ar, 1e-11);
    expect(event.degreesOfFreedom).toBe(expected.df);
  });

  it.skipIf(unitCases === null)("has the variance L + L²/M, not the sum of the days'", () => {
    for (const { L, M, correct, WRONG_sum_of_daily: wrong } of unitCases.car_variance.examples) {
      const event = fitted(
        meanAdjustedModel({
          asset: "A",
          estimation: { returns: Array.from({ length: M }, (_, t) => (t % 2 ? 0.01 : -0.01)) },
          window: { returns: new Array(L).fill(0.01) },
        }),
      );
      const factor = cumulativeAbnormalReturn(event)!.varianceFactor;
      expectRelative(factor, correct);
      expect(Math.abs(factor - wrong)).toBeGreaterThan(0.5);
    }
  });

  it("refuses one day, or returns that do not vary", () => {
    const window = { returns: [0.01] };
    expect(meanAdjustedModel({ asset: "A", estimation: { returns: [0.01, gap] }, window })).toMatchObject({
      reason: "1 complete estimation days, the model needs 2",
    });
    expect(
      meanAdjustedModel({ asset: "A", estimation: { returns: [0.01, 0.01, 0.01] }, window }),
    ).toMatchObject({
      reason: "the residuals do not vary",
    });
  });
});
