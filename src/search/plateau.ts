import { median } from "../statistics/quantile.ts";
import type { ParamValue } from "../strategy/param.ts";
import { gridDigits, type ParameterSpace, type SpaceDescription } from "./parameter-space.ts";

/** Whether the best point stands on a plateau or on an island. */
export interface Plateau {
  /** points beside the best: one step along each axis and its diagonals; in a sample, the nearest ones */
  readonly neighbours: number;
  /** median of their objective, null if none has one */
  readonly neighbourMedian: number | null;
  readonly neighbourWorst: number | null;
  /** (median of the neighbours - median of all) / (best - median of all): 1 on a plateau, 0 on an island */
  readonly lift: number | null;
  /** a lift below a half: most of what makes the best stand out is gone one step away */
  readonly isIsland: boolean | null;
  /** point with the highest mean of itself and its neighbours: what a cautious searcher would take; grids only */
  readonly steadiest: { readonly index: number; readonly mean: number; readonly score: number } | null;
}

const ISLAND_BELOW = 0.5;

/**
 * Looks around the best point: does it stand on a plateau, or is it an island?
 *
 *   lift = (median of its neighbours - median of all) / (best - median of all)
 *
 * 1 on a plateau, 0 on an island, and called one below 1/2. Neighbours lie one step along each axis and its diagonals;
 * in a sample they are the nearest points. The steadiest point of a grid has the highest mean of itself and its
 * neighbours.
 *
 * @param scores objective of each point, NaN for those that are no candidates
 * @param best index of the best
 * @param overall median of the scores of all candidates
 * @param steadiest of a grid, from {@link SteadiestPoint}
 */
export function plateauOf(
  space: ParameterSpace,
  scores: Float64Array,
  best: number,
  overall: number,
  steadiest: Plateau["steadiest"],
): Plateau {
  const { description } = space;
  const around =
    description.method === "grid" ? gridNeighbours(description, best) : nearestPoints(space, scores, best);
  const values = around.map((index) => scores[index]!).filter((score) => !Number.isNaN(score));
  const neighbourMedian = values.length === 0 ? null : median(values);
  const height = scores[best]! - overall;
  const lift = neighbourMedian === null || !(height > 0) ? null : (neighbourMedian - overall) / height;
  return {
    neighbours: around.length,
    neighbourMedian,
    neighbourWorst: values.length === 0 ? null : Math.min(...values),
    lift,
    isIsland: lift === null ? null : lift < ISLAND_BELOW,
    steadiest,
  };
}

/** Points at most one step away along every axis. Values that have no order have no neighbours along theirs. */
function gridNeighbours(description: SpaceDescription, index: number): number[] {
  let around = [0];
  for (const { values, stride } of gridDigits(description)) {
    const place = Math.floor(index / stride) % values.length;
    const steps = [
      0,
      ...(haveOrder(values) && place > 0 ? [-stride] : []),
      ...(haveOrder(values) && place + 1 < values.length ? [stride] : []),
    ];
    around = around.flatMap((offset) => steps.map((step) => offset + step));
  }
  return around
    .filter((offset) => offset !== 0)
    .map((offset) => index + offset)
    .sort((a, b) => a - b);
}

export const haveOrder = (values: readonly ParamValue[]) =>
  values.every((value) => typeof value === "number");

/** The points nearest to the best in a space whose axes all have length 1; unequal texts are a whole axis apart. */
function nearestPoints(space: ParameterSpace, scores: Float64Array, best: number): number[] {
  const { axes, size } = space.description;
  const wanted = Math.min(size - 1, Math.max(8, 2 * axes.length));
  const center = space.at(best);
  const distances: { index: number; distance: number }[] = [];
  for (let index = 0; index < size; index++) {
    if (index === best || Number.isNaN(scores[index])) continue;
    const point = space.at(index);
    let distance = 0;
    for (const axis of axes) {
      const [a, b] = [center[axis.name], point[axis.name]];
      if (typeof a !== "number" || typeof b !== "number") distance += a === b ? 0 : 1;
      else distance += ((a - b) / spanOf(axis)) ** 2;
    }
    const last = distances.at(-1);
    if (distances.length >= wanted && last !== undefined && distance >= last.distance) continue;
    let place = distances.length;
    while (place > 0 && distance < (distances[place - 1] as { distance: number }).distance) place--;
    distances.splice(place, 0, { index, distance });
    if (distances.length > wanted) distances.pop();
  }
  return distances.map(({ index }) => index);
}

function spanOf(axis: SpaceDescription["axes"][number]): number {
  if (axis.type === "range") return axis.max - axis.min;
  const numbers = axis.values.filter((value) => typeof value === "number");
  return Math.max(...numbers) - Math.min(...numbers) || 1;
}
