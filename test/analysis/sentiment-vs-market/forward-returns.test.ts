import { describe, expect, it } from "vitest";
import {
  forwardReturns,
  returnsBetweenDecisions,
} from "../../../src/analysis/sentiment-vs-market/forward-returns.ts";

describe("forwardReturns", () => {
  const prices = { open: [10, 20, 40], close: [11, 22, 44] };

  it("holds the session of the decision at the open, and starts after it at the close", () => {
    expect([...forwardReturns(prices, 1, "open")].map((one) => one.toFixed(12))).toEqual(
      Array(3).fill("0.100000000000"),
    );
    expect([...forwardReturns(prices, 2, "open")].slice(0, 2).map((one) => one.toFixed(12))).toEqual([
      "1.200000000000",
      "1.200000000000",
    ]);
    expect([...forwardReturns(prices, 1, "close")]).toEqual([1, 1, Number.NaN]);
  });

  it("is NaN where a price is missing, and refuses horizons below 1", () => {
    expect([...forwardReturns({ open: [10, Number.NaN], close: [Number.NaN, 5] }, 1, "open")]).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
    expect(() => forwardReturns(prices, 0, "open")).toThrow(RangeError);
  });

  it("gives returns between decisions that do not overlap", () => {
    expect([...returnsBetweenDecisions(prices, "open")]).toEqual([1, 1, Number.NaN]);
  });
});
