import { formatCounted } from "../../../decode/format-count.ts";
import { ordinaryLeastSquares, whitenRow } from "../../../statistics/ordinary-least-squares.ts";
import type { AbnormalReturns, EventReturns, RefusedEvent } from "../abnormal-returns.ts";
import { finishModel, refuse } from "./finish-model.ts";

/**
 * Factor model: R = a + Σ b(j) F(j) + AR by least squares, any number of factors (Fama and French 1993, Carhart 1997).
 * For excess returns subtract the risk-free return from `returns` and from the market factor first.
 *
 *   s² = Σ AR² / (M - k), k = factors + 1;  C(i,t) = 1 + x(t)'(X'X)⁻¹x(t)
 *
 * A day counts when the return and every factor are there.
 *
 * @param event windows with `factors`: the same columns in both
 * @returns refused without factors, for too few complete days, or factors that depend on one another
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function factorModel(event: EventReturns): AbnormalReturns | RefusedEvent {
  const estimationFactors = event.estimation.factors ?? [];
  const windowFactors = event.window.factors ?? [];
  if (estimationFactors.length === 0) return refuse(event, "the factor model needs factors");
  if (windowFactors.length !== estimationFactors.length) {
    throw new RangeError(
      `${estimationFactors.length} factors in the estimation window, ${windowFactors.length} in the event window`,
    );
  }
  const response = event.estimation.returns;
  for (const column of estimationFactors) assertColumn(column, response.length, "estimation");
  for (const column of windowFactors) assertColumn(column, event.window.returns.length, "event");

  const complete: number[] = [];
  for (let t = 0; t < response.length; t++) {
    if (!Number.isNaN(response[t]) && estimationFactors.every((column) => !Number.isNaN(column[t])))
      complete.push(t);
  }
  const k = estimationFactors.length + 1;
  if (complete.length <= k)
    return refuse(event, `${formatCounted(complete.length, "complete day")}, the model needs ${k + 1}`);
  const fit = ordinaryLeastSquares(
    complete.map((t) => response[t]!),
    estimationFactors.map((column) => complete.map((t) => column[t]!)),
  );
  if (fit === null) return refuse(event, "the factors depend linearly on one another");

  const estimation = new Float64Array(response.length).fill(Number.NaN);
  complete.forEach((t, i) => {
    estimation[t] = fit.residuals[i]!;
  });
  const days = event.window.returns.length;
  const window = new Float64Array(days);
  const loadings = new Float64Array(days * k);
  for (let t = 0; t < days; t++) {
    const row = [1, ...windowFactors.map((column) => column[t]!)];
    window[t] = event.window.returns[t]! - row.reduce((total, x, j) => total + x * fit.coefficients[j]!, 0);
    loadings.set(whitenRow(fit, row), t * k);
  }
  return finishModel(event, {
    model: "factor",
    parameters: k,
    coefficients: fit.coefficients,
    estimation,
    window,
    loadings,
  });
}

function assertColumn(column: ArrayLike<number>, days: number, name: string): void {
  if (column.length !== days)
    throw new RangeError(`a factor has ${column.length} days, the ${name} window ${days}`);
}
