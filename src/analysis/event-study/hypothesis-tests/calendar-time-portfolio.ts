import { neweyWestCovariance, neweyWestLag } from "../../../statistics/newey-west.ts";
import { ordinaryLeastSquares } from "../../../statistics/ordinary-least-squares.ts";
import { type Sided, studentTPValue } from "../../../statistics/p-value.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/** An event on one of the assets. */
export interface AssetEvent {
  /** Index of the asset's column. */
  readonly asset: number;
  /** Session of the event, an index into the columns. */
  readonly session: number;
}

export interface CalendarTimeInput {
  /** One column of returns an asset, all over the same n sessions, NaN where missing. */
  readonly returns: readonly ArrayLike<number>[];
  readonly events: readonly AssetEvent[];
  /** Sessions from the event to the first and last day held, e.g. 0 and 9. */
  readonly first: number;
  readonly last: number;
  /** Columns of factor returns over the same sessions; none leaves the plain mean. */
  readonly factors?: readonly ArrayLike<number>[];
}

/** The portfolio's return on the sessions on which it holds something. */
export interface CalendarTimePortfolio {
  readonly sessions: Int32Array;
  readonly returns: Float64Array;
  /** Assets held on each of these sessions. */
  readonly held: Int32Array;
}

/**
 * Calendar-time portfolio (Jaffe 1974, Mandelker 1974): each session the equal-weighted mean return of the assets that
 * are inside the window of one of their events, an asset counted once however many of its events overlap.
 *
 * @throws RangeError for columns of different length, or an event on no asset or session
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function calendarTimePortfolio({
  returns,
  events,
  first,
  last,
}: CalendarTimeInput): CalendarTimePortfolio {
  const days = returns[0]?.length ?? 0;
  const isHeld = returns.map(() => new Uint8Array(days));
  returns.forEach((column, asset) => {
    if (column.length !== days)
      throw new RangeError(`asset ${asset} has ${column.length} sessions, asset 0 has ${days}`);
  });
  for (const { asset, session } of events) {
    const column = isHeld[asset];
    if (column === undefined) throw new RangeError(`there is no asset ${asset}`);
    if (!(Number.isInteger(session) && session >= 0 && session < days)) {
      throw new RangeError(`session ${session} lies outside the ${days} sessions`);
    }
    column.fill(1, Math.max(0, session + first), Math.max(0, session + last + 1));
  }
  const sessions: number[] = [];
  const averages: number[] = [];
  const counts: number[] = [];
  for (let t = 0; t < days; t++) {
    let total = 0;
    let count = 0;
    returns.forEach((column, asset) => {
      if (isHeld[asset]![t] === 0 || Number.isNaN(column[t])) return;
      total += column[t]!;
      count++;
    });
    if (count === 0) continue;
    sessions.push(t);
    averages.push(total / count);
    counts.push(count);
  }
  return {
    sessions: Int32Array.from(sessions),
    returns: Float64Array.from(averages),
    held: Int32Array.from(counts),
  };
}

/**
 * Test of the calendar-time portfolio's alpha (Fama 1998): its returns are regressed on the factors with an intercept, and
 * alpha is compared with Student t, n - k. Events that overlap in time are one portfolio, so they are not counted twice.
 *
 * @param errors `newey-west` (the default, lag floor(4 (n/100)^(2/9)), over the held sessions in a row) or `ols`
 * @returns statistic: alpha's t; alpha per session is in the details
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function calendarTimeTest(
  input: CalendarTimeInput,
  errors: "newey-west" | "ols" = "newey-west",
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "calendar-time-portfolio",
    convention: `alpha of the equal-weighted portfolio of assets in their windows; ${errors} errors; Student t, n - k`,
    assumesIndependence: false,
  };
  const portfolio = calendarTimePortfolio(input);
  const factors = input.factors ?? [];
  const complete: number[] = [];
  portfolio.sessions.forEach((session, i) => {
    if (factors.every((column) => !Number.isNaN(column[session]))) complete.push(i);
  });
  const details = { sessions: complete.length, factors: factors.length };
  const response = complete.map((i) => portfolio.returns[i]!);
  const columns = factors.map((column) => complete.map((i) => column[portfolio.sessions[i]!]!));
  const fit = ordinaryLeastSquares(response, columns);
  if (fit === null || fit.degreesOfFreedom < 1) {
    return undefinedTest(
      identity,
      sided,
      "too few sessions for the regression, or factors that do not vary",
      details,
    );
  }
  const variance = errors === "ols" ? fit.standardErrors[0]! ** 2 : neweyWestCovariance(fit)[0]!;
  const alpha = fit.coefficients[0]!;
  if (!(variance > (1e-13 * alpha) ** 2))
    return undefinedTest(identity, sided, "alpha has no variance", details);
  const statistic = alpha / Math.sqrt(variance);
  return computedTest(identity, {
    statistic,
    p: studentTPValue(statistic, fit.degreesOfFreedom, sided),
    sided,
    degreesOfFreedom: fit.degreesOfFreedom,
    details: { ...details, alpha, lag: errors === "ols" ? 0 : neweyWestLag(fit.observations) },
  });
}
