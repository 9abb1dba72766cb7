import { describe, expect, it } from "vitest";
import {
  clusteredMeanVariance,
  twoWayClusteredMeanVariance,
} from "../../src/statistics/clustered-variance.ts";
import { variance } from "../../src/statistics/moments.ts";
import { expectRelative } from "../expect-relative.ts";

const response = [0.014, -0.006, 0.009, 0.004, -0.01, 0.0075, 0.005, -0.0018, 0.003, -0.002];

describe("clustered variance", () => {
  it("sums inside clusters before it squares", () => {
    // Deviations -1.5, -0.5 | 0.5, 1.5: sums -2 and 2; 2 / 1 (4 + 4) / 16
    expect(clusteredMeanVariance([1, 2, 3, 4], ["a", "a", "b", "b"])).toEqual({ variance: 1, clusters: 2 });
  });

  it("is the plain variance of a mean when every value is its own cluster", () => {
    const own = response.map((_, i) => i);
    expectRelative(clusteredMeanVariance(response, own).variance, variance(response) / response.length);
    expectRelative(
      twoWayClusteredMeanVariance(response, own, own).variance,
      variance(response) / response.length,
    );
  });

  it("adds two ways and takes out their intersection", () => {
    // By row -1.5 -0.5 | 0.5 1.5: 1. By column -1.5 0.5 | -0.5 1.5: 2 (1 + 1) / 16. By both 4/3 (5) / 16.
    const twoWay = twoWayClusteredMeanVariance([1, 2, 3, 4], ["a", "a", "b", "b"], [1, 2, 1, 2]);
    expectRelative(twoWay.variance, 1 + 0.25 - 5 / 12);
    expect(twoWay.clusters).toBe(2);
  });

  it("does not confuse labels that would read alike", () => {
    expect(clusteredMeanVariance([1, 2, 3], ["1", 1, "1"]).clusters).toBe(2);
  });

  it("is undefined for one cluster and refuses missing labels", () => {
    expect(clusteredMeanVariance([1, 2], ["a", "a"]).variance).toBeNaN();
    expect(() => clusteredMeanVariance([1, 2], ["a"])).toThrow(RangeError);
  });
});
