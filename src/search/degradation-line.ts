import { mean } from "../statistics/moments.ts";

/**
 * Slope of the least-squares line of out-of-sample on in-sample performance: below 0, the better a variant looked, the
 * worse it did afterwards.
 *
 * @returns null when the in-sample values do not vary
 */
export function regress(inside: ArrayLike<number>, outside: ArrayLike<number>): number | null {
  const [centerX, centerY] = [mean(inside), mean(outside)];
  let products = 0;
  let squares = 0;
  for (let i = 0; i < inside.length; i++) {
    const deviation = inside[i]! - centerX;
    products += deviation * (outside[i]! - centerY);
    squares += deviation * deviation;
  }
  return squares > 0 ? products / squares : null;
}
