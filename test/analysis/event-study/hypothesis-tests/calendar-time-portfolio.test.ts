import { describe, expect, it } from "vitest";
import {
  calendarTimePortfolio,
  calendarTimeTest,
} from "../../../../src/analysis/event-study/hypothesis-tests/calendar-time-portfolio.ts";
import { mean, variance } from "../../../../src/statistics/moments.ts";
import { neweyWestMeanVariance } from "../../../../src/statistics/newey-west.ts";
import { ordinaryLeastSquares } from "../../../../src/statistics/ordinary-least-squares.ts";
import { expectRelative } from "../../../expect-relative.ts";

const gap = Number.NaN;

describe("calendar-time portfolio", () => {
  it("averages the assets inside a window of theirs, an asset once", () => {
    const portfolio = calendarTimePortfolio({
      returns: [
        [0.01, 0.02, 0.03, 0.04, 0.05, 0.06],
        [0.11, 0.12, gap, 0.14, 0.15, 0.16],
      ],
      events: [
        { asset: 0, session: 1 },
        { asset: 0, session: 2 },
        { asset: 1, session: 2 },
      ],
      first: 0,
      last: 1,
    });
    // Asset 0 on sessions 1 to 3, counted once on session 2; asset 1 on 2 (missing) and 3.
    expect([...portfolio.sessions]).toEqual([1, 2, 3]);
    expectRelative(portfolio.returns, [0.02, 0.03, 0.09]);
    expect([...portfolio.held]).toEqual([1, 1, 2]);
  });

  it("starts before the event when asked, and is cut at the ends of the series", () => {
    const portfolio = calendarTimePortfolio({
      returns: [[1, 2, 3, 4]],
      events: [
        { asset: 0, session: 0 },
        { asset: 0, session: 3 },
      ],
      first: -1,
      last: 1,
    });
    expect([...portfolio.sessions]).toEqual([0, 1, 2, 3]);
  });

  it("is tested by the mean over its sessions, or by alpha on factors", () => {
    const returns = [0.014, -0.006, 0.009, 0.004, -0.01, 0.0075, 0.005, -0.0018, 0.003, -0.002];
    const market = [0.01, -0.005, 0.008, 0.002, -0.01, 0.006, 0.004, -0.003, 0.001, -0.004];
    const input = {
      returns: [returns],
      events: [
        { asset: 0, session: 0 },
        { asset: 0, session: 5 },
      ],
      first: 0,
      last: 4,
    };
    const plain = calendarTimeTest(input, "ols");
    expectRelative(plain.statistic, mean(returns) / Math.sqrt(variance(returns) / 10));
    expect(plain).toMatchObject({ degreesOfFreedom: 9, details: { sessions: 10, lag: 0 } });
    const robust = calendarTimeTest(input);
    expectRelative(robust.statistic, mean(returns) / Math.sqrt(neweyWestMeanVariance(returns)));
    const alpha = calendarTimeTest({ ...input, factors: [market] }, "ols");
    const fit = ordinaryLeastSquares(returns, [market])!;
    expectRelative(alpha.statistic, fit.coefficients[0]! / fit.standardErrors[0]!);
    expect(alpha).toMatchObject({ degreesOfFreedom: 8 });
  });

  it("is undefined for too few sessions, and refuses events out of place", () => {
    const input = { returns: [[0.01, 0.02]], events: [{ asset: 0, session: 0 }], first: 0, last: 0 };
    expect(calendarTimeTest(input).statistic).toBeNull();
    expect(calendarTimeTest({ ...input, last: 1, returns: [[0.01, 0.01]] }).statistic).toBeNull();
    expect(() => calendarTimePortfolio({ ...input, events: [{ asset: 1, session: 0 }] })).toThrow(
      "there is no asset 1",
    );
    expect(() => calendarTimePortfolio({ ...input, events: [{ asset: 0, session: 2 }] })).toThrow(RangeError);
    expect(() => calendarTimePortfolio({ ...input, returns: [[1, 2], [1]] })).toThrow(RangeError);
  });
});
