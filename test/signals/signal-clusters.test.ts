import { describe, expect, it } from "vitest";
import { signalClusters } from "../../src/signals/signal-clusters.ts";
import { formatCalendarDay, parseCalendarDay } from "../../src/time/calendar-day.ts";
import { signalOn } from "./a-signal.ts";

const START = parseCalendarDay("2025-03-03") as number;
const calendar = {
  exchange: "HKEX" as const,
  days: Int32Array.from({ length: 10 }, (_, index) => START + index),
};
const on = (offset: number, id: string) => signalOn(formatCalendarDay(START + offset), id);

describe("signalClusters", () => {
  it("chains signals whose day 0 lies no further apart than asked", () => {
    // Published after the close: day 0 is the next session.
    const signals = [on(0, "a"), on(1, "b"), on(2, "c"), on(6, "d"), on(6, "e")];
    expect(signalClusters(signals, calendar, "safe", 0)).toEqual([
      { ids: ["d", "e"], from: "2025-03-10", to: "2025-03-10" },
    ]);
    expect(signalClusters(signals, calendar, "safe", 1)).toEqual([
      { ids: ["a", "b", "c"], from: "2025-03-04", to: "2025-03-06" },
      { ids: ["d", "e"], from: "2025-03-10", to: "2025-03-10" },
    ]);
    expect(signalClusters(signals, calendar, "safe", 4)).toHaveLength(1);
  });

  it("leaves out signals beyond the calendar", () => {
    expect(signalClusters([on(30, "a"), on(30, "b")], calendar, "safe", 5)).toEqual([]);
  });
});
