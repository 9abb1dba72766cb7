import { describe, expect, it } from "vitest";
import { finishModel, pairedMarket } from "../../../../src/analysis/event-study/models/finish-model.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { fitted } from "../golden-events.ts";

const event = (sessions?: number[]) => ({
  asset: "A",
  estimation: { returns: [0.01, -0.01], ...(sessions ? { sessions } : {}) },
  window: { returns: [0.02] },
});
const model = {
  model: "mean-adjusted" as const,
  parameters: 1,
  coefficients: Float64Array.of(0),
  estimation: Float64Array.of(0.01, -0.01),
  window: Float64Array.of(Number.NaN),
  loadings: Float64Array.of(0.7),
};

describe("the common end of every model", () => {
  it("counts days and takes the deviation with M - k", () => {
    const result = fitted(finishModel(event([4, 7]), model));
    expectRelative(result.residualDeviation, Math.sqrt(0.0002));
    expect(result).toMatchObject({
      observations: 2,
      degreesOfFreedom: 1,
      missingWindowDays: 1,
      windowSessions: null,
    });
    expect(result.estimationSessions).toEqual(Int32Array.of(4, 7));
  });

  it("refuses without a degree of freedom, and sessions that do not ascend", () => {
    expect(finishModel(event(), { ...model, parameters: 2 })).toMatchObject({
      reason: "2 complete estimation days for 2 parameters",
    });
    expect(() => finishModel(event([7, 7]), model)).toThrow(
      "sessions of the estimation window are whole and ascend",
    );
    expect(() => finishModel(event([7]), model)).toThrow(RangeError);
  });

  it("pairs the market of both windows or says what is missing", () => {
    expect(pairedMarket(event())).toBe("the model needs the market's returns");
    expect(() =>
      pairedMarket({
        asset: "A",
        estimation: { returns: [0.01], market: [0.01] },
        window: { returns: [0.01], market: [] },
      }),
    ).toThrow(RangeError);
  });
});
