import { midRanks } from "../../statistics/ranks.ts";
import { completePairs, type DependentCorrelation, dependentCorrelation } from "./dependent-correlation.ts";
import { type DecisionPrices, forwardReturns } from "./forward-returns.ts";

/** The information coefficient at one horizon. */
export interface InformationCoefficient {
  /** sessions held */
  readonly horizon: number;
  readonly coefficient: DependentCorrelation;
  /** how many windows fit without overlap: the observations that are worth something of their own */
  readonly separateWindows: number;
}

/**
 * Information coefficient by horizon: Spearman's rank correlation of the index at each decision with the return of
 * holding for the horizon from it.
 *
 * Windows of h sessions overlap by h - 1, which makes plain errors too small by about sqrt(h). The errors are
 * Newey and West's on the ranks with a lag of at least 2 (h - 1).
 *
 * @param index one value a session, read at the decision; NaN to leave a session out
 * @param horizons whole numbers of sessions >= 1
 */
export function informationCoefficients(
  index: ArrayLike<number>,
  prices: DecisionPrices,
  decideAt: "open" | "close",
  horizons: readonly number[],
): readonly InformationCoefficient[] {
  return horizons.map((horizon) => {
    const pairs = completePairs(index, forwardReturns(prices, horizon, decideAt));
    return {
      horizon,
      coefficient: dependentCorrelation(midRanks(pairs.first), midRanks(pairs.second), horizon - 1),
      separateWindows: Math.floor(pairs.first.length / horizon),
    };
  });
}
