import type { Sided } from "../../statistics/p-value.ts";
import { rowViews } from "../../statistics/row-views.ts";
import type { AbnormalReturns, DayRange } from "./abnormal-returns.ts";
import { averageAbnormalReturns } from "./average-abnormal-return.ts";
import { overlapCorrelation, relativeDayCorrelation } from "./cross-correlation.ts";
import { eventOverlap } from "./event-overlap.ts";
import { type AverageRanks, averageRanks } from "./hypothesis-tests/corrado-rank.ts";
import { type RankedEstimation, rankEstimation } from "./hypothesis-tests/generalized-rank.ts";
import type { EstimatedCorrelation } from "./hypothesis-tests/kolari-pynnonen.ts";
import { positiveShareOf } from "./hypothesis-tests/sign.ts";
import { writeStandardized, writeStandardizedResiduals } from "./standardized-abnormal-return.ts";

/** What the tests of all days and ranges share, worked out once. A column holds one value an event. */
export interface PreparedEvents {
  readonly events: readonly AbnormalReturns[];
  readonly sided: Sided;
  /** AR(i,t) and SAR(i,t) of each day of the event window, NaN where missing */
  readonly abnormal: readonly Float64Array[];
  readonly standardized: readonly Float64Array[];
  /** SAR(i,t), one row an event */
  readonly standardizedRows: readonly Float64Array[];
  /** AAR(t) and the events behind it, on the days of the event window; AAR(t) of the estimation days */
  readonly averages: Float64Array;
  readonly counts: Int32Array;
  readonly estimationAverages: Float64Array;
  readonly degreesOfFreedom: Float64Array;
  readonly deviations: Float64Array;
  /** share of positive residuals in the estimation window */
  readonly positiveShares: Float64Array;
  readonly ranks: AverageRanks;
  readonly ranked: RankedEstimation;
  readonly hasSessions: boolean;
  /** mean correlation between the events that have a day in the range */
  readonly correlationOf: (range: DayRange, used: ArrayLike<number>) => EstimatedCorrelation;
}

/**
 * @param correlation where the correlation between events comes from; the calendar where all events carry sessions,
 *   unless given
 */
export function prepareEvents(
  events: readonly AbnormalReturns[],
  sided: Sided,
  correlation?: "calendar" | "relative-day",
): PreparedEvents {
  const hasSessions = events.every(({ windowSessions }) => windowSessions !== null);
  const isCalendar = (correlation ?? (hasSessions ? "calendar" : "relative-day")) === "calendar";
  const residuals = rowViews(events.map(({ estimation }) => estimation.length));
  for (const [i, event] of events.entries()) writeStandardizedResiduals(event, residuals[i]!);
  const ranked = rankEstimation(residuals);
  const overlap = isCalendar ? eventOverlap(events) : null;
  const relative = isCalendar ? null : relativeDayCorrelation(residuals);
  const standardizedRows = rowViews(events.map(({ window }) => window.length));
  for (const [i, event] of events.entries()) writeStandardized(event, true, standardizedRows[i]!);
  const { average, count } = averageAbnormalReturns(events);
  return {
    events,
    sided,
    abnormal: columnsOf(events.map(({ window }) => window)),
    standardized: columnsOf(standardizedRows),
    standardizedRows,
    averages: average,
    counts: count,
    estimationAverages: averageAbnormalReturns(events, "estimation").average,
    degreesOfFreedom: Float64Array.from(events, (event) => event.degreesOfFreedom),
    deviations: Float64Array.from(events, ({ residualDeviation }) => residualDeviation),
    positiveShares: Float64Array.from(events, positiveShareOf),
    ranks: averageRanks(events, ranked),
    ranked,
    hasSessions,
    correlationOf: (range, used) => {
      if (isCalendar) return overlapCorrelation(events, range, overlap, used);
      if (relative !== null && used.length === events.length) return relative;
      return relativeDayCorrelation(Array.from(used, (i) => residuals[i]!));
    },
  };
}

/** The values of some events, by index; the column itself where these are all of them. */
export function pick(column: Float64Array, used: ArrayLike<number>): Float64Array {
  if (used.length === column.length) return column;
  const values = new Float64Array(used.length);
  for (let k = 0; k < values.length; k++) values[k] = column[used[k]!]!;
  return values;
}

function columnsOf(rows: readonly Float64Array[]): Float64Array[] {
  const columns = Array.from(rows[0]!, () => new Float64Array(rows.length));
  for (const [i, row] of rows.entries()) for (let t = 0; t < row.length; t++) columns[t]![i] = row[t]!;
  return columns;
}
