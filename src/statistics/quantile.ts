/**
 * Quantile by linear interpolation between order statistics: with h = (n - 1) q,
 * x(floor h) + (h - floor h) (x(floor h + 1) - x(floor h)). numpy's and pandas' default, Hyndman and Fan's type 7.
 *
 * @param values at least one, any order; not changed
 * @param level in [0, 1]; 0.05 is the 5th percentile
 * @throws RangeError for no values or a level outside [0, 1]
 * @example quantile([4, 1, 3, 2], 0.5) // => 2.5
 */
export function quantile(values: ArrayLike<number>, level: number): number {
  return quantileOfSorted(new Float64Array(values).sort(), level);
}

/**
 * `quantile` of values that are sorted ascending already: sort once, ask often.
 *
 * @throws RangeError for no values or a level outside [0, 1]
 */
export function quantileOfSorted(sorted: ArrayLike<number>, level: number): number {
  if (sorted.length === 0) throw new RangeError("a quantile needs at least one value");
  return quantileOfRanks(sorted.length, level, (rank) => sorted[rank]!);
}

/** @param ofRank the value of a rank, 0 the lowest; `count` of them */
function quantileOfRanks(count: number, level: number, ofRank: (rank: number) => number): number {
  if (!(level >= 0 && level <= 1)) throw new RangeError(`a quantile's level lies in [0, 1], got ${level}`);
  const position = (count - 1) * level;
  const below = Math.floor(position);
  const low = ofRank(below);
  const high = ofRank(Math.min(below + 1, count - 1));
  const weight = position - below;
  // numpy interpolates from the nearer end, so that the quantile is exact at both.
  return weight >= 0.5 ? high - (high - low) * (1 - weight) : low + (high - low) * weight;
}

/**
 * Quantiles of values of which there are too many to sort or to copy. Their range is cut into parts and the values in
 * each are counted; those of the parts in which the quantiles lie are looked at alone, and cut again while they are many.
 *
 * @param values left as they are; NaN counts as no value, and there is at least one other
 * @param levels in [0, 1]
 * @returns what `quantile` gives at each level
 * @throws RangeError for no values or a level outside [0, 1]
 * @example quantilesOfMany(Float64Array.of(4, 1, NaN, 3, 2), [0, 0.5, 1]) // => [1, 2.5, 4]
 */
export function quantilesOfMany(values: Float64Array, levels: readonly number[]): number[] {
  const cut = cutIntoParts(values);
  const { count } = cut;
  if (count === 0) throw new RangeError("a quantile needs at least one value");
  const collected = new Map<number, Float64Array>();
  const ofRank = (rank: number) => {
    if (rank === 0) return cut.lowest;
    if (rank === count - 1) return cut.highest;
    const { part, before } = partOfRank(cut, rank);
    if (!collected.has(part)) collected.set(part, valuesOfPart(values, cut, part));
    return valueOfRank(collected.get(part)!, rank - before);
  };
  return levels.map((level) => quantileOfRanks(count, level, ofRank));
}

/** Few enough for their counts to stay in the cache. */
const PARTS = 1 << 14;
/** Values that are sorted rather than cut. */
const FEW = 4_096;

/** Values counted by the part of their range in which they lie. */
interface Cut {
  /** without NaN */
  readonly count: number;
  readonly partOf: (value: number) => number;
  /** how many values lie in each part and those before it */
  readonly ends: Float64Array;
  readonly lowest: number;
  readonly highest: number;
}

function cutIntoParts(values: Float64Array): Cut {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  // Subtraction and product are rounded, but never change the order: no value of a part is above one of the next part.
  const scale = (PARTS - 1) / (highest - lowest);
  const partOf =
    scale > 0 && scale < Number.POSITIVE_INFINITY
      ? (value: number) => Math.floor((value - lowest) * scale)
      : () => 0;
  const ends = new Float64Array(PARTS);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) ends[partOf(value)]!++;
  }
  for (let part = 1; part < PARTS; part++) ends[part] = ends[part]! + ends[part - 1]!;
  return { count: ends[PARTS - 1]!, partOf, ends, lowest, highest };
}

/** The part in which a rank lies, and how many values lie before that part. */
function partOfRank({ ends }: Cut, rank: number): { part: number; before: number } {
  const part = ends.findIndex((end) => rank < end);
  return { part, before: part === 0 ? 0 : ends[part - 1]! };
}

function valuesOfPart(values: Float64Array, { partOf, ends }: Cut, part: number): Float64Array {
  const found = new Float64Array(ends[part]! - (part === 0 ? 0 : ends[part - 1]!));
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value) && partOf(value) === part) found[count++] = value;
  }
  return found;
}

/** The value of a rank, 0 the lowest. @param values without NaN */
function valueOfRank(values: Float64Array, rank: number): number {
  if (values.length <= FEW) return values.toSorted()[rank]!;
  const cut = cutIntoParts(values);
  if (cut.lowest === cut.highest) return cut.lowest;
  const { part, before } = partOfRank(cut, rank);
  const inside = valuesOfPart(values, cut, part);
  // Of infinite values, and of any whose range is none, all lie in one part.
  return inside.length === values.length ? inside.sort()[rank]! : valueOfRank(inside, rank - before);
}

/**
 * Median: the middle value, or the mean of the two middle ones.
 *
 * @throws RangeError for no values
 */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}
