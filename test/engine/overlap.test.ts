import { describe, expect, it } from "vitest";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import type { Rule } from "../../src/strategy/rule.ts";
import { priceTable } from "./price-table.ts";
import { holdRule, knownAtMinute, runCase } from "./run-case.ts";

const TABLE = `
  2025-02-17  100 101  99 100
  2025-02-18  100 102  99 101
  2025-02-19  102 104 101 103
  2025-02-20  104 106 103 105
  2025-02-21  106 108 105 107
  2025-02-24  108 110 107 109
  2025-02-25  110 112 109 111`;

/** Known on the evening before the opens of 18, 19 and 20 February. */
const THREE = ["2025-02-17", "2025-02-18", "2025-02-19"].map((date, index) =>
  knownAtMinute(date, "20:00", { id: `s${index + 1}` }),
);

const run = (rules: readonly Rule[], signals: readonly PolicySignal[] = THREE) =>
  runCase({ prices: [priceTable("X", TABLE)], signals, rules });

describe("a signal while the rule holds the instrument", () => {
  const rule = (fields: Partial<Rule>) => holdRule({ exit: { afterSessions: 3 }, ...fields });

  it("is ignored by default", () => {
    const { lines, fates } = run([rule({})]);
    expect(lines).toEqual(["X long 2025-02-18 open 100 -> 2025-02-20 close 105 after-sessions"]);
    expect(fates).toEqual({ s1: "traded", s2: "already-held", s3: "already-held" });
  });

  it("extends: the exit moves out to the new signal's", () => {
    const { lines, fates, trades } = run([rule({ overlap: "extend" })]);
    // Three sessions from the open of the 20th: 20, 21, 24.
    expect(lines).toEqual(["X long 2025-02-18 open 100 -> 2025-02-24 close 109 after-sessions"]);
    expect(fates).toEqual({ s1: "traded", s2: "extended", s3: "extended" });
    expect(trades[0]!.signals.length).toBe(3);
  });

  it("never draws an exit nearer", () => {
    const early = knownAtMinute("2025-02-18", "20:00", {
      id: "early",
      scheduled: true,
      occursAt: "2025-02-20",
    });
    const late = knownAtMinute("2025-02-17", "20:00", {
      id: "late",
      scheduled: true,
      occursAt: "2025-02-25",
    });
    const { lines } = run([rule({ overlap: "extend", exit: { until: "occurs" } })], [late, early]);
    expect(lines).toEqual(["X long 2025-02-18 open 100 -> 2025-02-24 close 109 until"]);
  });

  it("stacks another position beside it, up to the cap", () => {
    const { lines, fates } = run([rule({ overlap: "stack", maxStack: 2, sizing: { fraction: 0.3 } })]);
    expect(lines).toEqual([
      "X long 2025-02-18 open 100 -> 2025-02-20 close 105 after-sessions",
      "X long 2025-02-19 open 102 -> 2025-02-21 close 107 after-sessions",
    ]);
    expect(fates).toEqual({ s1: "traded", s2: "traded", s3: "stack-full" });
  });

  it("replaces it: out and in at the same price", () => {
    const { lines, fates } = run([rule({ overlap: "replace" })]);
    expect(lines).toEqual([
      "X long 2025-02-18 open 100 -> 2025-02-19 open 102 replaced",
      "X long 2025-02-19 open 102 -> 2025-02-20 open 104 replaced",
      "X long 2025-02-20 open 104 -> 2025-02-24 close 109 after-sessions",
    ]);
    expect(fates).toEqual({ s1: "traded", s2: "traded", s3: "traded" });
  });

  it("is a new trade once the old one has left at that very open", () => {
    const { lines } = run([rule({ exit: { afterSessions: 1, at: "open" } })]);
    expect(lines).toEqual([
      "X long 2025-02-18 open 100 -> 2025-02-19 open 102 after-sessions",
      "X long 2025-02-19 open 102 -> 2025-02-20 open 104 after-sessions",
      "X long 2025-02-20 open 104 -> 2025-02-21 open 106 after-sessions",
    ]);
  });

  it("of another rule has its own position", () => {
    const half = { sizing: { fraction: 0.5 } } as const;
    const { lines } = run(
      [rule({ ...half, name: "a" }), rule({ ...half, name: "b", exit: { afterSessions: 2 } })],
      [THREE[0]!],
    );
    expect(lines).toEqual([
      "X long 2025-02-18 open 100 -> 2025-02-19 close 103 after-sessions",
      "X long 2025-02-18 open 100 -> 2025-02-20 close 105 after-sessions",
    ]);
  });
});

