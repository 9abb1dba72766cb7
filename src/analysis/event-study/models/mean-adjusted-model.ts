import type { AbnormalReturns, EventReturns, RefusedEvent } from "../abnormal-returns.ts";
import { finishModel, refuse } from "./finish-model.ts";

/**
 * Mean-adjusted returns: AR(i,t) = R(i,t) - mean of R(i) over the estimation days (MacKinlay 1997, the constant mean
 * return model). One parameter, so s² = Σ AR² / (M - 1), C(i,t) = 1 + 1/M and Var(CAR) = s² (L + L²/M).
 *
 * @param event returns with NaN where a day is missing; no market is needed
 * @returns refused for fewer than 2 estimation days, or returns that do not vary
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function meanAdjustedModel(event: EventReturns): AbnormalReturns | RefusedEvent {
  const { returns } = event.estimation;
  let observations = 0;
  let total = 0;
  for (let t = 0; t < returns.length; t++) {
    if (Number.isNaN(returns[t])) continue;
    observations++;
    total += returns[t]!;
  }
  if (observations < 2) return refuse(event, `${observations} complete estimation days, the model needs 2`);
  const normal = total / observations;
  return finishModel(event, {
    model: "mean-adjusted",
    parameters: 1,
    coefficients: Float64Array.of(normal),
    estimation: Float64Array.from(returns, (value) => value - normal),
    window: Float64Array.from(event.window.returns, (value) => value - normal),
    loadings: new Float64Array(event.window.returns.length).fill(1 / Math.sqrt(observations)),
  });
}
