import { describe, expect, it } from "vitest";
import {
  overlapCorrelation,
  relativeDayCorrelation,
} from "../../../src/analysis/event-study/cross-correlation.ts";
import { eventOverlap } from "../../../src/analysis/event-study/event-overlap.ts";
import { standardizedResiduals } from "../../../src/analysis/event-study/standardized-abnormal-return.ts";
import { pearsonCorrelation } from "../../../src/statistics/correlation.ts";
import { expectRelative } from "../../expect-relative.ts";
import { golden, goldenEvents, handMade } from "./golden-events.ts";

const days = (first: number, count: number) => Int32Array.from({ length: count }, (_, t) => first + t);

/** An event on `asset` whose window starts at `start`, five estimation days before it. */
function at(asset: string, start: number, estimation = [0.01, -0.01, 0.02, 0, -0.02], window = [0, 0, 0, 0]) {
  return handMade(estimation, window, {
    asset,
    windowSessions: days(start, window.length),
    estimationSessions: days(start - estimation.length, estimation.length),
  });
}

describe("correlation between events", () => {
  it("on relative days is the mean of the pairs' correlations", () => {
    const [a, b, c] = [
      [1, 2, 4],
      [2, 4, 9],
      [3, 1, 1],
    ];
    const expected =
      (pearsonCorrelation(a!, b!) + pearsonCorrelation(a!, c!) + pearsonCorrelation(b!, c!)) / 3;
    expectRelative(relativeDayCorrelation([a!, b!, c!]).value, expected);
  });

  it("on relative days takes complete pairs, and is unknown where too few are left", () => {
    const gap = Number.NaN;
    expectRelative(
      relativeDayCorrelation([
        [1, 2, 4, gap],
        [2, 4, 9, 1],
      ]).value,
      pearsonCorrelation([1, 2, 4], [2, 4, 9]),
    );
    expect(
      relativeDayCorrelation([
        [1, 2, gap, gap],
        [2, 4, 9, 1],
      ]),
    ).toEqual({
      value: null,
      reason: "events 0 and 1 share too few days to correlate",
    });
    expect(relativeDayCorrelation([[1, 2]])).toMatchObject({ value: null });
  });

  it.skipIf(golden === null)("on relative days equals the re-derived example", () => {
    const correlation = relativeDayCorrelation(goldenEvents().map(standardizedResiduals));
    expectRelative(correlation.value, golden.canonical_independent.rbar_event_time, 1e-11);
  });

  it("of repeated events on one asset is their overlap: 2 of 4 days, 1 of 4, and none", () => {
    // Windows 10..13, 12..15, 15..18: overlaps 2, 0, 1; r = (2/4 + 0 + 1/4) / 3
    const events = [at("A", 10), at("A", 12), at("A", 15)];
    expectRelative(overlapCorrelation(events).value, 0.25);
    // On one day only events on the same session overlap.
    expect(overlapCorrelation(events, { first: 0, last: 0 }).value).toBe(0);
    // Days 2 and 3 of the window: 12..13, 14..15, 17..18
    expect(overlapCorrelation(events, { first: 2, last: 3 }).value).toBe(0);
  });

  it("of two assets is that of their residuals on common calendar days, times the overlap", () => {
    const first = [0.01, -0.01, 0.02, 0, -0.02];
    const second = [0.03, 0.01, -0.01, 0.02, 0.005];
    // Windows 10..13 and 11..14; estimation 5..9 and 6..10: common days 6..9
    const events = [at("A", 10, first), at("B", 11, second)];
    const r = pearsonCorrelation(first.slice(1), second.slice(0, 4));
    expectRelative(overlapCorrelation(events).value, (r * 3) / 4);
  });

  it("finds common days in calendars with holes too", () => {
    const first = at("A", 10, [0.01, -0.01, 0.02, 0, -0.02]);
    const holed = {
      ...at("B", 10, [0.03, 0.01, -0.01, 0.02]),
      estimationSessions: Int32Array.of(4, 5, 7, 9),
    };
    const r = pearsonCorrelation([0.01, 0.02, -0.02], [0.01, -0.01, 0.02]);
    expectRelative(overlapCorrelation([first, holed]).value, r);
  });

  it("is 0 for windows apart, and unknown, not 0 or 1, when an overlapping pair cannot be estimated", () => {
    expect(overlapCorrelation([at("A", 10), at("B", 30)])).toEqual({ value: 0 });
    const silent = { ...at("B", 10), estimationSessions: days(100, 5) };
    expect(overlapCorrelation([at("A", 10), silent])).toMatchObject({
      value: null,
      reason: "events 0 and 1 overlap, but share too few estimation days to correlate",
    });
    expect(overlapCorrelation([handMade([1, 2], [1]), handMade([1, 2], [1])])).toMatchObject({
      value: null,
      reason: "the events carry no sessions, so their overlap is unknown",
    });
    expect(overlapCorrelation([at("A", 10)]).value).toBeNull();
  });

  it("by distance agrees with the walk over pairs, for every range of days", () => {
    const events = [at("A", 10), at("A", 12), at("B", 11), at("A", 10), at("B", 12), at("C", 40)];
    const overlap = eventOverlap(events)!;
    expect(overlap.byDistance).not.toBeNull();
    for (const range of [
      { first: 0, last: 3 },
      { first: 1, last: 1 },
      { first: 1, last: 2 },
    ]) {
      const walked = overlapCorrelation(events, range, { ...overlap, byDistance: null });
      expectRelative(overlapCorrelation(events, range, overlap).value, walked.value!);
    }
    // Windows 10, 11, 13, 14 and 12..15 share 13 and 14.
    const holed = { ...at("A", 10), windowSessions: Int32Array.of(10, 11, 13, 14) };
    expectRelative(overlapCorrelation([holed, at("A", 12)]).value, 0.5);
  });

  it("can be asked of a part of the events", () => {
    const events = [at("A", 10), at("A", 12), at("A", 40)];
    const overlap = eventOverlap(events)!;
    expectRelative(overlapCorrelation(events, undefined, overlap).value, 0.5 / 3);
    expectRelative(overlapCorrelation(events, undefined, overlap, [0, 1]).value, 0.5);
    expect(overlapCorrelation(events, undefined, overlap, [0, 2]).value).toBe(0);
  });
});
