import { type Histogram, histogram } from "../../statistics/histogram.ts";
import { permutationPValue } from "../../statistics/p-value.ts";
import { quantileOfSorted } from "../../statistics/quantile.ts";

/** p-values of a statistic among its draws: two-sided, and that it is high, or low, for its kind. */
export interface ShiftTails {
  readonly twoSided: number;
  readonly greater: number;
  readonly less: number;
}

/** What the shifted calendars say of one statistic. */
export interface ShiftedStatistic extends ShiftTails {
  readonly observed: number;
  /** mean, and 5%, 50% and 95% quantiles of the draws that have a value */
  readonly mean: number;
  readonly quantiles: readonly [number, number, number];
  /** the draws that have a value, counted in bins, for a picture */
  readonly histogram: Histogram;
  /** draws in which the statistic is undefined; they count against the result on both sides */
  readonly undefinedDraws: number;
}

/** How the p-values are taken, as it is printed beside them. */
export const SHIFT_P_VALUE_CONVENTION =
  "p = (1 + draws at least as extreme) / (draws + 1), ties count; two-sided is twice the smaller side, at most 1";

const BINS = 40;

/** Two sums of the same numbers in another order differ by rounding; such a draw is a tie. */
const TIE = 1e-12;

/** The p-values of {@link shiftPValue} alone: nothing is sorted. */
export function shiftTails(observed: number, draws: Float64Array): ShiftTails | null {
  if (!Number.isFinite(observed)) return null;
  let largest = Math.abs(observed);
  let undefinedDraws = 0;
  for (let i = 0; i < draws.length; i++) {
    const size = Math.abs(draws[i]!);
    if (Number.isNaN(size)) undefinedDraws++;
    else if (size > largest) largest = size;
  }
  if (undefinedDraws === draws.length) return null;
  const slack = TIE * largest;
  // Undefined draws count against the result on both sides.
  let atOrAbove = undefinedDraws;
  let atOrBelow = undefinedDraws;
  const [low, high] = [observed - slack, observed + slack];
  for (let i = 0; i < draws.length; i++) {
    if (draws[i]! > low) atOrAbove++;
    if (draws[i]! <= high) atOrBelow++;
  }
  const greater = permutationPValue(atOrAbove, draws.length);
  const less = permutationPValue(atOrBelow, draws.length);
  return { twoSided: Math.min(1, 2 * Math.min(greater, less)), greater, less };
}

/**
 * p-values of a statistic from the draws of a permutation test.
 *
 *   p(greater) = (1 + #{draws >= observed}) / (B + 1),  p(less) likewise,  p = min(1, 2 min of the two)
 *
 * Equal tails, since the statistic of a strategy under shifted calendars is neither symmetrical nor centred on 0: a long
 * rule in a rising market gains on any dates.
 *
 * @param draws one value a draw; NaN where the statistic is undefined. Not changed
 * @returns null if the observed statistic is undefined, or no draw has a value
 */
export function shiftPValue(observed: number, draws: Float64Array): ShiftedStatistic | null {
  const tails = shiftTails(observed, draws);
  if (tails === null) return null;
  const defined = draws.filter((value) => !Number.isNaN(value)).sort();
  let total = 0;
  for (const value of defined) total += value;
  const at = (level: number) => quantileOfSorted(defined, level);
  return {
    observed,
    ...tails,
    mean: total / defined.length,
    quantiles: [at(0.05), at(0.5), at(0.95)],
    histogram: histogram(defined, BINS),
    undefinedDraws: draws.length - defined.length,
  };
}
