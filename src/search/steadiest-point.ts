import { type GridDigit, gridDigits, type SpaceDescription } from "./parameter-space.ts";
import { haveOrder, type Plateau } from "./plateau.ts";

/**
 * The point of a grid with the highest mean over its surroundings, a box of one step around it, gathered as the scores of
 * points become known.
 *
 * Sums over a box are sums along one axis after another. The first axis is the last: so one slab of the grid at a time is
 * summed along the others, and three of them are held, however many points there are.
 */
export class SteadiestPoint {
  readonly #scores: Float64Array;
  readonly #first: GridDigit;
  /** axes along which points have neighbours, the last of the grid first; without the first */
  readonly #others: readonly GridDigit[];
  readonly #hasBeside: boolean;
  #before: Slab;
  #own: Slab;
  #after: Slab;
  /** slabs that are summed along the other axes */
  #summed = 0;
  #found: Plateau["steadiest"] = null;

  /** @param scores objective of each point, NaN for those that are no candidates */
  constructor(description: SpaceDescription, scores: Float64Array) {
    const [first, ...others] = gridDigits(description) as [GridDigit, ...GridDigit[]];
    this.#scores = scores;
    this.#first = first;
    this.#others = others.filter(({ values }) => haveOrder(values)).reverse();
    this.#hasBeside = haveOrder(first.values);
    this.#before = new Slab(first.stride);
    this.#own = new Slab(first.stride);
    this.#after = new Slab(first.stride);
  }

  /** Goes on to where the scores of all points before `to` are known. */
  advance(to: number): void {
    const { stride, values } = this.#first;
    for (; this.#summed < values.length && (this.#summed + 1) * stride <= to; this.#summed++) {
      const place = this.#summed;
      this.#after.take(this.#scores, place * stride);
      for (const one of this.#others) this.#after.addBothSides(one.stride, one.values.length);
      if (place > 0) this.#look(place - 1);
      this.#turn();
      if (place < values.length - 1) continue;
      this.#after.clear();
      this.#look(place);
    }
  }

  /** Of all points, once they are known. */
  get found(): Plateau["steadiest"] {
    return this.#found;
  }

  #turn(): void {
    [this.#before, this.#own, this.#after] = [this.#own, this.#after, this.#before];
  }

  /** Looks at the points of a slab, which is `own`. */
  #look(place: number): void {
    const { stride: size } = this.#first;
    const scores = this.#scores;
    const [before, own, after] = [this.#before, this.#own, this.#after];
    const hasBeside = this.#hasBeside;
    let found = this.#found;
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
    this.#found = found;
  }
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
