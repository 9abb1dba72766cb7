import { neweyWestCovariance, neweyWestLag } from "../../statistics/newey-west.ts";
import { ordinaryLeastSquares } from "../../statistics/ordinary-least-squares.ts";
import { studentTPValue } from "../../statistics/p-value.ts";
import { midRankAt, midRanks } from "../../statistics/ranks.ts";
import { type DecisionPrices, forwardReturns } from "./forward-returns.ts";

/**
 * Where the borders of the groups come from. `expanding`: from the sessions up to each one, as a trader could have
 * known. `full`: from the whole span, which is description only, since it knows the future's extremes.
 */
export type GroupBorders = "expanding" | "full";

export interface ReturnsByGroupOptions {
  /** sessions held */
  readonly horizon: number;
  /** default 5, quintiles */
  readonly groups?: number;
  /** default `expanding` */
  readonly borders?: GroupBorders;
  /** with `expanding`, sessions before the first one that is sorted; default 60 */
  readonly warmUp?: number;
}

/** A group's mean and its Newey-West error. */
export interface GroupReturn {
  /** 1 = lowest index .. groups = highest */
  readonly group: number;
  readonly observations: number;
  /** smallest and largest index in the group; null if it is empty */
  readonly lowestIndex: number | null;
  readonly highestIndex: number | null;
  /** mean forward return, a fraction; null if the group is empty */
  readonly meanReturn: number | null;
  readonly standardError: number | null;
}

export interface ReturnsByGroup {
  readonly horizon: number;
  readonly borders: GroupBorders;
  readonly groups: readonly GroupReturn[];
  /** mean of the highest group less that of the lowest, and whether it differs from 0 */
  readonly spread:
    | { readonly difference: number; readonly standardError: number; readonly pValue: number }
    | { readonly difference: null; readonly reason: string };
  /** sessions that are in no group: warm-up, no index, or no return */
  readonly unsorted: number;
}

/**
 * Forward returns of sessions sorted into groups by the index, e.g. quintiles.
 *
 * A session's place is its mid-rank among the sessions it is compared with, (rank - 1/2) / n, so sessions of equal
 * index (an index of 0 is common) share a group, and groups may differ in size or be empty: the counts say so. The
 * means are the coefficients of a regression on the groups, with Newey and West's covariance over time and a lag of at
 * least 2 (horizon - 1), since the windows overlap.
 *
 * @param index one value a session, read at the decision; NaN to leave a session out
 */
export function returnsByGroup(
  index: ArrayLike<number>,
  prices: DecisionPrices,
  decideAt: "open" | "close",
  options: ReturnsByGroupOptions,
): ReturnsByGroup {
  const { horizon, groups = 5, borders = "expanding", warmUp = 60 } = options;
  if (!Number.isInteger(groups) || groups < 2) throw new RangeError(`groups are 2 or more, got ${groups}`);
  const forward = forwardReturns(prices, horizon, decideAt);
  const places = borders === "full" ? placesInAll(index) : placesSoFar(index, warmUp);
  const rows = Array.from(forward, (value, t) => ({
    value,
    index: index[t]!,
    group: Math.min(groups, Math.floor(places[t]! * groups) + 1),
  }));
  const sorted = rows.filter((row) => !Number.isNaN(row.value) && !Number.isNaN(row.group));
  const members = Array.from({ length: groups }, (_, i) => sorted.filter((row) => row.group === i + 1));
  const filled = members.flatMap((rowsOfGroup, i) => (rowsOfGroup.length > 0 ? [i + 1] : []));
  const fit = ordinaryLeastSquares(
    sorted.map((row) => row.value),
    filled.map((group) => sorted.map((row) => (row.group === group ? 1 : 0))),
    { intercept: false },
  );
  const lag = Math.min(
    Math.max(0, sorted.length - 1),
    Math.max(neweyWestLag(sorted.length), 2 * (horizon - 1)),
  );
  const covariance = fit === null ? undefined : neweyWestCovariance(fit, lag);
  const entry = (a: number, b: number) => covariance?.[a * filled.length + b] ?? Number.NaN;
  const summaries = members.map((rowsOfGroup, i): GroupReturn => {
    const place = filled.indexOf(i + 1);
    const indices = rowsOfGroup.map((row) => row.index);
    const variance = place < 0 ? Number.NaN : entry(place, place);
    return {
      group: i + 1,
      observations: rowsOfGroup.length,
      lowestIndex: indices.length > 0 ? Math.min(...indices) : null,
      highestIndex: indices.length > 0 ? Math.max(...indices) : null,
      meanReturn: place < 0 ? null : (fit?.coefficients[place] ?? null),
      // One observation has no error: its residual is 0.
      standardError: variance > 0 ? Math.sqrt(variance) : null,
    };
  });
  return { horizon, borders, groups: summaries, spread: spreadOf(), unsorted: rows.length - sorted.length };

  function spreadOf(): ReturnsByGroup["spread"] {
    const [bottom, top] = [filled.indexOf(1), filled.indexOf(groups)];
    if (fit === null || bottom < 0 || top < 0) {
      const empty = bottom < 0 ? "lowest" : "highest";
      return {
        difference: null,
        reason: sorted.length === 0 ? "no session is sorted" : `the ${empty} group is empty`,
      };
    }
    const difference = fit.coefficients[top]! - fit.coefficients[bottom]!;
    const variance = entry(top, top) + entry(bottom, bottom) - 2 * entry(top, bottom);
    if (!(variance > 0)) return { difference: null, reason: "the groups are too small for an error" };
    const standardError = Math.sqrt(variance);
    const pValue = studentTPValue(difference / standardError, Math.max(1, fit.degreesOfFreedom), "two-sided");
    return { difference, standardError, pValue };
  }
}

/** Place of each value among all, in (0, 1); NaN where there is none. */
function placesInAll(index: ArrayLike<number>): Float64Array {
  const there = Array.from({ length: index.length }, (_, t) => t).filter((t) => !Number.isNaN(index[t]));
  const ranks = midRanks(there.map((t) => index[t]!));
  const places = new Float64Array(index.length).fill(Number.NaN);
  there.forEach((t, i) => {
    places[t] = (ranks[i]! - 0.5) / there.length;
  });
  return places;
}

/** Place of each value among those up to it, in (0, 1); NaN before the warm-up is over. */
function placesSoFar(index: ArrayLike<number>, warmUp: number): Float64Array {
  const places = new Float64Array(index.length).fill(Number.NaN);
  const seen: number[] = [];
  for (let t = 0; t < index.length; t++) {
    const value = index[t]!;
    if (Number.isNaN(value)) continue;
    seen.push(value);
    if (seen.length > warmUp) places[t] = (midRankAt(seen, seen.length - 1) - 0.5) / seen.length;
  }
  return places;
}
