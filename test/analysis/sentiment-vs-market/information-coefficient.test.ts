import { describe, expect, it } from "vitest";
import { informationCoefficients } from "../../../src/analysis/sentiment-vs-market/information-coefficient.ts";
import { noise, persistent, pricesFrom } from "./simulated.ts";

describe("informationCoefficients", () => {
  it("nears 1 where the index ranks the returns almost perfectly, and has no error where it does so perfectly", () => {
    const returns = noise(80, 9).map((value) => value / 100);
    const prices = pricesFrom(returns);
    const [one] = informationCoefficients(returns, prices, "open", [1]);
    expect(one?.coefficient).toMatchObject({
      correlation: null,
      reason: "one side is the other up to scale, so the correlation has no error",
    });
    const blurred = returns.map((value, t) => value + (t % 2) * 1e-3);
    const [ic] = informationCoefficients(blurred, prices, "open", [1]);
    expect(ic?.coefficient.correlation).toBeGreaterThan(0.95);
  });

  it("counts the windows that do not overlap", () => {
    const prices = pricesFrom(noise(101, 10).map((value) => value / 100));
    const [ic] = informationCoefficients(persistent(101, 11), prices, "close", [10]);
    expect(ic?.coefficient.observations).toBe(91);
    expect(ic?.separateWindows).toBe(9);
  });
});
