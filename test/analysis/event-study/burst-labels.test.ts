import { describe, expect, it } from "vitest";
import { burstLabels } from "../../../src/analysis/event-study/burst-labels.ts";

describe("burst labels", () => {
  it("counts chains of overlapping windows as one burst", () => {
    const windows = [
      { first: 0, last: 9 },
      { first: 20, last: 29 },
      { first: 5, last: 14 },
      { first: 14, last: 19 },
    ];
    expect([...burstLabels(windows)]).toEqual([0, 1, 0, 0]);
    expect(burstLabels([])).toHaveLength(0);
    expect(() => burstLabels([{ first: 3, last: 2 }])).toThrow(RangeError);
  });

  it("sees a short window inside a long one", () => {
    expect([
      ...burstLabels([
        { first: 0, last: 30 },
        { first: 2, last: 3 },
        { first: 10, last: 11 },
      ]),
    ]).toEqual([0, 0, 0]);
  });
});
