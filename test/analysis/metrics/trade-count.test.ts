import { describe, expect, it } from "vitest";
import { tradeCount } from "../../../src/analysis/metrics/trade-count.ts";

describe("trade count", () => {
  it("counts closed trades, none being a number too", () => {
    expect(tradeCount([12, -3]).value).toBe(2);
    expect(tradeCount([]).value).toBe(0);
  });
});
