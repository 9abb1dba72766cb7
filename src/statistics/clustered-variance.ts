import { mean } from "./moments.ts";

/** What a value belongs to: a burst of signals, a date, an asset. Only equality matters. */
export type ClusterLabel = string | number;

export interface ClusteredVariance {
  /** Variance of the mean; two-way it can come out negative in small samples, and then means nothing. */
  readonly variance: number;
  /** Distinct labels; two-way the smaller of the two counts. */
  readonly clusters: number;
}

/**
 * Variance of a mean whose values depend on one another inside clusters:
 *
 *   V = G/(G-1) Σ_g (Σ_{i in g} (x_i - mean))² / N²
 *
 * @param values N values
 * @param labels N labels, one a value
 * @returns NaN variance for fewer than 2 clusters
 * @throws RangeError when the lengths differ
 * @example clusteredMeanVariance([1, 2, 3, 4], ["a", "a", "b", "b"]) // => { variance: 1, clusters: 2 }
 */
export function clusteredMeanVariance(
  values: ArrayLike<number>,
  labels: ArrayLike<ClusterLabel>,
): ClusteredVariance {
  assertLabels(values.length, labels);
  const center = mean(values);
  const sums = new Map<ClusterLabel, number>();
  for (let i = 0; i < values.length; i++) {
    const label = labels[i]!;
    sums.set(label, (sums.get(label) ?? 0) + values[i]! - center);
  }
  let squares = 0;
  for (const total of sums.values()) squares += total * total;
  const clusters = sums.size;
  const variance = clusters < 2 ? Number.NaN : ((clusters / (clusters - 1)) * squares) / values.length ** 2;
  return { variance, clusters };
}

/**
 * Variance of a mean under clustering in two ways at once, V1 + V2 - V12 with V12 clustered on the pairs of labels,
 * each term with its own G/(G-1) (Cameron, Gelbach and Miller 2011).
 *
 * @returns the smaller number of clusters; a variance that is NaN or not above 0 says the sample is too small for it
 */
export function twoWayClusteredMeanVariance(
  values: ArrayLike<number>,
  first: ArrayLike<ClusterLabel>,
  second: ArrayLike<ClusterLabel>,
): ClusteredVariance {
  assertLabels(values.length, first);
  assertLabels(values.length, second);
  const byFirst = clusteredMeanVariance(values, first);
  const bySecond = clusteredMeanVariance(values, second);
  const byBoth = clusteredMeanVariance(values, pairLabels(first, second));
  return {
    variance: byFirst.variance + bySecond.variance - byBoth.variance,
    clusters: Math.min(byFirst.clusters, bySecond.clusters),
  };
}

/** One label a distinct pair, without joining text (so that "1" and 1, or "a|b", cannot collide). */
function pairLabels(first: ArrayLike<ClusterLabel>, second: ArrayLike<ClusterLabel>): Int32Array {
  const numbers = new Map<ClusterLabel, Map<ClusterLabel, number>>();
  const pairs = new Int32Array(first.length);
  let next = 0;
  for (let i = 0; i < first.length; i++) {
    let row = numbers.get(first[i]!);
    if (row === undefined) {
      row = new Map();
      numbers.set(first[i]!, row);
    }
    let pair = row.get(second[i]!);
    if (pair === undefined) {
      pair = next++;
      row.set(second[i]!, pair);
    }
    pairs[i] = pair;
  }
  return pairs;
}

function assertLabels(count: number, labels: ArrayLike<ClusterLabel>): void {
  if (labels.length !== count)
    throw new RangeError(`${count} values need ${count} cluster labels, got ${labels.length}`);
}
