import { rowViews } from "../../../statistics/row-views.ts";
import { simpleRegression } from "../../../statistics/simple-regression.ts";
import type { AbnormalReturns, EventReturns, RefusedEvent } from "../abnormal-returns.ts";
import { finishModel, pairedMarket, refuse } from "./finish-model.ts";

/**
 * Market model: R = a + b Rm + AR, a and b by least squares over the complete (asset, market) pairs of the estimation
 * days (MacKinlay 1997, eqs 2-8).
 *
 *   s² = Σ AR² / (M - 2),  C(i,t) = 1 + 1/M + (Rm(t) - mean Rm)² / Sxx
 *   Var(CAR) = s² (L + L²/M + (Σ (Rm(t) - mean Rm))² / Sxx)
 *
 * @param event returns of asset and market, NaN where a day is missing
 * @returns refused without a market, for fewer than 3 complete pairs, or a market or residuals that do not vary
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 * @example
 * // est_ri = 0.005 + 1.2 est_rm + noise: coefficients near [0.005, 1.2]
 */
export function marketModel(event: EventReturns): AbnormalReturns | RefusedEvent {
  const market = pairedMarket(event);
  if (typeof market === "string") return refuse(event, market);
  const line = simpleRegression(event.estimation.returns, market.estimation);
  if (line === null) return refuse(event, "fewer than 2 complete pairs, or a market that does not vary");
  if (line.observations < 3) return refuse(event, `${line.observations} complete pairs, the model needs 3`);
  const { intercept, slope, observations, regressorMean, regressorSumOfSquares } = line;
  const days = event.window.returns.length;
  const [estimation, window, loadings] = rowViews([event.estimation.returns.length, days, 2 * days]) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let t = 0; t < days; t++) {
    loadings[2 * t] = 1 / Math.sqrt(observations);
    loadings[2 * t + 1] = (market.window[t]! - regressorMean) / Math.sqrt(regressorSumOfSquares);
  }
  const residualsOf = (returns: ArrayLike<number>, index: ArrayLike<number>, into: Float64Array) => {
    for (let t = 0; t < into.length; t++) into[t] = returns[t]! - intercept - slope * index[t]!;
    return into;
  };
  return finishModel(event, {
    model: "market",
    parameters: 2,
    coefficients: Float64Array.of(intercept, slope),
    estimation: residualsOf(event.estimation.returns, market.estimation, estimation),
    window: residualsOf(event.window.returns, market.window, window),
    loadings,
  });
}
