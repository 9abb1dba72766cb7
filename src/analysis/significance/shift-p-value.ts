import { type Histogram, histogram } from "../../statistics/histogram.ts";
import { permutationPValue } from "../../statistics/p-value.ts";
import { quantileOfSorted } from "../../statistics/quantile.ts";
import { countBelow } from "../../statistics/ranks.ts";

/** What the shifted calendars say of one statistic. */
export interface ShiftedStatistic {
  readonly observed: number;
  /** two-sided, and that the observed is high, or low, for its kind */
  readonly twoSided: number;
  readonly greater: number;
  readonly less: number;
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
  if (!Number.isFinite(observed)) return null;
  const defined = draws.filter((value) => !Number.isNaN(value)).sort();
  if (defined.length === 0) return null;
  const undefinedDraws = draws.length - defined.length;
  const slack = TIE * Math.max(Math.abs(observed), Math.abs(defined[0]!), Math.abs(defined.at(-1)!));
  const atOrBelow = countBelow(defined, observed + slack, true);
  const below = countBelow(defined, observed - slack, true);
  const greater = permutationPValue(defined.length - below + undefinedDraws, draws.length);
  const less = permutationPValue(atOrBelow + undefinedDraws, draws.length);
  let total = 0;
  for (const value of defined) total += value;
  const at = (level: number) => quantileOfSorted(defined, level);
  return {
    observed,
    twoSided: Math.min(1, 2 * Math.min(greater, less)),
    greater,
    less,
    mean: total / defined.length,
    quantiles: [at(0.05), at(0.5), at(0.95)],
    histogram: histogram(defined, BINS),
    undefinedDraws,
  };
}
