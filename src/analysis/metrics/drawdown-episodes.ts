import { drawdownSeries } from "./max-drawdown.ts";

/** One stretch under water: from the last level at the peak until the first level that reaches the peak again. */
export interface DrawdownEpisode {
  /** Deepest point, a fraction below 0. */
  readonly depth: number;
  /** Index of the last level at the peak. */
  readonly peakIndex: number;
  /** Index of the deepest level, the first of equals. */
  readonly troughIndex: number;
  /** Index of the first level at or above the peak; null when the series ends under water. */
  readonly recoveryIndex: number | null;
  readonly recovered: boolean;
  /** Sessions from the peak to the recovery, or to the end of the series. */
  readonly sessions: number;
  /** Calendar days between the same two levels. */
  readonly calendarDays: number;
}

/**
 * Every drawdown of an equity curve, in order of time. A series that ends under water has its last episode too, marked
 * as not recovered: other packages drop it, and with it, often, the worst one.
 *
 * @param levels account value at t0 and at each close; length n + 1, the first above 0
 * @param days day (since 1970-01-01) of each level
 * @throws RangeError for lengths that differ, no levels, or a level that is not finite
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 * @example
 * drawdownEpisodes([100, 90, 100, 80], [0, 1, 2, 5])
 * // two: -0.1 from 0 to 2, recovered; -0.2 from 2 to the end, 1 session, 3 days, not recovered
 */
export function drawdownEpisodes(levels: ArrayLike<number>, days: ArrayLike<number>): DrawdownEpisode[] {
  if (levels.length !== days.length)
    throw new RangeError(`${levels.length} levels need as many days, got ${days.length}`);
  const drawdowns = drawdownSeries(levels);
  const episodes: DrawdownEpisode[] = [];
  const last = drawdowns.length - 1;
  let peakIndex = 0;
  let troughIndex = -1;
  const close = (recoveryIndex: number | null) => {
    const end = recoveryIndex ?? last;
    episodes.push({
      depth: drawdowns[troughIndex]!,
      peakIndex,
      troughIndex,
      recoveryIndex,
      recovered: recoveryIndex !== null,
      sessions: end - peakIndex,
      calendarDays: days[end]! - days[peakIndex]!,
    });
  };
  for (let t = 1; t <= last; t++) {
    if (drawdowns[t] === 0) {
      if (troughIndex >= 0) close(t);
      peakIndex = t;
      troughIndex = -1;
    } else if (troughIndex < 0 || drawdowns[t]! < drawdowns[troughIndex]!) {
      troughIndex = t;
    }
  }
  if (troughIndex >= 0) close(null);
  return episodes;
}
