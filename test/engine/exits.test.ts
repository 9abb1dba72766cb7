import { describe, expect, it } from "vitest";
import type { Entry, Exit } from "../../src/strategy/rule.ts";
import { leave, SIGNAL } from "./leave-case.ts";
import { priceTable } from "./price-table.ts";
import { holdRule, knownAtMinute, runCase } from "./run-case.ts";

const QUIET = `
  2025-02-18  100 101  99 100
  2025-02-19  101 102 100 101
  2025-02-20  102 103 101 102
  2025-02-21  103 104 102 103
  2025-02-24  104 105 103 104`;

describe("an exit after sessions", () => {
  it.each([
    [1, "2025-02-18 close 100 after-sessions"],
    [2, "2025-02-19 close 101 after-sessions"],
    [4, "2025-02-21 close 103 after-sessions"],
    [9, "2025-02-24 close 104 end-of-data"],
  ])("after %i is at the close of that session, the entry's the first: %s", (afterSessions, expected) => {
    expect(leave(QUIET, { afterSessions })).toBe(expected);
  });

  it.each([
    [1, "2025-02-19 open 101 after-sessions"],
    [3, "2025-02-21 open 103 after-sessions"],
  ])("after %i at the open is so many sessions after the entry: %s", (afterSessions, expected) => {
    expect(leave(QUIET, { afterSessions, at: "open" })).toBe(expected);
  });

  it("of an entry at the close counts that session, too", () => {
    expect(leave(QUIET, { afterSessions: 2 }, { entry: { at: "close" } })).toBe(
      "2025-02-19 close 101 after-sessions",
    );
    expect(leave(QUIET, { afterSessions: 1, at: "open" }, { entry: { at: "close" } })).toBe(
      "2025-02-19 open 101 after-sessions",
    );
  });

  it("waits where the bar cannot fill: a halt, a placeholder, a lock at the lower limit", () => {
    for (const blocked of ["2025-02-19  100 100 100 100 0 placeholder", "2025-02-19  90 90 90 90 locked"]) {
      const table = `2025-02-18  100 101  99 100\n${blocked}\n2025-02-20  89 95 88 94\n2025-02-21  94 95 93 95`;
      expect(leave(table, { afterSessions: 2 })).toBe("2025-02-20 close 94 after-sessions");
    }
  });

  it("leaves a lock at the upper limit: there are buyers", () => {
    const table = `2025-02-18  100 101  99 100\n2025-02-19  110 110 110 110 locked\n2025-02-20  89 95 88 94`;
    expect(leave(table, { afterSessions: 2 })).toBe("2025-02-19 close 110 after-sessions");
  });
});

describe("an exit day", () => {
  it.each([
    ["2025-02-20", "2025-02-20 close 102 until"],
    ["2025-02-22", "2025-02-21 close 103 until"],
    ["2025-02-18", "2025-02-18 close 100 until"],
    ["2025-02-17", "until-passed"],
    ["2025-09-01", "2025-02-24 close 104 end-of-data"],
  ])("%s: %s", (until, expected) => {
    expect(leave(QUIET, { until })).toBe(expected);
  });

  it("is the last close before a scheduled act, and refused for another", () => {
    const act = knownAtMinute("2025-02-17", "20:00", { id: "it", scheduled: true, occursAt: "2025-02-21" });
    expect(leave(QUIET, { until: "occurs" }, { signals: [act] })).toBe("2025-02-20 close 102 until");
    const leak = knownAtMinute("2025-02-17", "20:00", { id: "it", occursAt: "2025-02-21" });
    expect(leave(QUIET, { until: "occurs" }, { signals: [leak] })).toBe("not-scheduled");
  });

  it("and sessions: whichever comes first", () => {
    expect(leave(QUIET, { until: "2025-02-20", afterSessions: 2 })).toBe(
      "2025-02-19 close 101 after-sessions",
    );
    expect(leave(QUIET, { until: "2025-02-20", afterSessions: 4 })).toBe("2025-02-20 close 102 until");
    // The open two sessions later comes before that session's close.
    expect(leave(QUIET, { until: "2025-02-20", afterSessions: 2, at: "open" })).toBe(
      "2025-02-20 open 102 after-sessions",
    );
  });
});

