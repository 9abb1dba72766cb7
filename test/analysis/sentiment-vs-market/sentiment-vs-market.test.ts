import { describe, expect, it } from "vitest";
import { sentimentVsMarket } from "../../../src/analysis/sentiment-vs-market/sentiment-vs-market.ts";
import { sentimentIndex } from "../../../src/signals/sentiment-index.ts";
import { formatCalendarDay } from "../../../src/time/calendar-day.ts";
import { signalOn } from "../../signals/a-signal.ts";
import { noise, pricesFrom } from "./simulated.ts";

describe("sentimentVsMarket", () => {
  const days = Int32Array.from({ length: 400 }, (_, i) => 20_000 + i);
  const signals = Array.from({ length: 60 }, (_, i) =>
    signalOn(formatCalendarDay(20_050 + 5 * i), `s${i}`, {
      stance: i % 3 === 0 ? -1 : 0.5,
      targets: [i % 2 === 0 ? "ai" : "property"],
    }),
  );
  const index = sentimentIndex(
    signals,
    { exchange: "HKEX", days },
    { halfLife: { value: 5, unit: "sessions" }, decideAt: "open", timing: "safe" },
  );
  const prices = pricesFrom(noise(400, 16).map((value) => value / 100));

  it("starts with the first signal that counts", () => {
    const result = sentimentVsMarket(index, prices, { horizons: [1, 5], maxLag: 3 });
    expect(result.firstSession).toBe(51);
    expect(result.sessions).toBe(349);
    expect(result.informationCoefficients.map((one) => one.horizon)).toEqual([1, 5]);
    expect(result.groups.map((one) => one.horizon)).toEqual([1, 5]);
    expect(result.leadLag.lags).toHaveLength(7);
  });

  it("holds no number that is not one", () => {
    const result = sentimentVsMarket(index, prices, { target: "ai", horizons: [1, 20], maxLag: 5 });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it("refuses a target that no signal has", () => {
    expect(() => sentimentVsMarket(index, prices, { target: "tulips", horizons: [1], maxLag: 1 })).toThrow(
      "tulips",
    );
  });
});
