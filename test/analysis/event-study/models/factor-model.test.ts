import { describe, expect, it } from "vitest";
import { cumulativeAbnormalReturn } from "../../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import { factorModel } from "../../../../src/analysis/event-study/models/factor-model.ts";
import { marketModel } from "../../../../src/analysis/event-study/models/market-model.ts";
import { forecastErrorFactors } from "../../../../src/analysis/event-study/standardized-abnormal-return.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { fixtureAt } from "../../../fixture-at.ts";
import { fitted } from "../golden-events.ts";

const single = fixtureAt("event-study/golden_single_models/case.json");
const returns = [0.014, -0.006, 0.009, 0.004, -0.01, 0.0075, 0.005, -0.0018];
const market = [0.01, -0.005, 0.008, 0.002, -0.01, 0.006, 0.004, -0.003];
const size = [0.002, 0.001, -0.003, 0.004, 0, 0.002, -0.001, 0.003];

describe("factor model", () => {
  it("with the market alone is the market model, forecast errors included", () => {
    const windowReturns = [0.02, -0.008, 0.014];
    const windowMarket = [0.012, -0.004, 0.006];
    const one = fitted(
      factorModel({
        asset: "A",
        estimation: { returns, factors: [market] },
        window: { returns: windowReturns, factors: [windowMarket] },
      }),
    );
    const other = fitted(
      marketModel({
        asset: "A",
        estimation: { returns, market },
        window: { returns: windowReturns, market: windowMarket },
      }),
    );
    expectRelative(one.window, other.window, 1e-11);
    expectRelative(one.residualDeviation, other.residualDeviation, 1e-11);
    expectRelative(forecastErrorFactors(one), forecastErrorFactors(other), 1e-11);
    expectRelative(
      cumulativeAbnormalReturn(one)!.varianceFactor,
      cumulativeAbnormalReturn(other)!.varianceFactor,
      1e-11,
    );
  });

  it("leaves out a day on which any factor is missing, and counts it", () => {
    const modelOf = (extra: number) =>
      fitted(
        factorModel({
          asset: "A",
          estimation: {
            returns: [...returns, extra],
            factors: [
              [...market, 0.5],
              [...size, Number.NaN],
            ],
          },
          window: {
            returns: [0.01, 0.02],
            factors: [
              [0.01, 0.01],
              [Number.NaN, 0.001],
            ],
          },
        }),
      );
    const event = modelOf(9);
    expect([event.observations, event.missingEstimationDays, event.missingWindowDays]).toEqual([8, 1, 1]);
    expect(event.window[1]).toBe(modelOf(-9).window[1]);
  });

  it.skipIf(single === null)("equals the published three, four and five factor models", () => {
    const { inputs, expected } = single.cases.factor_models;
    for (const name of ["ff3", "ff5", "carhart4"]) {
      const { factors, sigma, df, ar } = expected[name];
      const event = fitted(
        factorModel({
          asset: "A",
          estimation: {
            returns: inputs.est_excess,
            factors: factors.map((key: string) => inputs.est_factors[key]),
          },
          window: {
            returns: inputs.evt_excess,
            factors: factors.map((key: string) => inputs.evt_factors[key]),
          },
        }),
      );
      expectRelative(event.residualDeviation, sigma);
      expect(event.degreesOfFreedom).toBe(df);
      expectRelative(event.window, ar, 1e-11);
    }
  });

  it("refuses, with a reason, what it cannot be fitted to", () => {
    const modelOf = (factors: number[][]) =>
      factorModel({
        asset: "A",
        estimation: { returns, factors },
        window: { returns: [0.01], factors: factors.map(() => [0.01]) },
      });
    expect(modelOf([])).toMatchObject({ reason: "the factor model needs factors" });
    expect(modelOf([market, market.map((value) => 2 * value)])).toMatchObject({
      reason: "the factors depend linearly on one another",
    });
    expect(modelOf([market, size, market, size, market, size, market])).toMatchObject({
      reason: "8 complete days, the model needs 9",
    });
    expect(() => modelOf([[0.01]])).toThrow(RangeError);
    expect(() =>
      factorModel({
        asset: "A",
        estimation: { returns, factors: [market] },
        window: { returns: [0.01], factors: [] },
      }),
    ).toThrow(RangeError);
  });
});
