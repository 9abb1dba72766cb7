import { describe, expect, it } from "vitest";
import { expectancy } from "../../../src/analysis/metrics/expectancy.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("expectancy", () => {
  it("is the mean profit in money", () => {
    expect(expectancy([10, -4]).value).toBe(3);
  });

  it.skipIf(vectors === null)("equals backtesting.py's on the same numbers", () => {
    expectRelative(100 * expectancy([0.02, -0.01]).value!, vectors["backtesting.py"]["Expectancy [%]"]);
  });

  it("is undefined without trades", () => {
    expect(expectancy([]).value).toBeNull();
  });
});
