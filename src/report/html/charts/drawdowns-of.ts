/** Falls from the running peak, to six decimals. */
export function drawdownsOf(levels: readonly number[]): number[] {
  let peak = Number.NEGATIVE_INFINITY;
  return levels.map((level) => {
    peak = Math.max(peak, level);
    return Number((level / peak - 1).toFixed(6));
  });
}
