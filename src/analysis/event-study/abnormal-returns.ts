import { formatCounted } from "../../decode/format-count.ts";
/** Returns of one asset, its market and other factors over a stretch of sessions; NaN where a day is missing. */
export interface ReturnWindow {
  /** Simple (or excess) returns of the asset, oldest first. */
  readonly returns: ArrayLike<number>;
  /** Returns of the market on the same days; the market and market-adjusted models need them. */
  readonly market?: ArrayLike<number>;
  /** Columns of factor returns on the same days, for the factor model. */
  readonly factors?: readonly ArrayLike<number>[];
  /**
   * Number of each day on a calendar that all events share (whole, ascending): a session's index, or days since
   * 1970-01-01. Without it the overlap of events cannot be seen.
   */
  readonly sessions?: ArrayLike<number>;
}

/** One event: an asset, the days its normal return is estimated on, and the days around the event. */
export interface EventReturns {
  /** Which asset; two events with the same name are repeated events on one asset. */
  readonly asset: string;
  readonly estimation: ReturnWindow;
  readonly window: ReturnWindow;
}

/** What a model makes of an event: returns above the normal ones, and how exactly the normal ones are known. */
export interface AbnormalReturns {
  readonly asset: string;
  readonly model: "mean-adjusted" | "market-adjusted" | "market" | "factor";
  /** Residuals on the estimation days, NaN where a pair was incomplete. */
  readonly estimation: Float64Array;
  /** Abnormal returns AR(i,t) on the event days, NaN where a pair was incomplete. */
  readonly window: Float64Array;
  /** M(i), complete pairs in the estimation window. */
  readonly observations: number;
  /** k, estimated parameters. */
  readonly parameters: number;
  /** M(i) - k. */
  readonly degreesOfFreedom: number;
  /** s(i) = sqrt(Σ AR² / (M(i) - k)) over the estimation days. */
  readonly residualDeviation: number;
  /** Fitted parameters, the intercept first; empty for the market-adjusted model. */
  readonly coefficients: Float64Array;
  /**
   * Whitened regressors u(t) of the event days, L × k, row by row: the forecast of day t has variance s² u(t)'u(t), and
   * the forecast of a sum of days s² |Σ u(t)|². So C(i,t) = 1 + u(t)'u(t), and Var(CAR) = s² (L + |Σ u(t)|²).
   */
  readonly loadings: Float64Array;
  readonly estimationSessions: Int32Array | null;
  readonly windowSessions: Int32Array | null;
  /** Days of the estimation window without a complete pair. */
  readonly missingEstimationDays: number;
  /** Days of the event window without a complete pair. */
  readonly missingWindowDays: number;
}

/** An event that no model could be fitted to. */
export interface RefusedEvent {
  readonly asset: string;
  readonly reason: string;
}

/** First and last index of the event window that a statistic covers, both included. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

/** Whether no model could be fitted. */
export function isRefused(result: AbnormalReturns | RefusedEvent): result is RefusedEvent {
  return "reason" in result;
}

/** Whether a model of someone's own answers as a model does. */
function isModelled(result: unknown): boolean {
  if (typeof result !== "object" || result === null) return false;
  return "reason" in result || ("window" in result && ArrayBuffer.isView(result.window));
}

/** Events by whether the model could be fitted; none is lost. */
export interface EstimatedEvents {
  readonly events: readonly AbnormalReturns[];
  /** Index in the input of each of `events`. */
  readonly indices: readonly number[];
  readonly refused: readonly (RefusedEvent & { readonly index: number })[];
}

/**
 * Applies a model to every event and sets apart, with the reason, those that it cannot be fitted to, that have fewer
 * estimation days than asked for, or no complete day in the event window.
 *
 * @param model `marketModel`, `meanAdjustedModel`, `marketAdjustedModel` or `factorModel`
 * @param minimumObservations complete estimation days an event must have; 0 leaves it to the model
 * @throws RangeError for a model that answers with anything else
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function estimateEvents(
  events: readonly EventReturns[],
  model: (event: EventReturns) => AbnormalReturns | RefusedEvent,
  minimumObservations = 0,
): EstimatedEvents {
  const estimated: AbnormalReturns[] = [];
  const indices: number[] = [];
  const refused: (RefusedEvent & { index: number })[] = [];
  events.forEach((event, index) => {
    const result = model(event);
    if (!isModelled(result))
      throw new RangeError(`the model made nothing of event ${index} that is one of its answers`);
    if (isRefused(result)) {
      refused.push({ ...result, index });
    } else if (result.observations < minimumObservations) {
      const reason = `${formatCounted(result.observations, "complete estimation day")}, ${minimumObservations} are asked for`;
      refused.push({ asset: event.asset, reason, index });
    } else if (result.missingWindowDays === result.window.length) {
      refused.push({ asset: event.asset, reason: "no complete day in the event window", index });
    } else {
      estimated.push(result);
      indices.push(index);
    }
  });
  return { events: estimated, indices, refused };
}

/** The whole event window of an event. */
export function wholeWindow(event: Pick<AbnormalReturns, "window">): DayRange {
  return { first: 0, last: event.window.length - 1 };
}

/** Refuses a range that is not inside the event window. */
export function assertRange(event: Pick<AbnormalReturns, "window">, { first, last }: DayRange): void {
  const days = event.window.length;
  if (!(Number.isInteger(first) && Number.isInteger(last) && first >= 0 && last < days && first <= last)) {
    throw new RangeError(`days ${first}..${last} lie outside the event window of ${days} days`);
  }
}
