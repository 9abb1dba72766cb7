import { describe, expect, it } from "vitest";
import { meanSessionsHeld } from "../../../src/analysis/metrics/mean-sessions-held.ts";

describe("mean sessions held", () => {
  it("averages the trades", () => {
    expect(meanSessionsHeld([10, 4]).value).toBe(7);
    expect(meanSessionsHeld([]).value).toBeNull();
  });
});
