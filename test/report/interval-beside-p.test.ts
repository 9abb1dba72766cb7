import { describe, expect, it } from "vitest";
import { intervalBesideP } from "../../src/report/interval-beside-p.ts";

describe("intervalBesideP", () => {
  it("explains an interval that holds 0 beside a small p, and one that does not beside a large p", () => {
    expect(intervalBesideP({ low: -0.001, high: 0.04 }, 0.046)).toEqual([
      expect.stringMatching(/^The interval holds 0 though p is small: .* more cautious of the two\.$/),
    ]);
    expect(intervalBesideP({ low: 0.001, high: 0.04 }, 0.051)).toEqual([
      expect.stringMatching(
        /^The interval leaves out 0 though p is not small: .* more cautious of the two\.$/,
      ),
    ]);
    expect(intervalBesideP({ low: -0.04, high: -0.001 }, 0.2)).toHaveLength(1);
  });

  it("says nothing where the two agree, or one of them is not there", () => {
    expect(intervalBesideP({ low: 0.001, high: 0.04 }, 0.05)).toEqual([]);
    expect(intervalBesideP({ low: -0.001, high: 0.04 }, 0.2)).toEqual([]);
    expect(intervalBesideP({ low: null, high: null }, 0.01)).toEqual([]);
    expect(intervalBesideP(null, 0.01)).toEqual([]);
    expect(intervalBesideP({ low: -0.001, high: 0.04 }, null)).toEqual([]);
  });
});
