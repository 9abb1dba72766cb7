import { describe, expect, it } from "vitest";
import {
  clusteredTest,
  twoWayClusteredTest,
} from "../../../../src/analysis/event-study/hypothesis-tests/clustered.ts";
import { studentTPValue } from "../../../../src/statistics/p-value.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { fixtureAt, fixtureText } from "../../../fixture-at.ts";

const expected = fixtureAt("event-study/crse_clustered/expected.json");
const table = fixtureText("event-study/crse_clustered/demo_share_repurchases.csv");

describe("clustered t-tests", () => {
  it("sum inside clusters before they square", () => {
    // V = 1 for 1, 2 | 3, 4
    const test = clusteredTest([1, 2, 3, 4], ["a", "a", "b", "b"]);
    expectRelative(test.statistic, 2.5);
    expect(test).toMatchObject({ degreesOfFreedom: 1, details: { clusters: 2, events: 4 } });
  });

  it.skipIf(expected === null || table === null)(
    "equal crseEventStudy on 2,340 firm-months, one way and two ways",
    () => {
      const rows = table!
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.replaceAll('"', "").split(","));
      const codes = rows.map(([code]) => code!);
      const dates = rows.map(([, date]) => date!);
      const values = rows.map(([, , value]) => Number(value));
      expect(values).toHaveLength(expected.N);
      const byDate = clusteredTest(values, dates);
      const byCode = clusteredTest(values, codes);
      const both = twoWayClusteredTest(values, dates, codes);
      expectRelative(byDate.statistic, expected.t_cluster_date, 1e-10);
      expectRelative(byCode.statistic, expected.t_cluster_code, 1e-10);
      expectRelative(both.statistic, expected.t_twoway, 1e-10);
      expectRelative(byDate.details.variance!, expected.var_cl_date, 1e-10);
      expectRelative(byCode.details.variance!, expected.var_cl_code, 1e-10);
      expectRelative(both.details.variance!, expected.var_twoway, 1e-10);
      expect([byDate.details.clusters, byCode.details.clusters]).toEqual([
        expected.n_dates,
        expected.n_codes,
      ]);
      // Theirs takes G degrees of freedom where ours takes G - 1.
      expectRelative(
        studentTPValue(byDate.statistic!, expected.n_dates, "two-sided"),
        expected.p_cluster_date,
        1e-10,
      );
      expectRelative(
        studentTPValue(both.statistic!, expected.n_codes, "two-sided"),
        expected.p_twoway,
        1e-10,
      );
      expect(both).toMatchObject({ degreesOfFreedom: expected.n_codes - 1 });
    },
  );

  it("are undefined for one cluster, and where the variance is not above 0", () => {
    expect(clusteredTest([1, 2], ["a", "a"])).toMatchObject({
      statistic: null,
      reason: "fewer than 2 clusters",
    });
    expect(clusteredTest([1, 3, 1, 3], ["a", "a", "b", "b"])).toMatchObject({
      statistic: null,
      reason: "the clustered variance is not above 0",
    });
    expect(
      twoWayClusteredTest([1, 3, 3, 1], ["a", "a", "b", "b"], ["x", "y", "x", "y"]).statistic,
    ).toBeNull();
  });
});
