import { describe, expect, it } from "vitest";
import {
  corradoZivneySignTest,
  signSums,
} from "../../../../src/analysis/event-study/hypothesis-tests/corrado-zivney-sign.ts";
import { expectRelative } from "../../../expect-relative.ts";
import { handMade } from "../golden-events.ts";

describe("Corrado and Zivney's sign test", () => {
  it("takes signs about each event's own median, day by day", () => {
    // Medians over all five days: 1 and -1. Signs: (-, 0, +, +, -) and (+, +, -, 0, -); sums 0, 1, 0, 1, -2.
    const events = [handMade([-5, 1, 2], [9, 0]), handMade([0, 3, -4], [-1, -2])];
    const deviation = Math.sqrt((0 + 1 + 0 + 1 + 4) / 2 / 5);
    const test = corradoZivneySignTest(events);
    expectRelative(test.statistic!, (1 - 2) / Math.SQRT2 / deviation / Math.SQRT2);
    expectRelative(
      corradoZivneySignTest(events, { first: 1, last: 1 }).statistic!,
      -2 / Math.SQRT2 / deviation,
    );
  });

  it("takes the mean of the two middle values of an even number, and leaves missing days out", () => {
    // Days that are there: -1, 2, 4, 8; median 3; signs -, -, +, +.
    const signs = signSums([handMade([-1, Number.NaN, 2], [4, 8])]);
    expect([...signs.sums]).toEqual([-1, 0, -1, 1, 1]);
    expect([...signs.counts]).toEqual([1, 0, 1, 1, 1]);
    expect(signs.deviation).toBe(1);
  });

  it("gives the same of events as of their sums", () => {
    const events = [handMade([0.3, -0.1, 0.2], [0.9, 0.1]), handMade([-0.2, 0.4, 0.1], [0.5, -0.3])];
    const range = { first: 0, last: 0 };
    expect(corradoZivneySignTest(signSums(events), range)).toEqual(corradoZivneySignTest(events, range));
  });

  it("is undefined with a reason, and refuses windows that do not fit", () => {
    expect(corradoZivneySignTest([])).toMatchObject({ statistic: null, reason: "no events" });
    expect(corradoZivneySignTest([handMade([1, 1], [1])])).toMatchObject({
      reason: "the signs do not vary",
    });
    expect(corradoZivneySignTest([handMade([1, 2], [3, Number.NaN])], { first: 1, last: 1 })).toMatchObject({
      reason: "no complete day in the range",
    });
    expect(() => corradoZivneySignTest([handMade([1], [1]), handMade([1, 2], [1])])).toThrow(RangeError);
    expect(() => corradoZivneySignTest([handMade([1, 2], [1])], { first: 0, last: 1 })).toThrow(RangeError);
  });
});
