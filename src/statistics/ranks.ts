/**
 * Ranks 1..n, ties sharing the mean of the ranks they cover (mid-ranks).
 *
 * @param values any order; not changed
 * @param into where to write the ranks; a new array unless given
 * @returns ranks in the order of `values`; they always sum to n (n + 1) / 2
 * @example midRanks([10, 30, 20, 20]) // => [1, 4, 2.5, 2.5]
 */
export function midRanks(values: ArrayLike<number>, into = new Float64Array(values.length)): Float64Array {
  const n = values.length;
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  order.sort((a, b) => values[a]! - values[b]!);
  let start = 0;
  while (start < n) {
    let end = start + 1;
    while (end < n && values[order[end]!] === values[order[start]!]) end++;
    const shared = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) into[order[i]!] = shared;
    start = end;
  }
  return into;
}

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
