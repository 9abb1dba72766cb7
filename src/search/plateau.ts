import { median } from "../statistics/quantile.ts";
import type { ParamValue } from "../strategy/param.ts";
import { type GridDigit, gridDigits, type ParameterSpace, type SpaceDescription } from "./parameter-space.ts";

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
    steadiest: description.method === "grid" ? steadiestPoint(description, scores) : null,
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

const haveOrder = (values: readonly ParamValue[]) => values.every((value) => typeof value === "number");

/**
 * The point with the highest mean over its surroundings, a box of one step around it. Sums over a box are sums along one
 * axis after another. The first axis is the last: so one slab of the grid at a time is summed along the others, and three
 * of them are held, however many points there are.
 */
function steadiestPoint(description: SpaceDescription, scores: Float64Array): Plateau["steadiest"] {
  const [first, ...others] = gridDigits(description) as [GridDigit, ...GridDigit[]];
  const size = first.stride;
  const ordered = others.filter(({ values }) => haveOrder(values)).reverse();
  const slabAt = (place: number, into: Slab) => {
    into.take(scores, place * size);
    for (const { values, stride } of ordered) into.addBothSides(stride, values.length);
  };
  const last = first.values.length - 1;
  const hasBeside = haveOrder(first.values);
  let [before, own, after] = [new Slab(size), new Slab(size), new Slab(size)] as [Slab, Slab, Slab];
  slabAt(0, own);
  let found: Plateau["steadiest"] = null;
  for (let place = 0; place <= last; place++) {
    if (place < last) slabAt(place + 1, after);
    else after.clear();
    for (let offset = 0; offset < size; offset++) {
      const score = scores[place * size + offset]!;
      if (Number.isNaN(score)) continue;
      let total = own.totals[offset]!;
      let count = own.counts[offset]!;
      if (hasBeside) {
        total = total + before.totals[offset]! + after.totals[offset]!;
        count += before.counts[offset]! + after.counts[offset]!;
      }
      if (count < 2) continue;
      const mean = total / count;
      if (found === null || mean > found.mean) found = { index: place * size + offset, mean, score };
    }
    [before, own, after] = [own, after, before];
  }
  return found;
}

/** Sums of scores over surroundings, and how many there are, of the points at one place of a grid's first axis. */
class Slab {
  readonly totals: Float64Array;
  readonly counts: Int32Array;
  readonly #totalsBefore: Float64Array;
  readonly #countsBefore: Int32Array;

  constructor(size: number) {
    this.totals = new Float64Array(size);
    this.counts = new Int32Array(size);
    this.#totalsBefore = new Float64Array(size);
    this.#countsBefore = new Int32Array(size);
  }

  clear(): void {
    this.totals.fill(0);
    this.counts.fill(0);
  }

  /** Begins with the points alone. */
  take(scores: Float64Array, from: number): void {
    const { totals, counts } = this;
    for (let offset = 0; offset < totals.length; offset++) {
      const score = scores[from + offset]!;
      const isCandidate = !Number.isNaN(score);
      totals[offset] = isCandidate ? score : 0;
      counts[offset] = isCandidate ? 1 : 0;
    }
  }

  /** Adds to each sum those that stood one step before and after it along an axis. */
  addBothSides(stride: number, length: number): void {
    const { totals, counts } = this;
    const totalsBefore = this.#totalsBefore;
    const countsBefore = this.#countsBefore;
    for (let line = 0; line < totals.length; line += stride * length) {
      totalsBefore.fill(0, 0, stride);
      countsBefore.fill(0, 0, stride);
      for (let place = 0; place < length; place++) {
        const from = line + place * stride;
        const isLast = place === length - 1;
        for (let index = from; index < from + stride; index++) {
          const total = totals[index]!;
          const count = counts[index]!;
          const column = index - from;
          totals[index] = total + totalsBefore[column]! + (isLast ? 0 : totals[index + stride]!);
          counts[index] = count + countsBefore[column]! + (isLast ? 0 : counts[index + stride]!);
          totalsBefore[column] = total;
          countsBefore[column] = count;
        }
      }
    }
  }
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
