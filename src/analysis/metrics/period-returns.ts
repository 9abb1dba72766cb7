import { assertFinite } from "../../statistics/finite-values.ts";
import { calendarDayParts } from "../../time/calendar-day.ts";

/** The return of one calendar month or year. */
export interface PeriodReturn {
  readonly year: number;
  /** 1..12; null for a whole year. */
  readonly month: number | null;
  /** Last level of this period over the last level before it, minus 1. */
  readonly return: number;
  /** Levels that lie in the period, the first level of all not counted. */
  readonly sessions: number;
}

/**
 * Returns by calendar month. The first month starts from the first level, the last one ends at the last level: either may
 * be part of a month. Their compounded product is the total return.
 *
 * @param levels account value at t0 and at each close; length n + 1, all above 0
 * @param days day (since 1970-01-01) of each level, ascending
 * @returns one entry a month in which there was a session, oldest first
 * @throws RangeError for lengths that differ, levels not above 0, or days that do not ascend
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function monthlyReturns(levels: ArrayLike<number>, days: ArrayLike<number>): PeriodReturn[] {
  return periodReturns(levels, days, true);
}

/**
 * The same by calendar year.
 *
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function yearlyReturns(levels: ArrayLike<number>, days: ArrayLike<number>): PeriodReturn[] {
  return periodReturns(levels, days, false);
}

function periodReturns(levels: ArrayLike<number>, days: ArrayLike<number>, byMonth: boolean): PeriodReturn[] {
  assertFinite(levels, "level");
  if (levels.length !== days.length)
    throw new RangeError(`${levels.length} levels need as many days, got ${days.length}`);
  const periods: PeriodReturn[] = [];
  let base = levels[0]!;
  let start = 1;
  for (let t = 1; t < levels.length; t++) {
    if (!(levels[t - 1]! > 0))
      throw new RangeError(`level ${t - 1} is ${levels[t - 1]}; a return needs levels above 0`);
    if (!(days[t]! >= days[t - 1]!)) throw new RangeError(`day ${t} comes before day ${t - 1}`);
    const { year, month } = calendarDayParts(days[t]!);
    const next = t + 1 < levels.length ? calendarDayParts(days[t + 1]!) : null;
    if (next !== null && next.year === year && (!byMonth || next.month === month)) continue;
    periods.push({
      year,
      month: byMonth ? month : null,
      return: levels[t]! / base - 1,
      sessions: t - start + 1,
    });
    base = levels[t]!;
    start = t + 1;
  }
  return periods;
}
