import { formatCounted } from "../../../decode/format-count.ts";
import type { AbnormalReturns, EventReturns, RefusedEvent, ReturnWindow } from "../abnormal-returns.ts";

/** What a model has found before the parts that all models share. */
export type FittedModel = Pick<
  AbnormalReturns,
  "model" | "parameters" | "coefficients" | "estimation" | "window" | "loadings"
>;

/**
 * Completes a fitted model: counts complete and missing days, takes the residual deviation with M - k degrees of
 * freedom, and carries the calendar along.
 *
 * @returns refused when no degree of freedom is left, or the residuals are nothing but rounding
 */
export function finishModel(event: EventReturns, fitted: FittedModel): AbnormalReturns | RefusedEvent {
  let observations = 0;
  let squares = 0;
  let largest = 0;
  for (let t = 0; t < fitted.estimation.length; t++) {
    const residual = fitted.estimation[t]!;
    if (Number.isNaN(residual)) continue;
    observations++;
    squares += residual * residual;
    largest = Math.max(largest, Math.abs(event.estimation.returns[t]!));
  }
  const degreesOfFreedom = observations - fitted.parameters;
  if (observations < 2 || degreesOfFreedom < 1) {
    return refuse(
      event,
      `${formatCounted(observations, "complete estimation day")} for ${formatCounted(fitted.parameters, "parameter")}`,
    );
  }
  const residualDeviation = Math.sqrt(squares / degreesOfFreedom);
  if (!(residualDeviation > 1e-12 * largest)) return refuse(event, "the residuals do not vary");
  let missingWindowDays = 0;
  for (const value of fitted.window) if (Number.isNaN(value)) missingWindowDays++;
  return {
    asset: event.asset,
    ...fitted,
    observations,
    degreesOfFreedom,
    residualDeviation,
    estimationSessions: sessionsOf(event.estimation, "estimation"),
    windowSessions: sessionsOf(event.window, "event"),
    missingEstimationDays: fitted.estimation.length - observations,
    missingWindowDays,
  };
}

/** An event without a model, and why. */
export function refuse(event: EventReturns, reason: string): RefusedEvent {
  return { asset: event.asset, reason };
}

/** The market's returns of both windows, or the reason why they cannot be paired with the asset's. */
export function pairedMarket(
  event: EventReturns,
): { readonly estimation: ArrayLike<number>; readonly window: ArrayLike<number> } | string {
  const estimation = event.estimation.market;
  const window = event.window.market;
  if (estimation === undefined || window === undefined) return "the model needs the market's returns";
  for (const [index, returns] of [
    [estimation, event.estimation.returns],
    [window, event.window.returns],
  ] as const) {
    if (index.length !== returns.length) {
      throw new RangeError(`${returns.length} returns of ${event.asset} and ${index.length} of the market`);
    }
  }
  return { estimation, window };
}

function sessionsOf(window: ReturnWindow, name: string): Int32Array | null {
  const { sessions } = window;
  if (sessions === undefined) return null;
  if (sessions.length !== window.returns.length) {
    throw new RangeError(
      `${window.returns.length} returns and ${sessions.length} sessions in the ${name} window`,
    );
  }
  for (let t = 0; t < sessions.length; t++) {
    if (!Number.isInteger(sessions[t]) || (t > 0 && sessions[t]! <= sessions[t - 1]!)) {
      throw new RangeError(
        `sessions of the ${name} window are whole and ascend; session ${t} is ${sessions[t]}`,
      );
    }
  }
  return sessions instanceof Int32Array ? sessions : new Int32Array(sessions);
}
