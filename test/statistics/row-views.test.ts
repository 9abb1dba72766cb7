import { describe, expect, it } from "vitest";
import { rowViews } from "../../src/statistics/row-views.ts";

describe("rows in one array", () => {
  it("lie one after another and do not overlap", () => {
    const [first, second, none] = rowViews([2, 3, 0]);
    first!.fill(1);
    second!.fill(2);
    expect([...new Float64Array(first!.buffer)]).toEqual([1, 1, 2, 2, 2]);
    expect(none).toHaveLength(0);
  });
});
