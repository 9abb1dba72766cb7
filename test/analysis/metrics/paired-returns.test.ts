import { describe, expect, it } from "vitest";
import { activeReturns, assertPairs } from "../../../src/analysis/metrics/paired-returns.ts";
import { expectRelative } from "../../expect-relative.ts";

describe("paired returns", () => {
  it("are the strategy's less the benchmark's, session by session", () => {
    expectRelative(activeReturns([0.02, 0], [0.01, 0.01]), [0.01, -0.01]);
  });

  it("are refused when they are not on the same sessions, or one is missing", () => {
    expect(() => activeReturns([0.02, 0], [0.01])).toThrow(
      "2 returns and 1 of the benchmark are not on the same sessions",
    );
    expect(() => assertPairs([0.02], [Number.NaN])).toThrow(RangeError);
  });
});