describe("a signal for the other side while the instrument is held", () => {
  const short = (onOpposite?: Rule["onOpposite"]) =>
    holdRule({
      on: { status: ["leak"] },
      legs: [{ instrument: "X", side: "short" }],
      ...(onOpposite !== undefined && { onOpposite }),
    });
  const long = holdRule({ on: { status: ["official"] }, exit: { afterSessions: 4 } });
  const signals = [THREE[0]!, knownAtMinute("2025-02-18", "20:00", { id: "other", status: "leak" })];

  it("is ignored by default", () => {
    const { lines, fates } = run([long, short()], signals);
    expect(lines).toEqual(["X long 2025-02-18 open 100 -> 2025-02-21 close 107 after-sessions"]);
    expect(fates["other"]).toBe("opposite-held");
  });

  it("ends the position, and opens none", () => {
    const { lines, fates } = run([long, short("exit")], signals);
    expect(lines).toEqual(["X long 2025-02-18 open 100 -> 2025-02-19 open 102 opposite-signal"]);
    expect(fates["other"]).toBe("closed-opposite");
  });

  it("flips it: out and in at the same price", () => {
    const { lines, fates, simulation } = run([long, short("flip")], signals);
    expect(lines).toEqual([
      "X long 2025-02-18 open 100 -> 2025-02-19 open 102 opposite-signal",
      "X short 2025-02-19 open 102 -> 2025-02-20 close 105 after-sessions",
    ]);
    expect(fates["other"]).toBe("traded");
    // 10,000 shares gain 2 each; then 10,000 shares short lose 3 each.
    expect(simulation.equity.at(-1)).toBeCloseTo(1_000_000 + 20_000 - 30_000, 6);
  });
});

describe("one cash account", () => {
  const fates = (fraction: number, leverage?: number) => {
    const { simulation } = runCase({
      prices: [priceTable("X", TABLE)],
      signals: THREE.slice(0, 1),
      rules: [
        holdRule({ name: "a", sizing: { fraction: 0.7 } }),
        holdRule({ name: "b", sizing: { fraction } }),
        holdRule({ name: "c", sizing: { fraction: 0.1 } }),
      ],
      strategy: { ...(leverage !== undefined && { leverage }) },
    });
    return {
      outcomes: simulation.outcomes.map((one) => ("reason" in one ? one.reason : "traded")),
      scaled: simulation.scaled.map(({ wanted, given }) => [wanted, Math.round(given)]),
    };
  };

  it("fills what it can afford, scales what it cannot, and refuses the rest", () => {
    expect(fates(0.3)).toEqual({ outcomes: ["traded", "traded", "no-cash"], scaled: [] });
    expect(fates(0.5)).toEqual({
      outcomes: ["traded", "traded", "no-cash"],
      scaled: [[500_000, 300_000]],
    });
  });

  it("borrows only where the strategy asks for leverage", () => {
    expect(fates(0.5, 1.5)).toEqual({ outcomes: ["traded", "traded", "traded"], scaled: [] });
  });

  it("asks the same of shorts: gross exposure stays within equity", () => {
    const { simulation } = runCase({
      prices: [priceTable("X", TABLE), priceTable("Y", TABLE)],
      signals: THREE.slice(0, 1),
      rules: [
        holdRule({ legs: [{ instrument: "X", side: "long" }] }),
        holdRule({ legs: [{ instrument: "Y", side: "short" }] }),
      ],
    });
    expect(simulation.outcomes.map((one) => ("reason" in one ? one.reason : "traded"))).toEqual([
      "traded",
      "no-cash",
    ]);
  });

  it("closes every position at its next open once equity is below the maintenance margin", () => {
    // Short 10,000 at 100 with 1,000,000 of equity. At 160: equity 400,000, a quarter of 1,600,000; at 161 below it.
    const table = `
      2025-02-17  100 100 100 100
      2025-02-18  100 130 100 130
      2025-02-19  130 160 130 160
      2025-02-20  160 161 158 161
      2025-02-21  150 155 150 155`;
    const { lines, simulation } = runCase({
      prices: [priceTable("X", table)],
      signals: THREE.slice(0, 1),
      rules: [holdRule({ legs: [{ instrument: "X", side: "short" }], exit: { afterSessions: 9 } })],
    });
    expect(lines).toEqual(["X short 2025-02-18 open 100 -> 2025-02-21 open 150 margin-call"]);
    expect(simulation.equity.at(-1)).toBeCloseTo(500_000, 6);
  });

  it("that is lost trades no more, and its exposure is not a number", () => {
    const table = `
      2025-02-17  100 100 100 100
      2025-02-18  100 250 100 250
      2025-02-19  240 250 230 230
      2025-02-20  160 161 158 161
      2025-02-21  150 155 150 155`;
    const { lines, simulation } = runCase({
      prices: [priceTable("X", table)],
      signals: THREE,
      rules: [holdRule({ legs: [{ instrument: "X", side: "short" }], exit: { afterSessions: 9 } })],
      config: { costs: { financing: 0.365, bps: 0, statutory: false, borrow: 0 } },
    });
    expect(lines).toEqual(["X short 2025-02-18 open 100 -> 2025-02-19 open 240 margin-call"]);
    expect(simulation.outcomes.map((one) => ("reason" in one ? one.reason : "traded"))).toEqual([
      "traded",
      // At the open of the 19th it has left before the order comes up: nothing is left to trade with.
      "no-size",
      "no-size",
    ]);
    expect(simulation.exposure[1]).toBeNaN();
    // A debt of 400,000 at 0.1% a day.
    expect(simulation.equity.at(-1)).toBeCloseTo(-400_000 * 1.001 * 1.001, 6);
  });
});
