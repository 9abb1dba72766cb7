import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/strategy/rule.ts";
import { priceTable } from "./price-table.ts";
import { holdRule, knownAtMinute, runCase } from "./run-case.ts";

/** One signal, known on the evening before the third bar. */
const SIGNAL = knownAtMinute("2025-02-17", "20:00", { id: "it" });

function enter(table: string, entry: Entry, side: "long" | "short" = "long", exit = { afterSessions: 2 }) {
  const { lines, fates } = runCase({
    prices: [priceTable("X", table)],
    signals: [SIGNAL],
    rules: [holdRule({ entry, exit, legs: [{ instrument: "X", side }] })],
  });
  return lines[0] ?? fates["it"];
}

describe("an entry", () => {
  it("is at the open unless the rule says the close", () => {
    const table = `
      2025-02-14  100 102  99 101
      2025-02-17  101 103 100 102
      2025-02-18  103 105 102 104
      2025-02-19  104 107 103 106
      2025-02-20  106 108 105 107`;
    expect(enter(table, {})).toBe("X long 2025-02-18 open 103 -> 2025-02-19 close 106 after-sessions");
    expect(enter(table, { at: "close" })).toBe(
      "X long 2025-02-18 close 104 -> 2025-02-19 close 106 after-sessions",
    );
  });

  it.each([
    ["a placeholder", "2025-02-18  102 102 102 102 0 placeholder"],
    ["not over when it was fetched", "2025-02-18  103 105 102 104 unfinished"],
    ["locked at the upper limit", "2025-02-18  112 112 112 112 locked"],
    ["without an open", "2025-02-18  - 105 102 104"],
  ])("waits for the next bar where the bar is %s, or lapses as the rule says", (_, blocked) => {
    const table = `
      2025-02-17  101 103 100 102
      ${blocked}
      2025-02-19  104 107 103 106
      2025-02-20  106 108 105 107`;
    expect(enter(table, {})).toBe("X long 2025-02-19 open 104 -> 2025-02-20 close 107 after-sessions");
    expect(enter(table, { ifBlocked: "lapse" })).toBe("not-fillable");
  });

  it("sells short into an upper limit, which nobody can buy at", () => {
    const table = `
      2025-02-17  101 103 100 102
      2025-02-18  112 112 112 112 locked
      2025-02-19  104 107 103 106
      2025-02-20  106 108 105 107`;
    expect(enter(table, {}, "short")).toBe(
      "X short 2025-02-18 open 112 -> 2025-02-19 close 106 after-sessions",
    );
  });

  it("that waits to the end of the prices says so", () => {
    const table = `
      2025-02-17  101 103 100 102
      2025-02-18  102 102 102 102 0 placeholder
      2025-02-19  102 102 102 102 0 placeholder`;
    expect(enter(table, {})).toBe("prices-ended");
  });

  it("at the last close is none: it would end as it begins", () => {
    const table = `
      2025-02-17  101 103 100 102
      2025-02-18  103 105 102 104`;
    expect(enter(table, { at: "close" })).toBe("prices-ended");
    expect(enter(table, {})).toBe("X long 2025-02-18 open 103 -> 2025-02-18 close 104 end-of-data");
  });

  it("keeps the turn of orders that were put off: the signal known first is first", () => {
    const { fates } = runCase({
      prices: [
        priceTable(
          "X",
          `2025-02-17  101 103 100 102
           2025-02-18  102 102 102 102 0 placeholder
           2025-02-19  104 107 103 106
           2025-02-20  106 108 105 107`,
        ),
      ],
      signals: [
        knownAtMinute("2025-02-17", "19:00", { id: "z-first" }),
        knownAtMinute("2025-02-17", "20:00", { id: "y-second" }),
        knownAtMinute("2025-02-18", "20:00", { id: "x-third" }),
      ],
      rules: [holdRule()],
    });
    expect(fates).toEqual({ "z-first": "traded", "y-second": "already-held", "x-third": "already-held" });
  });

  it.each([
    ["long", 0.02, "gap-too-wide"],
    ["long", 0.0201, "X long 2025-02-18 open 102 -> 2025-02-19 close 106 after-sessions"],
    ["short", 0.01, "X short 2025-02-18 open 102 -> 2025-02-19 close 106 after-sessions"],
  ] as const)("%s is made only if the gap is below %s: %s", (side, onlyIfGapBelow, expected) => {
    const table = `
      2025-02-17   99 103  98 100
      2025-02-18  102 105 101 104
      2025-02-19  104 107 103 106
      2025-02-20  106 108 105 107`;
    expect(enter(table, { onlyIfGapBelow }, side)).toBe(expected);
  });

  it("on the first bar has no gap to measure, and says so", () => {
    const table = `
      2025-02-18  102 105 101 104
      2025-02-19  104 107 103 106`;
    expect(enter(table, { onlyIfGapBelow: 0.5 })).toBe("warm-up");
    expect(enter(table, { limit: { below: 0.01 } })).toBe("warm-up");
  });
});

