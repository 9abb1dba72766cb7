import { formatCounted } from "../../decode/format-count.ts";
import { pearsonCorrelation } from "../../statistics/correlation.ts";
import { isConstant, mean, standardDeviation } from "../../statistics/moments.ts";
import { neweyWestCovariance, neweyWestLag } from "../../statistics/newey-west.ts";
import { ordinaryLeastSquares } from "../../statistics/ordinary-least-squares.ts";
import { studentTPValue } from "../../statistics/p-value.ts";
import { studentTQuantile } from "../../statistics/student-t-distribution.ts";

/** A correlation with errors that allow for dependence in time, or the reason why there is none. */
export type DependentCorrelation =
  | {
      readonly correlation: number;
      /** Newey-West */
      readonly standardError: number;
      readonly low: number;
      readonly high: number;
      /** two-sided, of no correlation */
      readonly pValue: number;
      /** pairs used */
      readonly observations: number;
      /** autocovariances that the standard error takes in */
      readonly lag: number;
    }
  | { readonly correlation: null; readonly reason: string; readonly observations: number };

/** Fewer pairs than this say nothing that an error could be trusted for. */
const FEWEST_PAIRS = 20;
/** A smaller standard error is rounding. */
const NO_ERROR = 1e-12;

/** The pairs in which neither side is NaN, in order. */
export function completePairs(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): { readonly first: Float64Array; readonly second: Float64Array } {
  if (first.length !== second.length) {
    throw new RangeError(`pairs need two arrays of one length, got ${first.length} and ${second.length}`);
  }
  const kept = Array.from({ length: first.length }, (_, t) => t).filter(
    (t) => !Number.isNaN(first[t]) && !Number.isNaN(second[t]),
  );
  return {
    first: Float64Array.from(kept, (t) => first[t]!),
    second: Float64Array.from(kept, (t) => second[t]!),
  };
}

/**
 * Correlation of a persistent series with another, with an error that does not take the days for independent.
 *
 * Both sides are standardised; the correlation is then the slope of the second on the first, and its standard error is
 * Newey and West's (1987), with the small-sample factor. `overlap` is how many sessions of one observation lie in the
 * next ones (horizon - 1 for overlapping returns): the lag is at least twice that, because Bartlett's weights fade what
 * they take in, and at least {@link neweyWestLag}. The interval is the 95% one of Student t.
 *
 * @param predictor known first, NaN where missing
 * @param response NaN where missing
 */
export function dependentCorrelation(
  predictor: ArrayLike<number>,
  response: ArrayLike<number>,
  overlap: number,
): DependentCorrelation {
  const pairs = completePairs(predictor, response);
  const observations = pairs.first.length;
  const none = (reason: string): DependentCorrelation => ({ correlation: null, reason, observations });
  if (observations < FEWEST_PAIRS)
    return none(`${formatCounted(observations, "pair", ["is", "are"])} fewer than ${FEWEST_PAIRS}`);
  if (isConstant(pairs.first)) return none("the index does not vary");
  if (isConstant(pairs.second)) return none("the returns do not vary");
  const fit = ordinaryLeastSquares(standardise(pairs.second), [standardise(pairs.first)]);
  if (fit === null) return none("the index does not vary");
  const lag = Math.min(observations - 1, Math.max(neweyWestLag(observations), 2 * overlap));
  const variance = neweyWestCovariance(fit, lag, true)[3]!;
  const correlation = pearsonCorrelation(pairs.first, pairs.second);
  const standardError = Math.sqrt(variance);
  if (!(standardError > NO_ERROR))
    return none("one side is the other up to scale, so the correlation has no error");
  const reach = studentTQuantile(0.975, fit.degreesOfFreedom) * standardError;
  return {
    correlation,
    standardError,
    low: Math.max(-1, correlation - reach),
    high: Math.min(1, correlation + reach),
    pValue: studentTPValue(correlation / standardError, fit.degreesOfFreedom, "two-sided"),
    observations,
    lag,
  };
}

function standardise(values: Float64Array): Float64Array {
  const center = mean(values);
  const scale = standardDeviation(values);
  return values.map((value) => (value - center) / scale);
}
