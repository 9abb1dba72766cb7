import { describe, expect, it } from "vitest";
import type { Exit } from "../../src/strategy/rule.ts";
import { leave, SIGNAL } from "./leave-case.ts";
import { priceTable } from "./price-table.ts";
import { holdRule, runCase } from "./run-case.ts";

describe("a stop", () => {
  const withBar = (bar: string) =>
    `2025-02-18  100 101  99 100\n2025-02-19  ${bar}\n2025-02-20  94 95 93 94\n2025-02-21  94 95 93 94`;

  it.each([
    ["touched inside the bar fills at its level", "98 99 95 97", "2025-02-19 intraday 95 stop-loss"],
    ["not touched holds", "98 99 95.01 97", "2025-02-20 open 94 stop-loss"],
    ["gapped through fills at the open", "93 96 92 95", "2025-02-19 open 93 stop-loss"],
    ["opened at exactly fills there", "95 96 92 95", "2025-02-19 open 95 stop-loss"],
    ["and target both inside the bar: the stop first", "98 106 94 105", "2025-02-19 intraday 95 stop-loss"],
    [
      "without an open fills no better than the bar's best",
      "- 94.5 93 94",
      "2025-02-19 intraday 94.5 stop-loss",
    ],
    ["without a range goes by the close", "- - - 94", "2025-02-19 intraday 94 stop-loss"],
  ])("%s (%s)", (_, bar, expected) => {
    expect(leave(withBar(bar), { stopLoss: 0.05, target: 0.05 })).toBe(expected);
  });

  it("of a short stands above the entry", () => {
    expect(leave(withBar("101 105 100 104"), { stopLoss: 0.05 }, { side: "short" })).toBe(
      "2025-02-19 intraday 105 stop-loss",
    );
    expect(leave(withBar("107 108 106 107"), { stopLoss: 0.05 }, { side: "short" })).toBe(
      "2025-02-19 open 107 stop-loss",
    );
  });

  it("touched in the entry's own bar after an entry at the open ends it there", () => {
    expect(leave("2025-02-18  100 101 94 97\n2025-02-19 97 98 96 97", { stopLoss: 0.05 })).toBe(
      "2025-02-18 intraday 95 stop-loss",
    );
  });

  it("of an entry at the close does not see the bar it was bought on", () => {
    const table = `2025-02-18  100 101  90 100\n2025-02-19  99 100 98 99\n2025-02-20  98 99 97 98`;
    expect(leave(table, { stopLoss: 0.05, afterSessions: 2 }, { entry: { at: "close" } })).toBe(
      "2025-02-19 close 99 after-sessions",
    );
  });

  it("touched on a bar locked at the lower limit leaves at the next open, wherever that is", () => {
    const table = `2025-02-18  100 101 99 100\n2025-02-19  90 90 90 90 locked\n2025-02-20  97 98 96 97`;
    expect(leave(table, { stopLoss: 0.05 })).toBe("2025-02-20 open 97 stop-loss");
  });

  it("is not triggered by a placeholder, which no trade made", () => {
    const table = `2025-02-18  100 101 99 100\n2025-02-19  90 90 90 90 0 placeholder\n2025-02-20  97 98 96 97`;
    expect(leave(table, { stopLoss: 0.05 })).toBe("2025-02-20 close 97 end-of-data");
  });
});

describe("a target", () => {
  const withBar = (bar: string) =>
    `2025-02-18  100 101  99 100\n2025-02-19  ${bar}\n2025-02-20  100 101 99 100`;

  it.each([
    ["traded through fills at its level", "101 105.01 100 104", "2025-02-19 intraday 105 target"],
    ["merely touched does not fill", "101 105 100 104", "2025-02-20 close 100 end-of-data"],
    ["opened beyond fills at the open", "107 108 106 107", "2025-02-19 open 107 target"],
  ])("%s (%s)", (_, bar, expected) => {
    expect(leave(withBar(bar), { target: 0.05 })).toBe(expected);
  });

  it("of a short stands below the entry", () => {
    expect(leave(withBar("99 100 94 96"), { target: 0.05 }, { side: "short" })).toBe(
      "2025-02-19 intraday 95 target",
    );
  });
});

describe("a trailing stop", () => {
  it("follows the best price of the bars before, not that of its own bar", () => {
    // Best 110 on the 19th: from the 20th on the stop is 99. The low of 98 on the 19th was met by a stop of
    // 101 x 0.9 = 90.9, the best of the 18th.
    const table = `
      2025-02-18  100 101  99 100
      2025-02-19  100 110  98 108
      2025-02-20  107 109 105 106
      2025-02-21  105 106  98 100`;
    expect(leave(table, { trailingStop: 0.1 })).toBe("2025-02-21 intraday 99 trailing-stop");
  });

  it("gapped through fills at the open", () => {
    const table = `2025-02-18  100 110  99 108\n2025-02-19  95 96 94 95\n2025-02-20  95 96 94 95`;
    expect(leave(table, { trailingStop: 0.1 })).toBe("2025-02-19 open 95 trailing-stop");
  });

  it("and a fixed one: the nearer to the price is met first", () => {
    const table = `2025-02-18  100 110  99 108\n2025-02-19  105 106 90 95\n2025-02-20  95 96 94 95`;
    expect(leave(table, { trailingStop: 0.1, stopLoss: 0.05 })).toBe("2025-02-19 intraday 99 trailing-stop");
    expect(leave(table, { trailingStop: 0.3, stopLoss: 0.05 })).toBe("2025-02-19 intraday 95 stop-loss");
  });

  it("of a short follows the lowest price", () => {
    const table = `2025-02-18  100 101  90 92\n2025-02-19  92 99.5 91 99\n2025-02-20  95 96 94 95`;
    expect(leave(table, { trailingStop: 0.1 }, { side: "short" })).toBe(
      "2025-02-19 intraday 99 trailing-stop",
    );
  });
});

describe("stops and targets in true ranges", () => {
  // Each of the three bars before the entry has a true range of 4 (high less low; closes in the middle).
  const before = `
    2025-02-12  100 102 98 100
    2025-02-13  100 102 98 100
    2025-02-14  100 102 98 100
    2025-02-17  100 102 98 100`;
  const run = (exit: Exit, after: string) =>
    runCase({
      prices: [priceTable("X", `${before}\n2025-02-18  100 101 99 100\n${after}`)],
      signals: [SIGNAL],
      rules: [holdRule({ exit })],
    });

  it("are multiples of the range known at the entry", () => {
    const stopAtr = { multiple: 1.5, period: 3 };
    expect(run({ stopAtr }, "2025-02-19  99 100 93 95").lines[0]).toContain(
      "2025-02-19 intraday 94 stop-loss",
    );
    expect(run({ targetAtr: stopAtr }, "2025-02-19  101 107 100 105").lines[0]).toContain(
      "2025-02-19 intraday 106 target",
    );
  });

  it("and fractions: the nearer holds", () => {
    const stopAtr = { multiple: 1.5, period: 3 };
    expect(run({ stopAtr, stopLoss: 0.02 }, "2025-02-19  99 100 93 95").lines[0]).toContain("intraday 98");
    expect(run({ stopAtr, stopLoss: 0.2 }, "2025-02-19  99 100 93 95").lines[0]).toContain("intraday 94");
  });

  it("skip the signal where there are too few bars", () => {
    expect(run({ stopAtr: { multiple: 1, period: 4 } }, "2025-02-19  99 100 93 95").fates["it"]).toBe(
      "warm-up",
    );
  });
});
