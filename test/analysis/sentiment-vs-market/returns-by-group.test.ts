import { describe, expect, it } from "vitest";
import { returnsByGroup } from "../../../src/analysis/sentiment-vs-market/returns-by-group.ts";
import { noise, persistent, pricesFrom } from "./simulated.ts";

describe("returnsByGroup", () => {
  const index = Float64Array.from({ length: 100 }, (_, t) => t % 5);
  const prices = pricesFrom(index.map((value) => (value - 2) / 100));

  it("sorts sessions by the index and averages what they earned", () => {
    const result = returnsByGroup(index, prices, "open", { horizon: 1, borders: "full" });
    expect(result.groups.map((group) => group.observations)).toEqual([20, 20, 20, 20, 20]);
    expect(result.groups.map((group) => group.meanReturn?.toFixed(10))).toEqual(
      [-0.02, -0.01, 0, 0.01, 0.02].map((value) => value.toFixed(10)),
    );
    expect(result.groups[4]).toMatchObject({ lowestIndex: 4, highestIndex: 4 });
    expect(result.unsorted).toBe(0);
  });

  it("with expanding borders uses the past only: later sessions change no earlier group", () => {
    const noisy = noise(200, 12);
    const earlier = returnsByGroup(noisy.subarray(0, 120), pricesFrom(new Float64Array(120)), "open", {
      horizon: 1,
      warmUp: 20,
    });
    const changed = noisy.map((value, t) => (t < 120 ? value : 1000));
    const later = returnsByGroup(changed, pricesFrom(new Float64Array(200)), "open", {
      horizon: 1,
      warmUp: 20,
    });
    const below = later.groups.slice(0, 4).map((group) => group.observations);
    expect(below).toEqual(earlier.groups.slice(0, 4).map((group) => group.observations));
    expect(earlier.unsorted).toBe(20);
  });

  it("keeps sessions of equal index together and says when a group is empty", () => {
    const mostlyZero = Float64Array.from({ length: 100 }, (_, t) => (t % 10 === 0 ? 1 : 0));
    const result = returnsByGroup(
      mostlyZero,
      pricesFrom(noise(100, 13).map((value) => value / 100)),
      "open",
      { horizon: 1, borders: "full" },
    );
    expect(result.groups.map((group) => group.observations)).toEqual([0, 0, 90, 0, 10]);
    expect(result.spread).toEqual({ difference: null, reason: "the lowest group is empty" });
    expect(result.groups[0]).toMatchObject({ meanReturn: null, standardError: null });
  });

  it("measures the spread of highest over lowest", () => {
    const value = persistent(800, 14);
    const returns = noise(800, 15).map((one, t) => one / 100 + (value[t]! > 0 ? 0.005 : -0.005));
    const { spread } = returnsByGroup(value, pricesFrom(returns), "open", { horizon: 1 });
    if (spread.difference === null) throw new Error(spread.reason);
    expect(spread.difference).toBeGreaterThan(0.005);
    expect(spread.difference).toBeLessThan(0.015);
    expect(spread.pValue).toBeLessThan(0.001);
  });
});
