import type { AbnormalReturns, EventReturns, RefusedEvent } from "../abnormal-returns.ts";
import { finishModel, pairedMarket, refuse } from "./finish-model.ts";

/**
 * Market-adjusted returns: AR(i,t) = R(i,t) - Rm(t), intercept 0 and slope 1 taken, not estimated.
 *
 * @param event returns of asset and market, NaN where a day is missing
 * @param deviation how s(i) is taken over the estimation days. `about-zero`, the default: Σ AR² / M, since the model has
 *   no parameter and its forecast error is AR itself. `about-mean`: the sample deviation, Σ (AR - mean)² / (M - 1), as
 *   packages that call sd() print it
 * @returns refused without a market, for fewer than 2 complete pairs, or differences that are all the same
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function marketAdjustedModel(
  event: EventReturns,
  deviation: "about-zero" | "about-mean" = "about-zero",
): AbnormalReturns | RefusedEvent {
  const market = pairedMarket(event);
  if (typeof market === "string") return refuse(event, market);
  const estimation = Float64Array.from(event.estimation.returns, (value, t) => value - market.estimation[t]!);
  const result = finishModel(event, {
    model: "market-adjusted",
    parameters: 0,
    coefficients: new Float64Array(0),
    estimation,
    window: Float64Array.from(event.window.returns, (value, t) => value - market.window[t]!),
    loadings: new Float64Array(0),
  });
  if (deviation === "about-zero" || "reason" in result) return result;
  const center =
    estimation.reduce((total, value) => (Number.isNaN(value) ? total : total + value), 0) /
    result.observations;
  let squares = 0;
  for (const value of estimation) if (!Number.isNaN(value)) squares += (value - center) ** 2;
  const degreesOfFreedom = result.observations - 1;
  const residualDeviation = Math.sqrt(squares / degreesOfFreedom);
  if (!(residualDeviation > 1e-14)) return refuse(event, "the differences from the market do not vary");
  return { ...result, degreesOfFreedom, residualDeviation };
}
