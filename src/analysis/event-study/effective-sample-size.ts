import {
  type DetectableEffectOptions,
  minimumDetectableEffect,
} from "../../statistics/minimum-detectable-effect.ts";

/**
 * Effective number of independent events: N / (1 + (N - 1) r). Twenty events with a mean correlation of 0.2 say as much
 * as four.
 *
 * @param n events, >= 1
 * @param correlation mean correlation r between two different events, from `overlapCorrelation`
 * @returns null when 1 + (N - 1) r is not above 0
 * @example effectiveSampleSize(20, 0.2) // => 20 / 4.8
 */
export function effectiveSampleSize(n: number, correlation: number): number | null {
  const inflation = 1 + (n - 1) * correlation;
  return inflation > 0 ? n / inflation : null;
}

/**
 * Bursts: two events are in one burst when their windows share a session, or both share one with a third. Bursts are the
 * clusters of `clusteredTest`, and their number is what a p-value rests on.
 *
 * @param windows first and last session of each event's window, both included
 * @returns for each event the number of its burst, 0, 1, ... in order of time
 * @throws RangeError for a window that ends before it starts
 * @example burstLabels([{ first: 0, last: 9 }, { first: 20, last: 29 }, { first: 5, last: 14 }]) // => [0, 1, 0]
 */
export function burstLabels(
  windows: readonly { readonly first: number; readonly last: number }[],
): Int32Array {
  windows.forEach(({ first, last }, i) => {
    if (!(first <= last)) throw new RangeError(`window ${i} runs from ${first} to ${last}`);
  });
  const order = windows.map((_, i) => i).sort((a, b) => windows[a]!.first - windows[b]!.first || a - b);
  const labels = new Int32Array(windows.length);
  let burst = -1;
  let end = Number.NEGATIVE_INFINITY;
  for (const i of order) {
    const { first, last } = windows[i]!;
    if (first > end) burst++;
    end = Math.max(end, last);
    labels[i] = burst;
  }
  return labels;
}

/**
 * Minimum detectable effect of an event study: the smallest true average that this many effective events would show.
 *
 * @param deviation cross-sectional deviation of CAR(i), > 0
 * @param effectiveEvents from `effectiveSampleSize`, or the number of bursts; above 1
 * @returns a magnitude in the unit of CAR, by Student t quantiles with effectiveEvents - 1; null when it does not exist
 * @example minimumDetectableAverage(0.05, 25) // => 0.0292 to four digits
 */
export function minimumDetectableAverage(
  deviation: number,
  effectiveEvents: number,
  options: Omit<DetectableEffectOptions, "degreesOfFreedom"> = {},
): number | null {
  if (!(deviation > 0) || !(effectiveEvents > 1)) return null;
  return minimumDetectableEffect(deviation / Math.sqrt(effectiveEvents), {
    ...options,
    degreesOfFreedom: effectiveEvents - 1,
  });
}
