import {
  type ClusteredVariance,
  type ClusterLabel,
  clusteredMeanVariance,
  twoWayClusteredMeanVariance,
} from "../../../statistics/clustered-variance.ts";
import { mean } from "../../../statistics/moments.ts";
import { type Sided, studentTPValue } from "../../../statistics/p-value.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/**
 * t-test of a mean whose values depend on one another inside clusters (bursts of signals, dates, assets):
 *
 *   V = G/(G-1) Σ_g (Σ_{i in g} (x_i - mean))² / N²,  t = mean / sqrt(V), Student t with G - 1
 *
 * The statistic equals crseEventStudy's, which compares it with G degrees of freedom instead.
 *
 * @param values CAR(i), one an event
 * @param labels what each value belongs to; `burstLabels` gives the bursts of overlapping windows
 * @returns undefined for fewer than 2 clusters, or without variation between them
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function clusteredTest(
  values: ArrayLike<number>,
  labels: ArrayLike<ClusterLabel>,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "clustered-t",
    convention: "V = G/(G-1) Σ (cluster sums)² / N²; Student t, G - 1",
    assumesIndependence: false,
  };
  return testOf(identity, values, clusteredMeanVariance(values, labels), sided);
}

/**
 * t-test clustered in two ways at once, V = V1 + V2 - V12 (Cameron, Gelbach and Miller 2011), Student t with the smaller
 * number of clusters less 1.
 *
 * @param values CAR(i) or a panel of abnormal returns
 * @param first labels one way, dates say
 * @param second labels the other way, assets say
 * @returns undefined where V comes out at or below 0, which small samples allow
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function twoWayClusteredTest(
  values: ArrayLike<number>,
  first: ArrayLike<ClusterLabel>,
  second: ArrayLike<ClusterLabel>,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "two-way-clustered-t",
    convention: "V = V1 + V2 - V12, each with its G/(G-1); Student t, min(G1, G2) - 1",
    assumesIndependence: false,
  };
  return testOf(identity, values, twoWayClusteredMeanVariance(values, first, second), sided);
}

function testOf(
  identity: TestIdentity,
  values: ArrayLike<number>,
  { variance, clusters }: ClusteredVariance,
  sided: Sided,
): TestResult {
  const details = { events: values.length, clusters };
  if (clusters < 2) return undefinedTest(identity, sided, "fewer than 2 clusters", details);
  const average = mean(values);
  // Below this the sums of clusters differ from 0 by rounding alone.
  if (!(variance > (1e-13 * average) ** 2)) {
    return undefinedTest(identity, sided, "the clustered variance is not above 0", details);
  }
  const statistic = average / Math.sqrt(variance);
  return computedTest(identity, {
    statistic,
    p: studentTPValue(statistic, clusters - 1, sided),
    sided,
    degreesOfFreedom: clusters - 1,
    details: { ...details, mean: average, variance },
  });
}
