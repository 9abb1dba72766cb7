import { describe, expect, it } from "vitest";
import { marketAdjustedModel } from "../../../../src/analysis/event-study/models/market-adjusted-model.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { fixtureAt } from "../../../fixture-at.ts";
import { fitted } from "../golden-events.ts";

const single = fixtureAt("event-study/golden_single_models/case.json");

describe("market-adjusted model", () => {
  const event = {
    asset: "A",
    estimation: { returns: [0.03, 0.01], market: [0.01, 0.02] },
    window: { returns: [0.05], market: [0.02] },
  };

  it("takes the market's return for the normal one", () => {
    const result = fitted(marketAdjustedModel(event));
    expectRelative(result.window, [0.03]);
    // Differences 0.02 and -0.01, about zero
    expectRelative(result.residualDeviation, Math.sqrt(0.0005 / 2));
    expect([result.parameters, result.degreesOfFreedom]).toEqual([0, 2]);
  });

  it("takes the deviation about the mean when asked to", () => {
    const result = fitted(marketAdjustedModel(event, "about-mean"));
    expectRelative(result.residualDeviation, 0.03 / Math.SQRT2);
    expect(result.degreesOfFreedom).toBe(1);
  });

  it.skipIf(single === null)("equals the published single event, whose deviation is about the mean", () => {
    const { inputs, expected } = single.cases.market_adjusted;
    const result = fitted(
      marketAdjustedModel(
        {
          asset: "A",
          estimation: { returns: inputs.est_firm, market: inputs.est_index },
          window: { returns: inputs.evt_firm, market: inputs.evt_index },
        },
        "about-mean",
      ),
    );
    expectRelative(result.residualDeviation, expected.sigma_sd);
    expect(result.degreesOfFreedom).toBe(expected.df);
    expectRelative(result.window, expected.ar);
  });

  it("refuses an asset that is the market", () => {
    const same = { returns: [0.01, 0.02, 0.03], market: [0.01, 0.02, 0.03] };
    expect(marketAdjustedModel({ asset: "A", estimation: same, window: same })).toMatchObject({
      reason: "the residuals do not vary",
    });
    const shifted = { returns: [0.02, 0.03, 0.04], market: [0.01, 0.02, 0.03] };
    expect(
      marketAdjustedModel({ asset: "A", estimation: shifted, window: same }, "about-mean"),
    ).toMatchObject({
      reason: "the differences from the market do not vary",
    });
    expect(
      marketAdjustedModel({ asset: "A", estimation: { returns: [0.1, 0.2] }, window: same }),
    ).toMatchObject({
      reason: "the model needs the market's returns",
    });
  });
});
