import { median } from "../statistics/quantile.ts";
import type { ParameterSpace, SpaceDescription } from "./parameter-space.ts";

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
 * Looks around the best point.
 *
 * @param scores objective of each point, NaN for those that are no candidates
 * @param best index of the best
 * @param overall median of the scores of all candidates
 */
export function plateauOf(
  space: ParameterSpace,
  scores: Float64Array,
  best: number,
  overall: number,
): Plateau {
  const { description } = space;
  const around =
    description.method === "grid" ? gridNeighbours(description, best) : nearestPoints(space, scores, best);
  const values = around.map((index) => scores[index] as number).filter((score) => !Number.isNaN(score));
  const neighbourMedian = values.length === 0 ? null : median(values);
  const height = (scores[best] as number) - overall;
  const lift = neighbourMedian === null || !(height > 0) ? null : (neighbourMedian - overall) / height;
  return {
    neighbours: around.length,
    neighbourMedian,
    neighbourWorst: values.length === 0 ? null : Math.min(...values),
    lift,
    isIsland: lift === null ? null : lift < ISLAND_BELOW,
    steadiest: description.method === "grid" ? steadiestPoint(description, scores) : null,
  };
}

/** Points at most one step away along every axis. Values that have no order have no neighbours along theirs. */
function gridNeighbours({ axes }: SpaceDescription, index: number): number[] {
  let around = [0];
  let stride = 1;
  for (const axis of [...axes].reverse()) {
    if (axis.type !== "list") continue;
    const length = axis.values.length;
    const place = Math.floor(index / stride) % length;
    const isOrdered = axis.values.every((value) => typeof value === "number");
    const steps = [
      0,
      ...(isOrdered && place > 0 ? [-1] : []),
      ...(isOrdered && place + 1 < length ? [1] : []),
    ];
    const width = stride;
    around = around.flatMap((offset) => steps.map((step) => offset + step * width));
    stride *= length;
  }
  return around
    .filter((offset) => offset !== 0)
    .map((offset) => index + offset)
    .sort((a, b) => a - b);
}

/** Sums over each point's surroundings, axis by axis: a box of one step around is the same along each axis in turn. */
function steadiestPoint({ axes }: SpaceDescription, scores: Float64Array): Plateau["steadiest"] {
  let totals: Float64Array = scores.map((score) => (Number.isNaN(score) ? 0 : score));
  let counts: Float64Array = scores.map((score) => (Number.isNaN(score) ? 0 : 1));
  let stride = 1;
  for (const axis of [...axes].reverse()) {
    if (axis.type !== "list") continue;
    const length = axis.values.length;
    if (axis.values.every((value) => typeof value === "number")) {
      totals = withBothSides(totals, stride, length);
      counts = withBothSides(counts, stride, length);
    }
    stride *= length;
  }
  let found: Plateau["steadiest"] = null;
  for (let index = 0; index < scores.length; index++) {
    const count = counts[index] as number;
    if (Number.isNaN(scores[index]) || count < 2) continue;
    const mean = (totals[index] as number) / count;
    if (found === null || mean > found.mean) found = { index, mean, score: scores[index] as number };
  }
  return found;
}

/** Each value plus those one step before and after it along an axis. */
function withBothSides(values: Float64Array, stride: number, length: number): Float64Array {
  const sums = values.slice();
  const width = stride * length;
  for (let line = 0; line < values.length; line += width) {
    const last = line + width - stride;
    for (let index = line + stride; index < line + width; index++)
      sums[index] = (sums[index] as number) + (values[index - stride] as number);
    for (let index = line; index < last; index++)
      sums[index] = (sums[index] as number) + (values[index + stride] as number);
  }
  return sums;
}

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
