import type { AbnormalReturns, EventReturns } from "../../../src/analysis/event-study/abnormal-returns.ts";
import { marketModel } from "../../../src/analysis/event-study/models/market-model.ts";
import { fixtureAt } from "../../fixture-at.ts";

/** The published three-event example with its re-derived ("canonical") values; null when the file is absent. */
export const golden = fixtureAt("event-study/golden_multi_event/case.json");

/** Formula-by-formula cases; null when the file is absent. */
export const unitCases = fixtureAt("event-study/formula_unit_cases/cases.json");

/** The example's events under the market model. */
export function goldenEvents(): AbnormalReturns[] {
  return golden.inputs.map((input: Record<string, number[]> & { id: string }) => {
    const event: EventReturns = {
      asset: input.id,
      estimation: { returns: input.est_ri!, market: input.est_rm! },
      window: { returns: input.evt_ri!, market: input.evt_rm! },
    };
    return fitted(marketModel(event));
  });
}

/** The result of a model that must have been fitted. */
export function fitted(result: ReturnType<typeof marketModel>): AbnormalReturns {
  if ("reason" in result) throw new Error(result.reason);
  return result;
}

/** A small event by hand: residuals and abnormal returns given, no parameter estimated. */
export function handMade(
  estimation: readonly number[],
  window: readonly number[],
  more: Partial<AbnormalReturns> = {},
): AbnormalReturns {
  const known = estimation.filter((value) => !Number.isNaN(value));
  return {
    asset: "A",
    model: "market-adjusted",
    estimation: Float64Array.from(estimation),
    window: Float64Array.from(window),
    observations: known.length,
    parameters: 0,
    degreesOfFreedom: known.length,
    residualDeviation: Math.sqrt(known.reduce((total, value) => total + value * value, 0) / known.length),
    coefficients: new Float64Array(0),
    loadings: new Float64Array(0),
    estimationSessions: null,
    windowSessions: null,
    missingEstimationDays: estimation.length - known.length,
    missingWindowDays: window.filter((value) => Number.isNaN(value)).length,
    ...more,
  };
}
