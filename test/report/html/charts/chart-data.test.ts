import { describe, expect, it } from "vitest";
import { chartDataOf } from "../../../../src/report/html/charts/chart-data.ts";
import { dayText } from "../../../../src/report/html/charts/day-text.ts";
import { aResult } from "../../a-result.ts";

const result = aResult({ withCloses: true });
const data = chartDataOf(result);

describe("chartDataOf", () => {
  it("holds every trade, with its fills and the return after costs", () => {
    const trades = data.instruments.flatMap((instrument) => instrument.trades);
    expect(trades.map((trade) => trade.id)).toEqual(result.trades.map((trade) => trade.id));
    const [first] = trades;
    const [told] = result.trades;
    expect(dayText(first!.entry.day)).toBe(told!.entry.session);
    expect(dayText(first!.exit.day)).toBe(told!.exit.session);
    expect(first!.return).toBeCloseTo(told!.return, 6);
  });

  it("holds the signals that the rules asked for, and leaves out the others", () => {
    const asked = result.signals.filter((signal) => signal.reason !== "not-selected");
    expect(data.signals.map((signal) => signal.id)).toEqual(asked.map((signal) => signal.id));
    expect(asked.length).toBeLessThan(result.signals.length);
  });

  it("says why a signal was skipped", () => {
    const skipped = data.signals.filter((signal) => signal.state === "skipped");
    expect(skipped.length).toBeGreaterThan(0);
    for (const signal of skipped) expect(signal.why).toMatch(/^[a-z-]+: ./);
  });

  it("has no closes where the result has none", () => {
    expect(chartDataOf(aResult()).instruments.map((instrument) => instrument.closes)).toEqual([null]);
    // Six digits of the lowest close, 3.6 or so: five decimals.
    const closes = result.closes![0]!.close;
    expect(data.instruments[0]?.closes?.values).toEqual(closes.map((value) => Number(value.toFixed(5))));
  });

  it("stays small: under 70 bytes a session, 250 a trade and 450 a signal", () => {
    const { trades, instruments, signals, ...series } = {
      ...data,
      trades: data.instruments.flatMap((one) => one.trades),
    };
    const size = (value: unknown) => JSON.stringify(value).length;
    expect(size(series) + size(instruments.map((one) => one.closes))).toBeLessThan(70 * data.days.length);
    expect(size(trades)).toBeLessThan(250 * trades.length);
    expect(size(signals)).toBeLessThan(450 * signals.length);
  });
});
