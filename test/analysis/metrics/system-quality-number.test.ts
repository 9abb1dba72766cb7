import { describe, expect, it } from "vitest";
import { systemQualityNumber } from "../../../src/analysis/metrics/system-quality-number.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("system quality number", () => {
  it("is the t-statistic of the mean profit", () => {
    expectRelative(systemQualityNumber([2, -1]).value, 1 / 3);
  });

  it.skipIf(vectors === null)("equals backtesting.py's", () => {
    expectRelative(systemQualityNumber([0.02, -0.01]).value, vectors["backtesting.py"].SQN);
  });

  it("is undefined, never infinite, when all trades made the same", () => {
    expect(systemQualityNumber([2, 2])).toMatchObject({ value: null, reason: "all trades made the same" });
    expect(systemQualityNumber([2]).value).toBeNull();
  });
});
