import { describe, expect, it } from "vitest";
import { captureRatio } from "../../../src/analysis/metrics/capture-ratio.ts";
import { expectRelative } from "../../expect-relative.ts";
import { fixtureAt } from "../../fixture-at.ts";

const vectors = fixtureAt("metric-vectors.json");

describe("capture ratio", () => {
  it("compares the two over the sessions on which the benchmark rose, or fell", () => {
    expectRelative(captureRatio([0.02, -0.01], [0.01, -0.02], "up", { sessionsPerYear: 1 }).value, 2);
    expectRelative(captureRatio([0.02, -0.01], [0.01, -0.02], "down", { sessionsPerYear: 1 }).value, 0.5);
  });

  it.skipIf(vectors === null)("equals empyrical's", () => {
    const { returns, benchmark } = vectors.input;
    expectRelative(captureRatio(returns, benchmark, "up").value, vectors.empyrical.up_cap);
    expectRelative(captureRatio(returns, benchmark, "down").value, vectors.empyrical.down_cap);
  });

  it("is undefined when the benchmark never rose, or never fell", () => {
    expect(captureRatio([0.01], [0], "up")).toMatchObject({
      value: null,
      reason: "the benchmark never rose",
    });
    expect(captureRatio([0.01], [0], "down")).toMatchObject({
      value: null,
      reason: "the benchmark never fell",
    });
  });
});
