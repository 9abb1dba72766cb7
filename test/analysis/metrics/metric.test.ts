import { describe, expect, it } from "vitest";
import { measured, metricId, unmeasured } from "../../../src/analysis/metrics/metric.ts";

describe("metric", () => {
  const definition = { id: "some-metric", annualised: true, riskFree: true };

  it("carries the id of its definition with the choices that change the number", () => {
    expect(metricId(definition)).toBe("some-metric.n252");
    expect(metricId(definition, { sessionsPerYear: 246, riskFree: 0.0001 })).toBe(
      "some-metric.n246.rf0.0001",
    );
    expect(metricId({ id: "plain" }, { sessionsPerYear: 246, riskFree: 0.0001 })).toBe("plain");
  });

  it("is null with a reason when it is not finite, never NaN or an infinity", () => {
    expect(measured(definition, Number.NaN)).toEqual({
      value: null,
      reason: "the formula gives NaN",
      definition: "some-metric.n252",
    });
    expect(measured(definition, Number.POSITIVE_INFINITY).value).toBeNull();
    expect(Object.is(measured(definition, -0).value, 0)).toBe(true);
    expect(unmeasured({ id: "plain" }, "because")).toEqual({
      value: null,
      reason: "because",
      definition: "plain",
    });
  });
});
