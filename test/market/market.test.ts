import { describe, expect, it } from "vitest";
import { buildMarket } from "../../src/market/market.ts";
import { day, flatPrices } from "../engine/price-table.ts";

const WHOLE = { from: null, to: null };

describe("buildMarket", () => {
  const hong = flatPrices("HK", ["2025-02-17", "2025-02-18", "2025-02-20"]);
  const york = flatPrices("NY", ["2025-02-18", "2025-02-19", "2025-02-20", "2025-02-21"], 100, {
    exchange: "NYSE",
  });

  it("puts every day on which any instrument has a bar on one time line", () => {
    const market = buildMarket([hong, york], WHOLE);
    expect([...market.days]).toEqual(
      ["2025-02-17", "2025-02-18", "2025-02-19", "2025-02-20", "2025-02-21"].map(day),
    );
    expect(market.barOn.map((bars) => [...bars])).toEqual([
      [0, 1, -1, 2, -1],
      [-1, 0, 1, 2, 3],
    ]);
    expect([...market.lastBar]).toEqual([2, 3]);
    expect(market.indexOf.get("NY")).toBe(1);
  });

  it("keeps to the span, both ends included", () => {
    const market = buildMarket([hong, york], { from: day("2025-02-18"), to: day("2025-02-19") });
    expect([...market.days]).toEqual(["2025-02-18", "2025-02-19"].map(day));
    expect(market.barOn.map((bars) => [...bars])).toEqual([
      [1, -1],
      [0, 1],
    ]);
    expect([...market.lastBar]).toEqual([1, 1]);
  });

  it("has an instrument without a bar in the span, and a span without a bar", () => {
    expect([...buildMarket([hong, york], { from: day("2025-02-21"), to: null }).lastBar]).toEqual([-1, 3]);
    expect(buildMarket([hong], { from: day("2026-01-01"), to: null }).days.length).toBe(0);
  });

  it("shares one calendar between instruments of one exchange with the same sessions", () => {
    const days = ["2025-02-17", "2025-02-18"];
    const { calendars, barOn } = buildMarket(
      [flatPrices("A", days), flatPrices("B", days), flatPrices("C", days, 1, { exchange: "SSE" })],
      WHOLE,
    );
    expect(calendars[1]).toBe(calendars[0]);
    expect(calendars[2]).not.toBe(calendars[0]);
    expect(calendars[2]!.exchange).toBe("SSE");
    expect(barOn[2]).toBe(barOn[0]);
  });
});