describe("an exit signal", () => {
  const about = (date: string, time: string) =>
    knownAtMinute(date, time, { id: `out-${date}-${time}`, status: "leak" });
  const exit: Exit = { onSignal: { status: ["leak"] } };

  it.each([
    ["known in the entry's session", "2025-02-18", "12:00", "2025-02-19 open 101 signal"],
    ["known after its close", "2025-02-18", "20:00", "2025-02-19 open 101 signal"],
    ["known before the next open", "2025-02-19", "09:29", "2025-02-19 open 101 signal"],
    ["known at the next open", "2025-02-19", "09:30", "2025-02-20 open 102 signal"],
    ["known before the entry, so no news", "2025-02-18", "09:00", "2025-02-24 close 104 end-of-data"],
  ])("%s (%s %s) leaves: %s", (_, date, time, expected) => {
    expect(leave(QUIET, exit, { signals: [SIGNAL, about(date, time)] })).toBe(expected);
  });

  it("known before an entry at the close is no news, one known after it is", () => {
    const entry: Entry = { at: "close" };
    expect(leave(QUIET, exit, { entry, signals: [SIGNAL, about("2025-02-18", "12:00")] })).toBe(
      "2025-02-24 close 104 end-of-data",
    );
    expect(leave(QUIET, exit, { entry, signals: [SIGNAL, about("2025-02-18", "16:01")] })).toBe(
      "2025-02-19 open 101 signal",
    );
  });

  it("may be the rule's own selection: then another signal of it ends the trade", () => {
    const { lines } = runCase({
      prices: [priceTable("X", `2025-02-17  100 100 100 100\n${QUIET.trim()}`)],
      signals: [SIGNAL, knownAtMinute("2025-02-19", "20:00", { id: "other" })],
      rules: [holdRule({ exit: { onSignal: {} } })],
    });
    expect(lines).toEqual([
      "X long 2025-02-18 open 100 -> 2025-02-20 open 102 signal",
      "X long 2025-02-20 open 102 -> 2025-02-24 close 104 end-of-data",
    ]);
  });
});

describe("an exit callback", () => {
  it("is asked after each close, sees that bar, and leaves at the next open", () => {
    const seen: unknown[] = [];
    const exit: Exit = {
      when: ({ holding, prices }) => {
        seen.push([prices.day(), prices.close(), holding.sessionsHeld, holding.openReturn]);
        return holding.openReturn >= 0.01;
      },
    };
    expect(leave(QUIET, exit)).toBe("2025-02-20 open 102 callback");
    expect(seen).toEqual([
      ["2025-02-18", 100, 1, 0],
      ["2025-02-19", 101, 2, 101 / 100 - 1],
    ]);
  });

  it("that asks for an indicator not warmed up counts as false, and is counted", () => {
    const { lines, simulation } = runCase({
      prices: [priceTable("X", `2025-02-17  100 100 100 100\n${QUIET.trim()}`)],
      signals: [SIGNAL],
      rules: [holdRule({ exit: { when: ({ indicators }) => indicators.sma(4) > 0 } })],
    });
    expect(lines[0]).toContain("2025-02-21 open 103 callback");
    expect(simulation.unanswered.map((one) => one.detail)).toEqual([
      "sma(4) of X has not warmed up: only 2 bars had closed",
      "sma(4) of X has not warmed up: only 3 bars had closed",
    ]);
  });

  it("that answers neither true nor false is an error", () => {
    const when = (() => 1) as unknown as NonNullable<Exit["when"]>;
    expect(() => leave(QUIET, { when })).toThrow("exit.when() returned number instead of true or false");
  });
});

describe("the end of the data", () => {
  it("closes what is open at the instrument's own last bar, marked as such", () => {
    const { lines, simulation } = runCase({
      prices: [
        priceTable("X", `2025-02-17 100\n2025-02-18 100\n2025-02-19 110`),
        priceTable("Y", `2025-02-17 50\n2025-02-18 50\n2025-02-19 50\n2025-02-20 50\n2025-02-21 60`),
      ],
      signals: [SIGNAL],
      rules: [
        holdRule({
          legs: [
            { instrument: "X", side: "long", weight: 0.5 },
            { instrument: "Y", side: "long", weight: 0.5 },
          ],
          exit: { afterSessions: 20 },
        }),
      ],
    });
    expect(lines).toEqual([
      "X long 2025-02-18 open 100 -> 2025-02-19 close 110 end-of-data",
      "Y long 2025-02-18 open 50 -> 2025-02-21 close 60 end-of-data",
    ]);
    expect([...simulation.equity]).toEqual([1_000_000, 1_000_000, 1_050_000, 1_050_000, 1_150_000]);
  });

  it("is the last day of the run where that comes before the last price", () => {
    const { lines } = runCase({
      prices: [priceTable("X", `2025-02-17  100 100 100 100\n${QUIET.trim()}`)],
      signals: [SIGNAL],
      rules: [holdRule({ exit: { afterSessions: 20 } })],
      config: { to: "2025-02-20" },
    });
    expect(lines).toEqual(["X long 2025-02-18 open 100 -> 2025-02-20 close 102 end-of-data"]);
  });
});
