import { describe, expect, it } from "vitest";
import type { PriceSeries } from "../../src/market/price-series.ts";
import type { Entry } from "../../src/strategy/rule.ts";
import { flatPrices, type SeriesFields, weekdays } from "../engine/price-table.ts";
import { holdRule, knownAtMinute, runCase } from "../engine/run-case.ts";

const HONG_KONG: SeriesFields = {};
const NEW_YORK: SeriesFields = { exchange: "NYSE", currency: "USD" };

/** Where a signal known at a minute of Shanghai's clock is filled: `2025-02-18 open`, or why it is not. */
function fillOf(
  prices: PriceSeries,
  [date, time]: readonly [date: string, time: string],
  entry: Entry = {},
  fields: Parameters<typeof knownAtMinute>[2] = {},
): string {
  const rule = holdRule({ entry, exit: { afterSessions: 2, at: "open" } });
  const { lines, fates } = runCase({
    prices: [prices],
    signals: [knownAtMinute(date, time, { id: "it", ...fields })],
    rules: [rule],
  });
  return lines.length === 0 ? fates["it"]! : lines[0]!.split(" ").slice(2, 4).join(" ");
}

describe("the first fill opportunity", () => {
  const february = flatPrices("X", weekdays("2025-02-10", 20), 100, HONG_KONG);

  it.each([
    ["before the open, the same day", "2025-02-18", "09:29", "2025-02-18 open"],
    ["at the very open, the next: fills come strictly after", "2025-02-18", "09:30", "2025-02-19 open"],
    ["in the morning, the next open", "2025-02-18", "10:00", "2025-02-19 open"],
    ["in the lunch break, the next open: there is no second one", "2025-02-18", "12:30", "2025-02-19 open"],
    ["after the close, the next open", "2025-02-18", "18:00", "2025-02-19 open"],
    ["at midnight, the next open", "2025-02-18", "24:00", "2025-02-19 open"],
    ["on a Friday evening, Monday", "2025-02-21", "20:00", "2025-02-24 open"],
    ["on a Saturday, Monday and never Friday", "2025-02-22", "11:00", "2025-02-24 open"],
    ["on a Sunday, Monday", "2025-02-23", "23:59", "2025-02-24 open"],
  ])("of a signal known %s (%s %s): %s", (_, date, time, fill) => {
    expect(fillOf(february, [date, time])).toBe(fill);
  });

  it.each([
    ["in the morning", "2025-02-18", "10:00", "2025-02-18 close"],
    ["in the lunch break", "2025-02-18", "12:30", "2025-02-18 close"],
    ["a minute before the close", "2025-02-18", "15:59", "2025-02-18 close"],
    ["at the very close", "2025-02-18", "16:00", "2025-02-19 close"],
    ["on a Saturday", "2025-02-22", "11:00", "2025-02-24 close"],
  ])("at the close, of a signal known %s (%s %s): %s", (_, date, time, fill) => {
    expect(fillOf(february, [date, time], { at: "close" })).toBe(fill);
  });

  it("is after a half day for a signal of its afternoon, and on it for one of its morning", () => {
    // 2024-12-24, Christmas Eve: Hong Kong closed at 12:00; the 25th and 26th were holidays.
    const december = flatPrices("X", ["2024-12-23", "2024-12-24", "2024-12-27", "2024-12-30", "2025-01-02"]);
    expect(fillOf(december, ["2024-12-24", "11:59"], { at: "close" })).toBe("2024-12-24 close");
    expect(fillOf(december, ["2024-12-24", "12:00"], { at: "close" })).toBe("2024-12-27 close");
    expect(fillOf(december, ["2024-12-24", "14:00"], { at: "close" })).toBe("2024-12-27 close");
    expect(fillOf(december, ["2024-12-24", "14:00"], { at: "open" })).toBe("2024-12-27 open");
  });

  it("passes over a typhoon day, which has no bar", () => {
    // 2023-09-01, typhoon Saola: no session in Hong Kong.
    const september = flatPrices("X", [
      "2023-08-30",
      "2023-08-31",
      "2023-09-04",
      "2023-09-05",
      "2023-09-06",
      "2023-09-07",
    ]);
    expect(fillOf(september, ["2023-08-31", "20:00"])).toBe("2023-09-04 open");
    expect(fillOf(september, ["2023-09-01", "09:00"])).toBe("2023-09-04 open");
  });

  it("is the afternoon's open on a day that had no morning", () => {
    // 2023-10-09, typhoon Koinu: trading began at 14:00.
    const october = flatPrices("X", ["2023-10-06", "2023-10-09", "2023-10-10", "2023-10-11", "2023-10-12"]);
    expect(fillOf(october, ["2023-10-09", "13:59"])).toBe("2023-10-09 open");
    expect(fillOf(october, ["2023-10-09", "14:00"])).toBe("2023-10-10 open");
  });

  it("is New York the same evening for an announcement at 21:00 in Beijing, and Hong Kong the next morning", () => {
    const days = weekdays("2024-09-23", 8);
    const newYork = flatPrices("X", days, 30, NEW_YORK);
    const hongKong = flatPrices("X", days, 30, HONG_KONG);
    expect(fillOf(newYork, ["2024-09-24", "21:00"])).toBe("2024-09-24 open");
    expect(fillOf(hongKong, ["2024-09-24", "21:00"])).toBe("2024-09-25 open");
    // Known at 09:00 in Beijing on the 24th: New York closed five hours ago, and opens at 21:30.
    expect(fillOf(newYork, ["2024-09-24", "09:00"])).toBe("2024-09-24 open");
    expect(fillOf(newYork, ["2024-09-24", "09:00"], { at: "close" })).toBe("2024-09-24 close");
    // 03:59 in Beijing on the 25th is a minute before New York's close of the 24th.
    expect(fillOf(newYork, ["2024-09-25", "03:59"], { at: "close" })).toBe("2024-09-24 close");
    expect(fillOf(newYork, ["2024-09-25", "04:00"], { at: "close" })).toBe("2024-09-25 close");
  });

  it("moves by an hour in Beijing's clock when New York puts its own forward", () => {
    // Daylight saving began on Sunday 2025-03-09: the open moves from 22:30 to 21:30 in Beijing.
    const march = flatPrices("X", weekdays("2025-03-03", 15), 30, NEW_YORK);
    expect(fillOf(march, ["2025-03-07", "22:29"])).toBe("2025-03-07 open");
    expect(fillOf(march, ["2025-03-07", "22:30"])).toBe("2025-03-10 open");
    expect(fillOf(march, ["2025-03-10", "21:29"])).toBe("2025-03-10 open");
    expect(fillOf(march, ["2025-03-10", "21:30"])).toBe("2025-03-11 open");
    // It ended on Sunday 2024-11-03: from 21:30 to 22:30.
    const november = flatPrices("X", weekdays("2024-10-28", 15), 30, NEW_YORK);
    expect(fillOf(november, ["2024-11-01", "21:30"])).toBe("2024-11-04 open");
    expect(fillOf(november, ["2024-11-04", "22:29"])).toBe("2024-11-04 open");
    expect(fillOf(november, ["2024-11-04", "22:30"])).toBe("2024-11-05 open");
  });

  it("waits for minutes, and for sessions", () => {
    expect(fillOf(february, ["2025-02-18", "09:00"], { delayMinutes: 29 })).toBe("2025-02-18 open");
    expect(fillOf(february, ["2025-02-18", "09:00"], { delayMinutes: 30 })).toBe("2025-02-19 open");
    expect(fillOf(february, ["2025-02-18", "15:00"], { at: "close", delayMinutes: 60 })).toBe(
      "2025-02-19 close",
    );
    expect(fillOf(february, ["2025-02-20", "18:00"], { delaySessions: 2 })).toBe("2025-02-25 open");
  });

  it("counts back from a scheduled act, and refuses one whose date was not public", () => {
    const scheduled = { scheduled: true, occursAt: "2025-03-05" };
    const published = ["2025-03-05", "12:00"] as const;
    expect(fillOf(february, published, { sessionsBefore: 1 }, scheduled)).toBe("2025-03-04 open");
    expect(fillOf(february, published, { sessionsBefore: 5 }, scheduled)).toBe("2025-02-26 open");
    expect(fillOf(february, published, { at: "close", sessionsBefore: 2 }, scheduled)).toBe(
      "2025-03-03 close",
    );
    expect(fillOf(february, published, { sessionsBefore: 99 }, scheduled)).toBe("before-prices");
    const unscheduled = { occursAt: "2025-03-05" };
    expect(fillOf(february, published, { sessionsBefore: 5 }, unscheduled)).toBe("not-scheduled");
    // An act on a weekend counts from the session after it.
    const onSaturday = { scheduled: true, occursAt: "2025-03-01" };
    expect(fillOf(february, ["2025-03-01", "12:00"], { sessionsBefore: 1 }, onSaturday)).toBe(
      "2025-02-28 open",
    );
  });

  it.each([
    ["before the prices begin", "2025-02-03", "12:00", "before-prices"],
    ["in the session before the first", "2025-02-07", "12:00", "2025-02-10 open"],
    ["before the open of a weekday that has no bar", "2025-02-07", "09:00", "before-prices"],
    ["on the weekend before the first session", "2025-02-08", "12:00", "2025-02-10 open"],
    ["after the last open", "2025-03-07", "12:00", "after-prices"],
  ])("of a signal known %s (%s %s): %s", (_, date, time, fill) => {
    expect(fillOf(february, [date, time])).toBe(fill);
  });

  it("is refused where the next bar is weeks away: the instrument did not trade", () => {
    const suspended = flatPrices("X", ["2025-02-10", "2025-02-11", ...weekdays("2025-03-10", 5)]);
    expect(fillOf(suspended, ["2025-02-11", "20:00"])).toBe("not-fillable");
  });

  it("takes a time that no source backs as the end of its day, unless it is told to believe it", () => {
    const unsourced = { date: "2025-02-18", time: null, session: "pre-open", basis: "unsourced" } as const;
    const about = {
      prices: [february],
      signals: [knownAtMinute("2025-02-18", "00:00", { id: "it", publishedAt: unsourced })],
      rules: [holdRule()],
    };
    expect(runCase(about).lines[0]).toContain("2025-02-19 open");
    expect(runCase({ ...about, config: { timing: "best" } }).lines[0]).toContain("2025-02-18 open");
  });

  it("is mapped for each leg on its own exchange", () => {
    const days = weekdays("2024-09-23", 8);
    const { lines } = runCase({
      prices: [
        flatPrices("3033.HK", days, 4, { ...HONG_KONG, currency: "USD" }),
        flatPrices("KWEB", days, 30, NEW_YORK),
      ],
      signals: [knownAtMinute("2024-09-24", "21:00")],
      rules: [
        holdRule({
          legs: [
            { instrument: "3033.HK", side: "long" },
            { instrument: "KWEB", side: "long" },
          ],
          weighting: "equal",
        }),
      ],
    });
    expect(lines).toEqual([
      "KWEB long 2024-09-24 open 30 -> 2024-09-25 close 30 after-sessions",
      "3033.HK long 2024-09-25 open 4 -> 2024-09-26 close 4 after-sessions",
    ]);
  });
});
