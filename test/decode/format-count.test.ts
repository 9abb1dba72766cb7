import { describe, expect, it } from "vitest";
import { formatCount, formatCounted } from "../../src/decode/format-count.ts";

describe("counts as they are printed", () => {
  it("marks thousands, and gives what rounds to nothing no sign", () => {
    expect([1234567.6, 999, -0.4].map(formatCount)).toEqual(["1,234,568", "999", "0"]);
  });

  it("puts noun and verb in the number of the count", () => {
    expect([0, 1, 1200].map((count) => formatCounted(count, "bar", ["was", "were"]))).toEqual([
      "0 bars were",
      "1 bar was",
      "1,200 bars were",
    ]);
    expect(formatCounted(1, "such signal")).toBe("1 such signal");
  });
});
