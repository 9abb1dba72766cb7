import { describe, expect, it } from "vitest";
import { sparkline } from "../../../src/report/terminal/sparkline.ts";

describe("sparkline", () => {
  it("runs from the lowest to the highest block", () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe("▁▂▃▄▅▆▇█");
  });

  it("ends where the series ends, however it is thinned", () => {
    const rising = Array.from({ length: 1000 }, (_, index) => index);
    const line = sparkline(rising, 10);
    expect([...line]).toHaveLength(10);
    expect(line.endsWith("█")).toBe(true);
  });

  it("draws a flat series as a flat line and nothing as nothing", () => {
    expect(sparkline([5, 5, 5], 3)).toBe("▁▁▁");
    expect(sparkline([], 10)).toBe("");
  });
});
