import { describe, expect, it } from "vitest";
import { cumulativeAbnormalReturn } from "../../../../src/analysis/event-study/cumulative-abnormal-return.ts";
import {
  generalizedRankTests,
  rankEstimation,
} from "../../../../src/analysis/event-study/hypothesis-tests/generalized-rank.ts";
import {
  standardizedAbnormalReturns,
  standardizedResiduals,
} from "../../../../src/analysis/event-study/standardized-abnormal-return.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { golden, goldenEvents } from "../golden-events.ts";

describe("generalized rank tests", () => {
  it("rank the event among its estimation days, by hand", () => {
    // Events 3 and 5: sd sqrt 2, rescaled 2.12 and 3.54. Rows -1 1 3 | 2.12: ranks 1 2 4 3 over 5;
    // 1 -1 3 | 3.54: 2 1 3 4. U about 1/2: means (3/10, 3/10, 7/10, 7/10) - 1/2
    const tests = generalizedRankTests(
      [
        [-1, 1, 3],
        [1, -1, 3],
      ],
      [3, 5],
    );
    const S = Math.sqrt((3 * 0.04 + 0.04) / 4);
    const Z = 0.2 / S;
    expectRelative(tests.t.statistic, Z * Math.sqrt(2 / (3 - Z * Z)));
    expectRelative(tests.z.statistic, Math.sqrt((12 * 2 * 5) / 3) * 0.2);
    expect(tests.t).toMatchObject({ degreesOfFreedom: 2 });
  });

  it("give ties their mid-ranks", () => {
    // Rescaled 1 and 3 over sqrt 2; the second row's residuals tie with each other.
    const tests = generalizedRankTests(
      [
        [-1, 1, 3],
        [1, 1, 3],
      ],
      [1, 3],
    );
    // Row 1: -1 1 3 | 0.707: 1 3 4 2. Row 2: 1 1 3 | 2.12: 1.5 1.5 4 3.
    expectRelative(tests.t.details.eventRank!, (2 + 3) / 10 - 0.5);
  });

  it.skipIf(golden === null)("equal the re-derived days and window", () => {
    const events = goldenEvents();
    const rows = events.map(standardizedResiduals);
    const { daily, window } = golden.canonical_independent;
    for (const day of [0, 1, 2]) {
      const tests = generalizedRankTests(
        rows,
        events.map((event) => standardizedAbnormalReturns(event)[day]!),
      );
      expectRelative(tests.t.statistic, daily[day].grank_t, 1e-11);
      expectRelative(tests.z.statistic, daily[day].grank_z, 1e-11);
    }
    const tests = generalizedRankTests(
      rows,
      events.map((event) => cumulativeAbnormalReturn(event)!.standardized),
    );
    expectRelative(tests.t.statistic, window.grank_t, 1e-11);
    expectRelative(tests.z.statistic, window.grank_z, 1e-11);
    expectRelative(tests.t.p, window.p.grank_t, 1e-10);
    expect(tests.t).toMatchObject({ degreesOfFreedom: window.grank_df });
  });

  it("leave out an event without a value, and take its ranks once for all days", () => {
    const rows = [
      [-1, 1, 3],
      [1, -1, 3],
      [9, 9, -9],
    ];
    const ranked = rankEstimation(rows);
    expect(generalizedRankTests(ranked, [3, 5, Number.NaN])).toEqual(
      generalizedRankTests(rows.slice(0, 2), [3, 5]),
    );
  });

  it("weigh a day by the events that have it", () => {
    // Row 2 lacks its first day: ranks of -1 3 | 3.54 are 1 2 3 over 4.
    const tests = generalizedRankTests(
      [
        [-1, 1, 3],
        [Number.NaN, -1, 3],
      ],
      [3, 5],
    );
    const U = [1 / 5 - 0.5, (2 / 5 + 1 / 4) / 2 - 0.5, (4 / 5 + 2 / 4) / 2 - 0.5, (3 / 5 + 3 / 4) / 2 - 0.5];
    const S = Math.sqrt((0.5 * U[0]! ** 2 + U[1]! ** 2 + U[2]! ** 2 + U[3]! ** 2) / 4);
    const Z = U[3]! / S;
    expectRelative(tests.t.statistic, Z * Math.sqrt(2 / (3 - Z * Z)));
    expectRelative(tests.z.statistic, (2 * U[3]!) / Math.sqrt(3 / 60 + 2 / 48));
  });

  it("are undefined for one event, without variation, and where the event takes all variance", () => {
    expect(generalizedRankTests([[1, 2]], [1]).t).toMatchObject({ reason: "fewer than 2 events" });
    expect(
      generalizedRankTests(
        [
          [1, 2],
          [1, 2],
        ],
        [1, 1],
      ).z,
    ).toMatchObject({ reason: "the standardized returns do not vary" });
    // Opposite rows give both estimation days one mean rank: Z² = L1.
    const opposite = [
      [1, 2],
      [2, 1],
    ];
    expect(generalizedRankTests(opposite, [100, 101]).t).toMatchObject({
      statistic: null,
      reason: "the event's rank leaves no variance",
    });
    expect(() => generalizedRankTests([[1, 2], [1]], [1, 2])).toThrow(RangeError);
    expect(() => generalizedRankTests([[1, 2]], [1, 2])).toThrow(RangeError);
  });
});
