import { describe, expect, it } from "vitest";
import { MarketDataError } from "../../../src/errors.ts";
import { yahooSeries } from "../../../src/feeds/yahoo/yahoo-series.ts";
import { instrumentOf } from "../../servers/instrument-fixture.ts";

const series = (change: object) =>
  yahooSeries(
    {
      meta: { symbol: "0700.HK", currency: "HKD", exchangeTimezoneName: "Asia/Hong_Kong" },
      timestamp: [1739842200, 1739928600],
      indicators: { quote: [{ close: [502, 503] }] },
      ...change,
    },
    {
      instrument: instrumentOf("0700.HK"),
      range: { from: null, to: null },
      fetchedAt: Date.UTC(2025, 1, 20),
      at: "yahoo",
    },
  );

describe("times that no market has", () => {
  it("are none in a sound answer", () => {
    expect([...series({}).columns.close]).toEqual([502, 503]);
  });

  // The first is a timestamp with a digit too many, which fuzzing found: it has no date that can be written.
  it.each([[173991739928600], [-9e12], [1e11]])("are refused as a row's: %s", (stamp) => {
    expect(() => series({ timestamp: [1739842200, stamp] })).toThrow(MarketDataError);
  });

  it.each([
    { dividends: { 1e15: { amount: 1, date: 1e15 } } },
    { splits: { 1e15: { numerator: 2, denominator: 1, date: 1e15 } } },
    { dividends: { 1739928600: null } },
  ])("are refused as an event's: %j", (events) => {
    expect(() => series({ events })).toThrow(MarketDataError);
  });
});
