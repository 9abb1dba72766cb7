/**
 * Rows of equal or different length that lie one after another in one array, each as a view of it: thousands of small
 * arrays of their own would cost more to make than to fill.
 *
 * @param lengths values in each row
 * @returns one view a row, all zeros
 * @example rowViews([2, 3]).map((row) => row.length) // => [2, 3]
 */
export function rowViews(lengths: ArrayLike<number>): Float64Array[] {
  let total = 0;
  for (let i = 0; i < lengths.length; i++) total += lengths[i]!;
  const values = new Float64Array(total);
  const rows: Float64Array[] = [];
  for (let i = 0, start = 0; i < lengths.length; i++) {
    rows.push(values.subarray(start, start + lengths[i]!));
    start += lengths[i]!;
  }
  return rows;
}
