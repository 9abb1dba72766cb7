import { quantileOfRanks } from "./quantile.ts";

/** Bits of a number's upper word that name its part: sign, exponent and the first six of the fraction. */
const PART_BITS = 18;
const PARTS = 1 << PART_BITS;
/** Where the upper word of a number stands in its two: numbers lie in memory in this machine's order. */
const UPPER = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
/** Values that are sorted rather than cut. */
const FEW = 4_096;

/**
 * Quantiles of values of which there are too many to sort or to copy, and which become known piece by piece.
 *
 * Values are counted by part: the first bits of a number, the sign turned, are in order as the numbers are, so no value of
 * a part is above one of the next. Those of the parts in which the quantiles lie are then looked at alone, and cut again
 * while they are many.
 *
 * @example new QuantilesOfMany(Float64Array.of(4, 1, NaN, 3, 2)).add(0, 5).at([0, 0.5, 1]) // => [1, 2.5, 4]
 */
export class QuantilesOfMany {
  readonly #values: Float64Array;
  readonly #words: Int32Array;
  readonly #counts = new Uint32Array(PARTS);
  #count = 0;

  /** @param values left as they are; NaN counts as no value */
  constructor(values: Float64Array) {
    this.#values = values;
    this.#words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  }

  /** Counts the values from `from` to `to - 1`, each of which is to be counted once. */
  add(from: number, to: number): this {
    const values = this.#values;
    const words = this.#words;
    const counts = this.#counts;
    let count = 0;
    for (let i = from; i < to; i++) {
      if (Number.isNaN(values[i])) continue;
      counts[partOf(words[2 * i + UPPER]!)]!++;
      count++;
    }
    this.#count += count;
    return this;
  }

  /**
   * @param levels in [0, 1]
   * @returns what `quantile` gives at each level
   * @throws RangeError for no values or a level outside [0, 1]
   */
  at(levels: readonly number[]): number[] {
    const asked: number[] = [];
    const quantilesBy = (ofRank: (rank: number) => number) =>
      levels.map((level) => quantileOfRanks(this.#count, level, ofRank));
    quantilesBy((rank) => asked.push(rank));
    const parts = this.#partsOf(asked);
    this.#collect([...new Set(parts.values())]);
    return quantilesBy((rank) => {
      const { values, before } = parts.get(rank)!;
      return valueOfRank(values, rank - before);
    });
  }

  /** The parts in which ranks lie, with room for their values. */
  #partsOf(ranks: readonly number[]): Map<number, Part> {
    const found = new Map<number, Part>();
    const counts = this.#counts;
    let number = 0;
    let before = 0;
    let part: Part | null = null;
    for (const rank of ranks.toSorted((a, b) => a - b)) {
      for (; rank >= before + counts[number]!; number++) {
        before += counts[number]!;
        part = null;
      }
      part ??= { number, before, values: new Float64Array(counts[number]!) };
      found.set(rank, part);
    }
    return found;
  }

  #collect(parts: readonly Part[]): void {
    const places = new Uint8Array(PARTS);
    for (const [place, { number }] of parts.entries()) places[number] = place + 1;
    const ends = new Uint32Array(parts.length);
    const values = this.#values;
    const words = this.#words;
    for (let i = 0; i < values.length; i++) {
      const place = places[partOf(words[2 * i + UPPER]!)]!;
      if (place === 0 || Number.isNaN(values[i])) continue;
      parts[place - 1]!.values[ends[place - 1]!++] = values[i]!;
    }
  }
}

interface Part {
  readonly number: number;
  /** how many values lie in the parts before it */
  readonly before: number;
  readonly values: Float64Array;
}

/** @param upper word of a number */
function partOf(upper: number): number {
  // Of numbers below 0 the larger word is the lower number.
  return ((upper ^ ((upper >> 31) & 0x7fffffff)) >> (32 - PART_BITS)) + PARTS / 2;
}

/** The value of a rank. @param values without NaN; their order is lost */
function valueOfRank(values: Float64Array, rank: number): number {
  let [from, to] = [0, values.length];
  for (;;) {
    let lowest = Number.POSITIVE_INFINITY;
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
    if (lowest === highest) return lowest;
    const middle = lowest + (highest - lowest) / 2;
    if (to - from <= FEW || !(middle < highest)) return values.subarray(from, to).sort()[rank - from]!;
    // Those that are not above the middle come first.
    let end = from;
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      values[i] = values[end]!;
      values[end] = value;
      if (value <= middle) end++;
    }
    if (rank < end) to = end;
    else from = end;
  }
}
