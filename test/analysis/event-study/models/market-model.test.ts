import { describe, expect, it } from "vitest";
import { marketModel } from "../../../../src/analysis/event-study/models/market-model.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { fixtureAt } from "../../../fixture-at.ts";
import { fitted, golden, goldenEvents } from "../golden-events.ts";

const single = fixtureAt("event-study/golden_single_models/case.json");
const gap = Number.NaN;

describe("market model", () => {
  it("fits a line and measures from it, by hand", () => {
    // R = 0.001 + 2 Rm + e with e = ± 0.001 orthogonal to Rm: s² = 4e-6 / 2
    const event = fitted(
      marketModel({
        asset: "A",
        estimation: { returns: [-0.018, 0.02, -0.02, 0.022], market: [-0.01, 0.01, -0.01, 0.01] },
        window: { returns: [0.05, 0.001], market: [0.02, gap] },
      }),
    );
    expectRelative(event.coefficients, [0.001, 2]);
    expectRelative(event.residualDeviation, Math.sqrt(2e-6));
    expectRelative(event.window[0]!, 0.009);
    expect(event.window[1]).toBeNaN();
    expect([event.observations, event.degreesOfFreedom, event.missingWindowDays]).toEqual([4, 2, 1]);
  });

  it("uses complete pairs alone, and counts the others", () => {
    const event = fitted(
      marketModel({
        asset: "A",
        estimation: {
          returns: [-0.018, 9, 0.02, -0.02, gap, 0.022],
          market: [-0.01, gap, 0.01, -0.01, 9, 0.01],
        },
        window: { returns: [0.05], market: [0.02] },
      }),
    );
    expectRelative(event.coefficients, [0.001, 2]);
    expect([event.observations, event.missingEstimationDays]).toEqual([4, 2]);
    expect(event.estimation[1]).toBeNaN();
  });

  it("refuses, with a reason, what it cannot be fitted to", () => {
    const window = { returns: [0.01], market: [0.01] };
    const modelOf = (returns: number[], market?: number[]) =>
      marketModel({ asset: "A", estimation: market ? { returns, market } : { returns }, window });
    expect(modelOf([0.01, 0.02, 0.03])).toEqual({
      asset: "A",
      reason: "the model needs the market's returns",
    });
    expect(modelOf([0.01, 0.02], [0.02, 0.01])).toMatchObject({
      reason: "2 complete pairs, the model needs 3",
    });
    expect(modelOf([0.01, 0.02, 0.03], [0.01, 0.01, 0.01])).toMatchObject({
      reason: "fewer than 2 complete pairs, or a market that does not vary",
    });
    expect(modelOf([0.01, 0.02, 0.03, 0.05], [0.01, 0.02, 0.03, 0.05])).toMatchObject({
      reason: "the residuals do not vary",
    });
    expect(() => modelOf([0.01, 0.02], [0.01])).toThrow(RangeError);
  });

  it.skipIf(single === null)("equals the published single event", () => {
    const { inputs, expected } = single.cases.market_model;
    const event = fitted(
      marketModel({
        asset: "A",
        estimation: { returns: inputs.est_firm, market: inputs.est_index },
        window: { returns: inputs.evt_firm, market: inputs.evt_index },
      }),
    );
    expectRelative(event.residualDeviation, expected.sigma);
    expect(event.degreesOfFreedom).toBe(expected.df);
    expectRelative(
      event.window.map((value) => value / event.residualDeviation),
      expected.ar_t,
    );
  });

  it.skipIf(golden === null)("equals the published three events", () => {
    goldenEvents().forEach((event, i) => {
      const theirs = golden.canonical_independent.events[i];
      expectRelative(event.coefficients, [theirs.alpha, theirs.beta]);
      expectRelative(event.residualDeviation, theirs.sigma);
      expectRelative(event.window, theirs.ar, 1e-11);
      expect(event.observations).toBe(theirs.M);
    });
  });
});
