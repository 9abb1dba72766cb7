import { formatCounted } from "../../decode/format-count.ts";
import { maxStatisticAdjustedPValues } from "../../statistics/max-statistic.ts";
import { mean } from "../../statistics/moments.ts";
import { countExceedances, permutationPValue } from "../../statistics/p-value.ts";
import { completePairs, type DependentCorrelation, dependentCorrelation } from "./dependent-correlation.ts";

/** The index against the return that starts some sessions later or earlier. */
export interface LeadLagCorrelation {
  /**
   * sessions from the decision to the start of the return: 0 is the return that the decision can still earn, above 0
   * the index leads further, below 0 the market moved first
   */
  readonly lag: number;
  readonly correlation: DependentCorrelation;
  /** two-sided, against every shift of the index by more than the lags looked at; null with `reason` */
  readonly shiftPValue: number | null;
  /** the same, allowing for all lags having been looked at */
  readonly familyPValue: number | null;
}

export interface LeadLag {
  readonly lags: readonly LeadLagCorrelation[];
  /** shifts that the p-values rest on; 0 if there are too few sessions, with the reason */
  readonly shifts: number;
  readonly reason?: string;
}

/** Fewer shifts cannot show anything at the 5% level for one lag, let alone a family. */
const FEWEST_SHIFTS = 39;

/**
 * Lead and lag correlations of the index with returns between decisions, with two kinds of honest error.
 *
 * 1. Newey-West intervals, lag by lag.
 * 2. Shift p-values. The index is persistent, and so few events make it that its own shape decides how large a chance
 *    correlation is. So the whole index is slid along the returns, closed into a circle, by every number of sessions
 *    that moves all the lags looked at out of their own window; p is the share of slides whose |sum of products| is as
 *    large as the observed one. The family p-value compares with the largest over all lags of each slide (Westfall and
 *    Young), since somebody who looks at 21 lags finds one. All slides are taken: there is no seed.
 *
 * @param index one value a session, read at the decision
 * @param returns from decision to decision (see `returnsBetweenDecisions`)
 * @param maxLag lags from -maxLag to maxLag
 */
export function leadLagCorrelations(
  index: ArrayLike<number>,
  returns: ArrayLike<number>,
  maxLag: number,
): LeadLag {
  if (!Number.isInteger(maxLag) || maxLag < 0)
    throw new RangeError(`a lag is a whole number >= 0, got ${maxLag}`);
  const lags = Array.from({ length: 2 * maxLag + 1 }, (_, i) => i - maxLag);
  const correlations = lags.map((lag) => correlationAt(index, returns, lag));
  const test = shiftTest(index, returns, lags);
  return {
    lags: lags.map((lag, i) => ({
      lag,
      correlation: correlations[i]!,
      shiftPValue: test.pValues?.[i] ?? null,
      familyPValue: test.familyPValues?.[i] ?? null,
    })),
    shifts: test.shifts,
    ...(test.reason !== undefined && { reason: test.reason }),
  };
}

/** Pairs index(t) with returns(t + lag), where both exist. */
function correlationAt(
  index: ArrayLike<number>,
  returns: ArrayLike<number>,
  lag: number,
): DependentCorrelation {
  const n = Math.min(index.length, returns.length);
  const from = Math.max(0, -lag);
  const length = Math.max(0, n - Math.abs(lag));
  const first = Float64Array.from({ length }, (_, i) => index[from + i]!);
  const second = Float64Array.from({ length }, (_, i) => returns[from + i + lag]!);
  return dependentCorrelation(first, second, 0);
}

interface ShiftTest {
  readonly shifts: number;
  readonly pValues?: readonly number[];
  readonly familyPValues?: ArrayLike<number>;
  readonly reason?: string;
}

function shiftTest(index: ArrayLike<number>, returns: ArrayLike<number>, lags: readonly number[]): ShiftTest {
  const pairs = completePairs(index, returns);
  const n = pairs.first.length;
  const maxLag = lags.at(-1)!;
  // A slide by s looks at lags s - maxLag .. s + maxLag; none of them may be one that is looked at unslid.
  const first = 2 * maxLag + 1;
  const slides = Array.from({ length: Math.max(0, n - 2 * first + 1) }, (_, i) => first + i);
  if (slides.length < FEWEST_SHIFTS) {
    return {
      shifts: 0,
      reason: `${formatCounted(n, "session", ["leaves", "leave"])} ${formatCounted(slides.length, "shift")}, fewer than ${FEWEST_SHIFTS}`,
    };
  }
  const products = circularProducts(pairs.first, pairs.second);
  const at = (lag: number) => Math.abs(products[((lag % n) + n) % n]!);
  const observed = lags.map(at);
  const draws = lags.map((lag) => Float64Array.from(slides, (slide) => at(lag + slide)));
  return {
    shifts: slides.length,
    pValues: observed.map((value, i) => {
      const exceedances = countExceedances(value, draws[i] as Float64Array, "greater");
      return permutationPValue(exceedances, slides.length);
    }),
    familyPValues: maxStatisticAdjustedPValues(observed, draws),
  };
}

/** into[k] = Σ_t x(t) y(t + k), both centred, y closed into a circle. */
function circularProducts(x: Float64Array, y: Float64Array): Float64Array {
  const n = x.length;
  const xMean = mean(x);
  const yMean = mean(y);
  const twice = new Float64Array(2 * n);
  for (let t = 0; t < n; t++) twice[t] = twice[t + n] = y[t]! - yMean;
  const centred = x.map((value) => value - xMean);
  const products = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let total = 0;
    for (let t = 0; t < n; t++) total += centred[t]! * twice[t + k]!;
    products[k] = total;
  }
  return products;
}
