import { normalCdf } from "./normal-distribution.ts";
import { studentTCdf } from "./student-t-distribution.ts";

/** Which alternative a p-value speaks of: an effect of either sign, above, or below the hypothesis. */
export type Sided = "two-sided" | "greater" | "less";

/**
 * p-value of a statistic that is standard normal under the hypothesis.
 *
 * @example normalPValue(1.959963984540054, "two-sided") // => 0.05
 */
export function normalPValue(z: number, sided: Sided): number {
  if (sided === "two-sided") return Math.min(1, 2 * normalCdf(-Math.abs(z)));
  return sided === "greater" ? normalCdf(-z) : normalCdf(z);
}

/**
 * p-value of a statistic that is Student t under the hypothesis.
 *
 * @param degreesOfFreedom above 0
 * @example studentTPValue(2.340638292816283, 7, "two-sided") // => 0.0517962763031112
 */
export function studentTPValue(t: number, degreesOfFreedom: number, sided: Sided): number {
  if (sided === "two-sided") return Math.min(1, 2 * studentTCdf(-Math.abs(t), degreesOfFreedom));
  return sided === "greater" ? studentTCdf(-t, degreesOfFreedom) : studentTCdf(t, degreesOfFreedom);
}

/**
 * p-value of a permutation test from random draws, with the correction that counts the observed arrangement as one of
 * them: p = (1 + exceedances) / (draws + 1). Without it the test is too bold, and p = 0 can be printed
 * (Phipson and Smyth 2010).
 *
 * @param exceedances draws whose statistic is at least as extreme as the observed one, ties included
 * @param draws number of random arrangements
 * @throws RangeError when the counts are impossible
 * @example permutationPValue(0, 9999) // => 0.0001
 */
export function permutationPValue(exceedances: number, draws: number): number {
  if (!Number.isInteger(draws) || draws < 1)
    throw new RangeError(`draws are a whole number >= 1, got ${draws}`);
  if (!Number.isInteger(exceedances) || exceedances < 0 || exceedances > draws) {
    throw new RangeError(`exceedances are a whole number from 0 to the ${draws} draws, got ${exceedances}`);
  }
  return (1 + exceedances) / (draws + 1);
}

/**
 * Counts the replicates at least as extreme as the observed statistic.
 *
 * Two-sided extremity is the distance from `center`, the value the statistic has under the hypothesis (0 unless given).
 * Ties count, and "equal" allows for the rounding of two sums taken in different orders: a relative 1e-12 of the
 * observed statistic or of the center, whichever is larger.
 *
 * @param replicates statistics of the permuted or resampled data
 * @example countExceedances(2, [1, -2, 3], "two-sided") // => 2
 */
export function countExceedances(
  observed: number,
  replicates: ArrayLike<number>,
  sided: Sided,
  center = 0,
): number {
  let count = 0;
  const distance = sided === "two-sided" ? Math.abs(observed - center) : observed - center;
  const slack = 1e-12 * Math.max(Math.abs(observed), Math.abs(center));
  for (let i = 0; i < replicates.length; i++) {
    const from = replicates[i]! - center;
    if (
      sided === "two-sided"
        ? Math.abs(from) >= distance - slack
        : sided === "greater"
          ? from >= distance - slack
          : from <= distance + slack
    ) {
      count++;
    }
  }
  return count;
}