describe("a limit entry", () => {
  const around = (third: string, fourth = "2025-02-19  104 107 103 106") => `
      2025-02-17  101 103 100 100
      ${third}
      ${fourth}
      2025-02-20  106 108 105 107
      2025-02-21  107 109 106 108`;

  it("fills at the limit if the bar trades through it", () => {
    // 2% below the close of 100 is 98.
    expect(enter(around("2025-02-18  100 101 97 99"), { limit: { below: 0.02 } })).toBe(
      "X long 2025-02-18 intraday 98 -> 2025-02-19 close 106 after-sessions",
    );
  });

  it("does not fill at a mere touch", () => {
    expect(enter(around("2025-02-18  100 101 98 99"), { limit: { below: 0.02 } })).toBe("limit-not-reached");
  });

  it("fills at the open if that is beyond the limit: the better price", () => {
    expect(enter(around("2025-02-18  96 101 95 99"), { limit: { below: 0.02 } })).toBe(
      "X long 2025-02-18 open 96 -> 2025-02-19 close 106 after-sessions",
    );
  });

  it("is a day order unless it is good for longer, and keeps its limit", () => {
    const table = around("2025-02-18  100 101 99 99", "2025-02-19  99 100 97 99");
    expect(enter(table, { limit: { below: 0.02 } })).toBe("limit-not-reached");
    expect(enter(table, { limit: { below: 0.02, sessions: 2 } })).toBe(
      "X long 2025-02-19 intraday 98 -> 2025-02-20 close 107 after-sessions",
    );
  });

  it("that rests over night and is opened through fills at that open, before the orders of that open", () => {
    const table = around("2025-02-18  100 101 99 99", "2025-02-19  95 100 94 99");
    const resting = holdRule({ entry: { limit: { below: 0.02, sessions: 3 } } });
    const { lines, simulation } = runCase({
      prices: [priceTable("X", table)],
      signals: [SIGNAL, knownAtMinute("2025-02-18", "20:00", { id: "later", status: "leak" })],
      rules: [
        { ...resting, on: { status: ["official"] } },
        holdRule({ on: { status: ["leak"] }, name: "later" }),
      ],
    });
    expect(lines).toEqual(["X long 2025-02-19 open 95 -> 2025-02-20 close 107 after-sessions"]);
    // It took all the money, so that the order of that open came too late for it.
    expect(simulation.outcomes.map((one) => ("reason" in one ? one.reason : "traded"))).toEqual([
      "traded",
      "no-cash",
    ]);
  });

  it("to sell short stands above the close", () => {
    expect(enter(around("2025-02-18  100 103 99 102"), { limit: { below: 0.02 } }, "short")).toBe(
      "X short 2025-02-18 intraday 102 -> 2025-02-19 close 106 after-sessions",
    );
  });

  it("with a negative distance caps what is paid", () => {
    expect(enter(around("2025-02-18  101 103 100 102"), { limit: { below: -0.02 } })).toBe(
      "X long 2025-02-18 open 101 -> 2025-02-19 close 106 after-sessions",
    );
    expect(enter(around("2025-02-18  103 105 102.5 104"), { limit: { below: -0.02 } })).toBe(
      "limit-not-reached",
    );
  });

  it("filled inside a bar meets its stop in the same bar", () => {
    // Limit 98, stop 5% below it is 93.1; the bar went to 93 and closed at 99.
    const exit = { afterSessions: 2, stopLoss: 0.05 };
    expect(enter(around("2025-02-18  100 101 93 99"), { limit: { below: 0.02 } }, "long", exit)).toBe(
      "X long 2025-02-18 intraday 98 -> 2025-02-18 intraday 93.1 stop-loss",
    );
  });

  it("filled inside a bar does not take its target in the same bar, which may have come before", () => {
    // Limit 98, target 2% above it is 99.96; the bar's high of 101 may have come first.
    const exit = { afterSessions: 2, target: 0.02 };
    expect(enter(around("2025-02-18  100 101 97 99"), { limit: { below: 0.02 } }, "long", exit)).toBe(
      "X long 2025-02-18 intraday 98 -> 2025-02-19 open 104 target",
    );
  });

  it("filled inside a bar has seen the bar's worst price and its close, not its best", () => {
    const { trades } = runCase({
      prices: [priceTable("X", around("2025-02-18  100 110 97 99", "2025-02-19  99 99 99 99"))],
      signals: [SIGNAL],
      rules: [holdRule({ entry: { limit: { below: 0.02 } }, exit: { afterSessions: 2 } })],
    });
    expect(trades[0]!.maxAdverse).toBeCloseTo(97 / 98 - 1, 14);
    expect(trades[0]!.maxFavourable).toBeCloseTo(99 / 98 - 1, 14);
  });

  it("waits over a bar that cannot fill, within its time", () => {
    const table = around("2025-02-18  100 101 99 99", "2025-02-19  95 95 95 95 0 placeholder");
    expect(enter(table, { limit: { below: 0.02, sessions: 2 } })).toBe("limit-not-reached");
  });
});

describe("onOpposite, overlap and the exit day", () => {
  it("an order that could not be filled before its exit day is skipped", () => {
    const { fates } = runCase({
      prices: [
        priceTable(
          "X",
          `2025-02-17  101 103 100 102
           2025-02-18  102 102 102 102 0 placeholder
           2025-02-19  104 107 103 106
           2025-02-20  106 108 105 107`,
        ),
      ],
      signals: [SIGNAL],
      rules: [holdRule({ exit: { until: "2025-02-18" } })],
    });
    expect(fates["it"]).toBe("until-passed");
  });
});
