import type { AbnormalReturns } from "./abnormal-returns.ts";

/** An average over events, day by day. */
export interface AverageByDay {
  /** NaN on a day that no event has. */
  readonly average: Float64Array;
  /** Events with that day complete. */
  readonly count: Int32Array;
}

/**
 * Average abnormal returns AAR(t): the mean over events of AR(i,t), each day over the events that have it.
 *
 * @param part the event days, or the residuals of the estimation days (day by day before the event)
 * @throws RangeError for no events, or windows of different lengths
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function averageAbnormalReturns(
  events: readonly AbnormalReturns[],
  part: "window" | "estimation" = "window",
): AverageByDay {
  return averageByDay(events.map((event) => event[part]));
}

/** Mean of each column over the rows that have it. */
export function averageByDay(rows: readonly ArrayLike<number>[]): AverageByDay {
  const days = rows[0]?.length;
  if (days === undefined) throw new RangeError("an average needs at least one event");
  const average = new Float64Array(days);
  const count = new Int32Array(days);
  rows.forEach((row, i) => {
    if (row.length !== days) throw new RangeError(`event ${i} has ${row.length} days, event 0 has ${days}`);
    for (let t = 0; t < days; t++) {
      if (Number.isNaN(row[t])) continue;
      average[t]! += row[t]!;
      count[t]!++;
    }
  });
  for (let t = 0; t < days; t++) average[t] = count[t]! > 0 ? average[t]! / count[t]! : Number.NaN;
  return { average, count };
}
