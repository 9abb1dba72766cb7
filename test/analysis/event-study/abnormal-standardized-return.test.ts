import { describe, expect, it } from "vitest";
import {
  abnormalStandardizedReturns,
  standardizedDifferences,
} from "../../../src/analysis/event-study/abnormal-standardized-return.ts";
import { mean, standardDeviation } from "../../../src/statistics/moments.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt, fixtureText } from "../../fixture-at.ts";

const expected = fixtureAt("event-study/crse_clustered/expected.json");
const table = fixtureText("event-study/crse_clustered/demo_returns.csv");

describe("abnormal standardized returns", () => {
  const event = [Math.E - 1, 1 / Math.E - 1];
  const control = [Math.E ** 2 - 1, 0];

  it("scale each side, or the difference", () => {
    // Logs 1, -1 and 2, 0: deviations sqrt 2 and sqrt 2; differences -1, -1
    expectRelative(abnormalStandardizedReturns(event, control), [-1 / Math.SQRT2, -1 / Math.SQRT2]);
    // Logs 1, -1 and 0, 2: differences 1, -3, deviation sqrt 8
    expectRelative(standardizedDifferences(event, [0, Math.E ** 2 - 1]), [
      1 / Math.sqrt(8),
      -3 / Math.sqrt(8),
    ]);
    expect(() => standardizedDifferences([0.1], [])).toThrow(RangeError);
  });

  it.skipIf(expected === null || table === null)("equal crseEventStudy's two series", () => {
    const rows = table!
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
    const own = rows.map((row) => Number(row[2]));
    const other = rows.map((row) => Number(row[3]));
    for (const [series, theirs] of [
      [abnormalStandardizedReturns(own, other), expected.asr],
      [standardizedDifferences(own, other), expected.sar],
    ] as const) {
      expect(series).toHaveLength(theirs.n);
      expectRelative(series.subarray(0, 5), theirs.first5, 1e-11);
      expectRelative(standardDeviation(series), theirs.sd, 1e-11);
      expectRelative(mean(series), theirs.mean, 1e-10);
      expectRelative([Math.min(...series), Math.max(...series)], [theirs.min, theirs.max], 1e-11);
    }
  });
});
