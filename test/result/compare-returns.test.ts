import { describe, expect, it } from "vitest";
import { compareReturns } from "../../src/result/compare-returns.ts";
import type { ResultDocument } from "../../src/result/result-schema.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";
import { calendarDay, formatCalendarDay } from "../../src/time/calendar-day.ts";
import { aResult } from "../report/a-result.ts";

const base = aResult();
const FIRST = calendarDay(2024, 1, 1) as number;

/** A result whose account had these returns on consecutive days. */
function withReturns(returns: readonly number[], from = FIRST): ResultDocument {
  let level = 1_000_000;
  const equity = [level, ...returns.map((value) => (level *= 1 + value))];
  return {
    ...base,
    equity: { ...base.equity, equity, date: equity.map((_, index) => formatCalendarDay(from + index)) },
  };
}

const random = new SeededRandom(5);
const noise = Array.from({ length: 400 }, () => 0.01 * random.normal());

describe("compareReturns", () => {
  it("finds no difference between a run and itself, with an interval of no width", () => {
    const [annual, sharpe] = compareReturns(withReturns(noise), withReturns(noise));
    const same = { difference: 0, isIdentical: true, interval: { low: 0, high: 0 } };
    expect(annual).toMatchObject({ ...same, sessions: 400 });
    expect(sharpe).toMatchObject(same);
  });

  it("calls returns identical whatever the account's size, with any number of sessions, and even if none varies", () => {
    const larger = withReturns(noise);
    const scaled = { ...larger.equity, equity: larger.equity.equity.map((level) => level * 1.7) };
    expect(compareReturns(withReturns(noise), { ...larger, equity: scaled })[0]!.isIdentical).toBe(true);
    expect(compareReturns(withReturns([0.01]), withReturns([0.01]))[0]!.isIdentical).toBe(true);
    const flat = withReturns(noise.map(() => 0));
    expect(compareReturns(flat, flat).map(({ isIdentical }) => isIdentical)).toEqual([true, true]);
    expect(compareReturns(withReturns(noise), flat)[0]!.isIdentical).toBe(false);
  });

  it("has no difference of Sharpe ratios between identical returns held against other free rates", () => {
    const second = { ...withReturns(noise), config: { ...base.config, riskFree: 0.0001 } };
    const [annual, sharpe] = compareReturns(withReturns(noise), second);
    expect(annual!.isIdentical).toBe(true);
    expect(sharpe).toMatchObject({ difference: null, isIdentical: false });
  });

  it("keeps sessions paired: a constant edge is seen exactly under noise that both share", () => {
    // 1 basis point a session on top of the same noise is 252 basis points a year, whatever is resampled.
    const [annual] = compareReturns(withReturns(noise), withReturns(noise.map((value) => value + 0.0001)));
    expect(annual!.difference).toBeCloseTo(0.0252, 9);
    expect(annual!.interval.low).toBeCloseTo(0.0252, 9);
    expect(annual!.interval.high).toBeCloseTo(0.0252, 9);
  });

  it("does not call noise a difference", () => {
    const other = Array.from({ length: 400 }, () => 0.01 * random.normal());
    const [annual] = compareReturns(withReturns(noise), withReturns(other));
    expect(annual!.interval.low).toBeLessThan(0);
    expect(annual!.interval.high).toBeGreaterThan(0);
  });

  it("gives the same interval again: the draws are those of the first run's seed", () => {
    const other = noise.map((value, index) => value * (index % 3));
    expect(compareReturns(withReturns(noise), withReturns(other))).toEqual(
      compareReturns(withReturns(noise), withReturns(other)),
    );
  });

  it("compares the sessions that both have, and says how many", () => {
    const [annual] = compareReturns(withReturns(noise), withReturns(noise.slice(100), FIRST + 100));
    expect(annual).toMatchObject({ sessions: 300 });
    expect(annual!.difference).toBeCloseTo(0, 12);
  });

  it("has no interval for too few shared sessions, for other years of sessions, and without variation", () => {
    const doubled = noise.map((value) => 2 * value);
    const reasons = (second: ResultDocument) =>
      compareReturns(withReturns(noise), second).map(({ difference, interval }) => [
        difference,
        "reason" in interval && interval.reason,
      ]);
    expect(reasons(withReturns(doubled.slice(0, 9)))[0]).toEqual([
      null,
      "the runs share 9 sessions; 20 are needed",
    ]);
    const other = withReturns(doubled);
    expect(reasons({ ...other, config: { ...other.config, sessionsPerYear: 246 } })[1]).toEqual([
      null,
      "the two runs annualise by different numbers of sessions",
    ]);
    expect(reasons(withReturns(noise.map(() => 0)))[1]).toEqual([null, "the returns of a run do not vary"]);
  });
});
