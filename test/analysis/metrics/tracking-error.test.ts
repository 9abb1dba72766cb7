import { describe, expect, it } from "vitest";
import { trackingError } from "../../../src/analysis/metrics/tracking-error.ts";
import { expectRelative } from "../../expect-relative.ts";

describe("tracking error", () => {
  it("is the deviation of the return above the benchmark's", () => {
    expectRelative(trackingError([0.02, 0], [0.01, 0.01], { sessionsPerYear: 2 }).value, 0.02);
  });

  it("is 0 for the benchmark itself and undefined for one session", () => {
    expect(trackingError([0.02, 0.01], [0.02, 0.01]).value).toBe(0);
    expect(trackingError([0.02], [0.01]).value).toBeNull();
  });
});
