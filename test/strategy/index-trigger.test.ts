import { describe, expect, it } from "vitest";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import type { IndexTrigger } from "../../src/strategy/index-trigger.ts";
import type { Rule } from "../../src/strategy/rule.ts";
import { flatPrices, priceTable, weekdays } from "../engine/price-table.ts";
import { holdRule, knownAtMinute, runCase } from "../engine/run-case.ts";

const DAYS = weekdays("2025-02-10", 20);
const PRICES = priceTable("X", DAYS.map((date, index) => `${date} ${100 + index}`).join("\n"));

/** Known on the evening of the n-th session, so that it counts from the next open on. */
const on = (index: number, id: string, stance: number, fields: Partial<PolicySignal> = {}) =>
  knownAtMinute(DAYS[index]!, "20:00", { id, stance, targets: ["internet-platforms"], ...fields });

const run = (trigger: IndexTrigger, signals: readonly PolicySignal[], rule: Partial<Rule> = {}) =>
  runCase({
    prices: [PRICES],
    signals,
    rules: [
      holdRule({
        on: { halfLife: { value: 1, unit: "sessions" }, ...trigger },
        exit: { afterSessions: 1 },
        ...rule,
      }),
    ],
  });
const entries = (lines: readonly string[]) => lines.map((line) => line.split(" ").slice(2, 4).join(" "));

describe("a rule on the sentiment index", () => {
  // With a half-life of one session the index is 0.8 on session 3, 0.4 + 0.8 = 1.2 on session 4, then 0.6, 0.3, ...
  const signals = [on(2, "a", 0.8), on(3, "b", 0.8)];

  it("enters at the open of the session on which the index crosses the level, once a crossing", () => {
    const { lines, fates } = run({ index: "internet-platforms", above: 1 }, signals);
    expect(entries(lines)).toEqual([`${DAYS[4]} open`]);
    expect(fates).toEqual({ a: "no-crossing", b: "traded" });
  });

  it("does not enter again while the index stays beyond it, and does after it came back", () => {
    const all = [...signals, on(4, "c", 0.9), on(9, "d", 1), on(10, "e", 0.9)];
    // 0.8, 1.2, 1.5, 0.75, ..., then 1.02 on session 10 (with what was left), 1.41 on 11.
    const { lines, fates } = run({ index: "internet-platforms", above: 1 }, all);
    expect(entries(lines)).toEqual([`${DAYS[4]} open`, `${DAYS[10]} open`]);
    expect(fates).toMatchObject({ b: "traded", c: "no-crossing", d: "traded", e: "no-crossing" });
  });

  it("stands at a level without crossing it", () => {
    // 1 on session 3, 0.5 + 0.5 on session 4.
    expect(run({ index: "all", above: 1 }, [on(2, "a", 1), on(3, "b", 0.5)]).lines).toEqual([]);
  });

  it("enters below a level as the index fades, put down to the last signal that it counts", () => {
    // 1.2 on session 4, 0.6 on 5: below 0.7 on session 5. It began below it, which is no crossing.
    const { lines, fates } = run({ index: "internet-platforms", below: 0.7 }, signals);
    expect(entries(lines)).toEqual([`${DAYS[5]} open`]);
    expect(fates).toEqual({ a: "no-crossing", b: "traded" });
  });

  it("at the close counts what was known before that close", () => {
    const noon = knownAtMinute(DAYS[4]!, "12:00", { id: "noon", stance: 1 });
    const { lines } = run({ index: "internet-platforms", above: 1 }, [on(2, "a", 0.8), noon], {
      entry: { at: "close" },
      exit: { afterSessions: 2 },
    });
    // At the close of session 4: 0.4 + 1.
    expect(entries(lines)).toEqual([`${DAYS[4]} close`]);
  });

  it("counts all targets, or one", () => {
    const other = on(3, "b", 0.8, { targets: ["property"] });
    expect(run({ index: "internet-platforms", above: 1 }, [signals[0]!, other])).toMatchObject({
      lines: [],
      fates: { a: "no-crossing", b: "not-selected" },
    });
    expect(entries(run({ index: "all", above: 1 }, [signals[0]!, other]).lines)).toEqual([`${DAYS[4]} open`]);
  });

  it("fades by days of 24 hours where it says so", () => {
    // Known at 20:00 on the evening before: 13.5 hours to the open. Over a weekend a half-life of one day leaves less.
    const friday = [on(4, "thursday", 1), on(4, "friday", 1)];
    const byDays = run({ index: "all", above: 1, halfLife: { value: 1, unit: "days" } }, friday);
    // 2 x 2^(-61.5 / 24) = 0.34 on Monday's open.
    expect(byDays.lines).toEqual([]);
    const bySessions = run({ index: "all", above: 1, halfLife: { value: 1, unit: "sessions" } }, friday);
    expect(entries(bySessions.lines)).toEqual([`${DAYS[5]} open`]);
  });

  it("waits for sessions, and asks where with the signal it is put down to", () => {
    const seen: string[] = [];
    const { lines } = run({ index: "all", above: 1 }, signals, {
      entry: { delaySessions: 2 },
      where: ({ signal, prices }) => {
        seen.push(`${signal.id} ${prices.day()}`);
        return true;
      },
    });
    expect(entries(lines)).toEqual([`${DAYS[6]} open`]);
    expect(seen).toEqual([`b ${DAYS[5]}`]);
  });

  it("crosses on each leg's own exchange", () => {
    const evening = knownAtMinute(DAYS[3]!, "21:00", { id: "b", stance: 0.8 });
    const { lines } = runCase({
      prices: [
        flatPrices("HK", DAYS, 10, { currency: "USD" }),
        flatPrices("NY", DAYS, 10, { exchange: "NYSE", currency: "USD" }),
      ],
      signals: [signals[0]!, evening],
      rules: [
        holdRule({
          on: { index: "all", above: 1, halfLife: { value: 1, unit: "sessions" } },
          legs: [
            { instrument: "HK", side: "long" },
            { instrument: "NY", side: "long" },
          ],
          weighting: "equal",
        }),
      ],
    });
    // In New York the first signal has faded by a session less: it was known before its open of day 2.
    expect(lines.map((line) => line.split(" ").slice(0, 4).join(" "))).toEqual([
      `NY long ${DAYS[3]} open`,
      `HK long ${DAYS[4]} open`,
    ]);
  });
});

describe("an exit on the sentiment index", () => {
  it("leaves at the open of the crossing", () => {
    const { lines } = runCase({
      prices: [PRICES],
      signals: [on(2, "in", 1), on(6, "out", -1)],
      rules: [
        holdRule({
          on: { ids: ["in"] },
          exit: { onSignal: { index: "all", below: -0.5, halfLife: { value: 2, unit: "sessions" } } },
        }),
      ],
    });
    expect(lines).toEqual([`X long ${DAYS[3]} open 103 -> ${DAYS[7]} open 107 signal`]);
  });
});
