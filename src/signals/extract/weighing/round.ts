/**
 * A number rounded to decimal places, halves up as `Math.round` has it; never -0, so that it prints as it compares.
 *
 * @example round(-0.004, 2) // => 0
 */
export function round(value: number, places: number): number {
  const scale = 10 ** places;
  return Math.round(value * scale) / scale + 0;
}
