const BLOCKS = "▁▂▃▄▅▆▇█";

/**
 * A series as one line of block characters, lowest to highest. A series longer than the line is thinned to the
 * last value of each stretch, so that the line ends where the series does.
 *
 * @example sparkline([1, 2, 3, 4], 4) // => "▁▃▆█"
 */
export function sparkline(values: readonly number[], width: number): string {
  if (values.length === 0) return "";
  const points = Math.min(width, values.length);
  const thinned = Array.from({ length: points }, (_, index) => {
    const at = Math.ceil(((index + 1) * values.length) / points) - 1;
    return values[at]!;
  });
  const lowest = Math.min(...thinned);
  const range = Math.max(...thinned) - lowest;
  return thinned
    .map((value) => {
      const level = range === 0 ? 0 : Math.round(((value - lowest) / range) * (BLOCKS.length - 1));
      return BLOCKS[level]!;
    })
    .join("");
}
