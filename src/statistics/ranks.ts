/**
 * Ranks 1..n, ties sharing the mean of the ranks they cover (mid-ranks).
 *
 * @param values any order; not changed
 * @param into where to write the ranks; a new array unless given
 * @returns ranks in the order of `values`; they always sum to n (n + 1) / 2
 * @example midRanks([10, 30, 20, 20]) // => [1, 4, 2.5, 2.5]
 */
export function midRanks(values: ArrayLike<number>, into = new Float64Array(values.length)): Float64Array {
  const order = ascendingOrder(values);
  const n = values.length;
  for (let start = 0; start < n; ) {
    const value = values[order[start]!]!;
    let end = start + 1;
    while (end < n && values[order[end]!] === value) end++;
    const shared = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) into[order[i]!] = shared;
    start = end;
  }
  return into;
}

/**
 * The places of the values in ascending order; equal values keep their order.
 *
 * Procedure. The lowest bits of each number's 52-bit fraction are replaced by its place, the numbers are sorted by the
 * engine's own sort without a comparator, and the places read off. That orders all but numbers that agree to the bits
 * left; a pass of insertion, which costs nothing where the order is right, puts those straight by their full values.
 * A comparator called for each pair costs five times as much, and ranks are what an event study spends its time on.
 *
 * @param values at most 2^31 finite numbers; not changed
 * @param into where to write the places, of as many values; a new array unless given
 * @example ascendingOrder([30, 10, 20]) // => [1, 2, 0]
 */
export function ascendingOrder(values: ArrayLike<number>, into = new Int32Array(values.length)): Int32Array {
  const n = values.length;
  if (scratchKeys.length < n) {
    scratchKeys = new Float64Array(2 * n);
    scratchValues = new Float64Array(2 * n);
    scratchWords = new Uint32Array(scratchKeys.buffer);
  }
  const own = scratchValues;
  const keys = scratchKeys.subarray(0, n);
  const words = scratchWords;
  const placeBits = 2 ** (32 - Math.clz32(Math.max(1, n - 1))) - 1;
  for (let i = 0; i < n; i++) {
    own[i] = values[i]!;
    keys[i] = own[i]!;
    words[2 * i + LOW_WORD] = ((words[2 * i + LOW_WORD]! & ~placeBits) | i) >>> 0;
  }
  keys.sort();
  const order = into;
  for (let i = 0; i < n; i++) {
    const place = words[2 * i + LOW_WORD]! & placeBits;
    const value = own[place]!;
    let slot = i;
    while (slot > 0) {
      const before = order[slot - 1]!;
      if (own[before]! < value || (own[before] === value && before < place)) break;
      order[slot] = before;
      slot--;
    }
    order[slot] = place;
  }
  return order;
}

/** Kept between calls: small arrays made anew each time cost as much as sorting them. */
let scratchKeys = new Float64Array(512);
let scratchValues = new Float64Array(512);
/** The words of `scratchKeys`. */
let scratchWords = new Uint32Array(scratchKeys.buffer);

/** Which of a number's two 32-bit words holds the low bits on this machine. */
const LOW_WORD = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;

/**
 * Mid-rank of the one value at `index` among `values`, without sorting: 1 + those below + half of its ties.
 */
export function midRankAt(values: ArrayLike<number>, index: number): number {
  const value = values[index]!;
  let below = 0;
  let ties = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < value) below++;
    else if (values[i] === value) ties++;
  }
  return below + (ties + 1) / 2;
}

/**
 * How many of the ascending values lie below the bound, or, if asked, at or below it.
 *
 * @param from first place of the values that are looked at; 0 unless given
 * @param to place after the last one; the end unless given
 */
export function countBelow(
  sorted: ArrayLike<number>,
  bound: number,
  orEqual: boolean,
  from = 0,
  to = sorted.length,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle]!;
    if (value < bound || (orEqual && value === bound)) low = middle + 1;
    else high = middle;
  }
  return low - from;
}
