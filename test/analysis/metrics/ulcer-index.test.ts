import { describe, expect, it } from "vitest";
import { ulcerIndex } from "../../../src/analysis/metrics/ulcer-index.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("ulcer index", () => {
  it("is the root mean square of the drawdown over all levels", () => {
    expectRelative(ulcerIndex([100, 80, 100, 60]).value, Math.sqrt((0.04 + 0.16) / 4));
    expect(ulcerIndex([100, 101]).value).toBe(0);
  });

  it.skipIf(vectors === null)("differs from quantstats' by its divisor alone: 25 levels for 24 - 1", () => {
    expectRelative(ulcerIndex(vectors.input.equity).value! * Math.sqrt(25 / 23), vectors.quantstats.ulcer);
  });
});
