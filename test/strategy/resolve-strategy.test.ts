import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { defineStrategy, type Strategy } from "../../src/strategy/define-strategy.ts";
import { param } from "../../src/strategy/param.ts";
import { resolveStrategy } from "../../src/strategy/resolve-strategy.ts";
import type { Rule } from "../../src/strategy/rule.ts";

const RULE: Rule = {
  on: { kinds: ["leadership-meeting"] },
  legs: [{ instrument: "KWEB", side: "long" }],
  exit: { afterSessions: 10 },
};

/** The issues of a strategy, as `at: what (fix)`. */
function issuesOf(strategy: object, params: Record<string, unknown> = {}): string[] {
  const whole = { name: "a", hypothesis: "b", rules: [RULE], ...strategy } as Strategy;
  try {
    resolveStrategy(whole, params, "a.ts");
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.issues.map(({ what, at, fix }) => `${at}: ${what} (${fix})`);
  }
}

const ruleWith = (fields: object) => ({ rules: [{ ...RULE, ...fields }] });

describe("resolveStrategy", () => {
  it("writes out every default", () => {
    const { rules, ...rest } = resolveStrategy({ name: "a", hypothesis: "b", rules: [RULE] }, {}, "a.ts");
    expect(rest).toEqual({
      name: "a",
      hypothesis: "b",
      params: {},
      benchmark: null,
      instruments: [],
      currency: null,
      costs: {
        bps: 10,
        minimum: 0,
        halfSpreadBps: 0,
        statutory: true,
        impact: null,
        borrow: 0.01,
        financing: 0.05,
      },
      leverage: 1,
      maintenance: 0.25,
      onSession: null,
    });
    expect(rules).toEqual([
      {
        name: "rule 1",
        on: { kinds: ["leadership-meeting"] },
        where: null,
        legs: [{ instrument: "KWEB", side: "long", weight: 1 }],
        entry: { at: "open", delayMinutes: 0, delaySessions: 0, ifBlocked: "wait" },
        exit: { afterSessions: 10, at: "close" },
        overlap: "ignore",
        maxStack: 3,
        onOpposite: "ignore",
        sizing: { fraction: 1 },
        weighting: "own",
      },
    ]);
  });

  it("gives the rules function its parameters, the given before the defaults", () => {
    const strategy = defineStrategy({
      name: "a",
      hypothesis: "b",
      params: { hold: param.integer(10, { min: 1, max: 60 }), at: param.choice("open", ["open", "close"]) },
      rules: ({ hold, at }) => [{ ...RULE, exit: { afterSessions: hold }, entry: { at } }],
    });
    const { params, rules } = resolveStrategy(strategy, { hold: "20" }, "a.ts");
    expect(params).toEqual({ hold: 20, at: "open" });
    expect(rules[0]!.exit).toEqual({ afterSessions: 20, at: "close" });
  });

  it.each<[string, object, string]>([
    [
      "a misspelt field",
      ruleWith({ exits: { afterSessions: 3 } }),
      'a.ts rules[0].exits: unknown field "exits" (did you mean "exit"?)',
    ],
    [
      "a misspelt exit",
      ruleWith({ exit: { afterSesions: 3 } }),
      'a.ts rules[0].exit.afterSesions: unknown field "afterSesions" (did you mean "afterSessions"?)',
    ],
    [
      "a misspelt entry",
      ruleWith({ entry: { delaySesions: 3 } }),
      'a.ts rules[0].entry.delaySesions: unknown field "delaySesions" (did you mean "delaySessions"?)',
    ],
    [
      "a kind that does not exist",
      ruleWith({ on: { kinds: ["politbro"] } }),
      'a.ts rules[0].on.kinds[0]: "politbro" is not one of the values allowed here (did you mean "politburo"?)',
    ],
    [
      "a misspelt selection",
      ruleWith({ on: { actor: ["Xi Jinping"] } }),
      'a.ts rules[0].on.actor: unknown field "actor" (did you mean "actors"?)',
    ],
    [
      "a misspelt index rule",
      ruleWith({ on: { index: "all", abov: 1 } }),
      'a.ts rules[0].on.abov: unknown field "abov" (did you mean "above"?)',
    ],
    [
      "an index rule without a level",
      ruleWith({ on: { index: "all" } }),
      "a.ts rules[0].on: an index rule waits for one crossing (give either above or below)",
    ],
    [
      "a misspelt side",
      ruleWith({ legs: [{ instrument: "KWEB", side: "lnog" }] }),
      'a.ts rules[0].legs[0].side: "lnog" is not one of the values allowed here (did you mean "long"?)',
    ],
    [
      "a misspelt policy",
      ruleWith({ overlap: "extends" }),
      'a.ts rules[0].overlap: "extends" is not one of the values allowed here (did you mean "extend"?)',
    ],
    [
      "a weighting that does not exist",
      ruleWith({ weighting: "inverse-vol" }),
      'a.ts rules[0].weighting: "inverse-vol" is not one of the values allowed here (did you mean "inverse-volatility"?)',
    ],
    [
      "a stop of more than all",
      ruleWith({ exit: { stopLoss: 8 } }),
      "a.ts rules[0].exit.stopLoss: 8 is too large (use less than 1)",
    ],
    [
      "a negative number of sessions",
      ruleWith({ exit: { afterSessions: 0 } }),
      "a.ts rules[0].exit.afterSessions: 0 is too small (use 1 or more)",
    ],
    [
      "an exit day that does not exist",
      ruleWith({ exit: { until: "2026-02-30" } }),
      'a.ts rules[0].exit.until: "2026-02-30" is neither a day nor "occurs" (write YYYY-MM-DD or "occurs")',
    ],
    [
      "a rule that never leaves",
      ruleWith({ exit: { at: "open" } }),
      "a.ts rules[0].exit: the rule never leaves (give an exit, e.g. { afterSessions: 10 })",
    ],
    [
      "no rules at all",
      { rules: undefined },
      "a.ts: the strategy trades nothing (give it rules, or onSession)",
    ],
    [
      "onSession without instruments",
      { rules: undefined, onSession: () => {} },
      'a.ts: onSession has nothing to trade (name what it trades, e.g. instruments: ["KWEB"])',
    ],
    [
      "a misspelt strategy field",
      { benchmrk: "^HSI" },
      'a.ts benchmrk: unknown field "benchmrk" (did you mean "benchmark"?)',
    ],
    ["misspelt costs", { costs: { bsp: 5 } }, 'a.ts costs.bsp: unknown field "bsp" (did you mean "bps"?)'],
    [
      "weights beyond the account",
      ruleWith({
        legs: [
          { instrument: "KWEB", side: "long" },
          { instrument: "SPY", side: "short" },
        ],
      }),
      `a.ts rules[0].legs: the legs' weights times their size add up to 2, more than 1 times equity (lower weights or size, write weighting: "equal", or allow it with leverage: 2)`,
    ],
    [
      "a size beyond the account",
      ruleWith({ sizing: { fraction: 1.5 } }),
      `a.ts rules[0].legs: the legs' weights times their size add up to 1.5, more than 1 times equity (lower weights or size, write weighting: "equal", or allow it with leverage: 2)`,
    ],
    [
      "weights that are left aside",
      ruleWith({ legs: [{ instrument: "KWEB", side: "long", weight: 0.5 }], weighting: "equal" }),
      `a.ts rules[0].legs: weighting "equal" leaves the legs' own weights aside (leave out the weights, or write weighting: "own")`,
    ],
    [
      "an exit at the very close of the entry",
      ruleWith({ entry: { at: "close" }, exit: { afterSessions: 1 } }),
      "a.ts rules[0].exit.afterSessions: afterSessions: 1 with an entry at the close would sell at the very close it bought (the entry session is the first: use 2 to leave at the next close)",
    ],
    [
      "an exit phase without sessions",
      ruleWith({ exit: { stopLoss: 0.1, at: "open" } }),
      "a.ts rules[0].exit.at: exit.at says when afterSessions ends, but there is no afterSessions (add afterSessions, or leave out at)",
    ],
    [
      "a limit order at the close",
      ruleWith({ entry: { at: "close", limit: { below: 0.01 } } }),
      'a.ts rules[0].entry: a limit order rests during a session, an entry at the close has none before it (leave out limit, or at: "close")',
    ],
    [
      "a stack that is none",
      ruleWith({ maxStack: 2 }),
      'a.ts rules[0].maxStack: maxStack without stacking (write overlap: "stack")',
    ],
    [
      "an entry before the act and after it",
      ruleWith({ entry: { sessionsBefore: 3, delaySessions: 1 } }),
      "a.ts rules[0].entry.delaySessions: an entry cannot be both before the act and delayed after it (leave out sessionsBefore or delaySessions)",
    ],
    [
      "a selection by what is not known before the act",
      ruleWith({ on: { stance: { atLeast: 0.5 } }, entry: { sessionsBefore: 3 } }),
      'a.ts rules[0].on.stance: what "stance" asks for is not known before the act (select by kinds, actors, scheduled, families, completeFamilies, ids, or enter after the act)',
    ],
    [
      "a size by what is not known before the act",
      ruleWith({ sizing: { stance: 1 }, entry: { sessionsBefore: 3 } }),
      "a.ts rules[0].sizing: the stance is not known before the act (use { fraction } or { cash })",
    ],
    [
      "an index rule that trades named tickers",
      ruleWith({ on: { index: "all", above: 1 }, legs: [{ instrument: "named", side: "long" }] }),
      "a.ts rules[0].legs: an index rule enters at a crossing, not at one signal (name the instrument)",
    ],
    [
      "two legs in one instrument",
      ruleWith({
        legs: [
          { instrument: "KWEB", side: "long", weight: 0.5 },
          { instrument: "KWEB", side: "short", weight: 0.5 },
        ],
      }),
      "a.ts rules[0].legs[1].instrument: KWEB is what legs[0] trades already (write one leg for each instrument, or another rule)",
    ],
    [
      "a short that gains more than all",
      ruleWith({ legs: [{ instrument: "KWEB", side: "short" }], exit: { target: 1.2 } }),
      "a.ts rules[0].exit.target: a short position cannot gain 120% of its entry price (use less than 1: 0.12 is 12%)",
    ],
    [
      "a wait for acts that were not scheduled",
      ruleWith({ on: { scheduled: false }, exit: { until: "occurs" } }),
      "a.ts rules[0].exit.until: the day of an act that was not scheduled was not known before it (select scheduled: true, or leave it out)",
    ],
    [
      "an entry before acts that were not scheduled",
      ruleWith({ on: { scheduled: false }, entry: { sessionsBefore: 3 } }),
      "a.ts rules[0].entry.sessionsBefore: the day of an act that was not scheduled was not known before it (select scheduled: true, or leave it out)",
    ],
    [
      "two rules of one name",
      {
        rules: [
          { ...RULE, name: "a" },
          { ...RULE, name: "a" },
        ],
      },
      'a.ts rules[1].name: two rules are called "a" (give each rule a name of its own, or none)',
    ],
    [
      "a target in percent",
      ruleWith({ exit: { target: 12 } }),
      "a.ts rules[0].exit.target: 12 is 1,200% (write a fraction, at most 10: 0.12 is 12%)",
    ],
    [
      "a volatility in percent",
      ruleWith({ sizing: { volatility: 15 } }),
      "a.ts rules[0].sizing.volatility: 15 is 1,500% (write a fraction, at most 3: 0.12 is 12%)",
    ],
    [
      "a gap in percent",
      ruleWith({ entry: { onlyIfGapBelow: 2 } }),
      "a.ts rules[0].entry.onlyIfGapBelow: 2 is 200% (write a fraction, at most 1: 0.12 is 12%)",
    ],
    [
      "borrow in percent",
      { costs: { borrow: 3 } },
      "a.ts costs.borrow: 3 is 300% a year (write a fraction, at most 2: 0.03 is 3%)",
    ],
    [
      "two sizes",
      ruleWith({ sizing: { fraction: 0.5, cash: 1_000 } }),
      "a.ts rules[0].sizing: fraction and cash do not go together (leave out cash, or fraction)",
    ],
    [
      "an index beside a selection",
      ruleWith({ on: { index: "all", above: 1, kinds: ["politburo"] } }),
      "a.ts rules[0].on: index, above and kinds do not go together (leave out kinds, or index, above)",
    ],
    [
      "a size without its cap",
      ruleWith({ sizing: { kelly: 0.5 } }),
      'a.ts rules[0].sizing: field "cap" is missing (add it: a number)',
    ],
    [
      "a number for a limit",
      ruleWith({ entry: { limit: 0.02 } }),
      "a.ts rules[0].entry.limit: 0.02 is not an object (write { below, sessions })",
    ],
    [
      "a number for an exit",
      ruleWith({ exit: 10 }),
      "a.ts rules[0].exit: 10 is not an object (write when to leave, e.g. { afterSessions: 10 })",
    ],
    [
      "a text for a list",
      ruleWith({ on: { status: "official" } }),
      'a.ts rules[0].on.status: "official" is not a list (write a list: ["official"])',
    ],
    [
      "a weekday cut short",
      ruleWith({ on: { weekdays: ["fri"] } }),
      'a.ts rules[0].on.weekdays[0]: "fri" is not one of the values allowed here (did you mean "friday"?)',
    ],
    [
      "a stance without bounds",
      ruleWith({ on: { stance: {} } }),
      "a.ts rules[0].on.stance: neither atLeast nor atMost, so nothing is narrowed (give one, or both)",
    ],
    [
      "a count without bounds",
      ruleWith({ on: { countWithin: { days: 5 } } }),
      "a.ts rules[0].on.countWithin: neither atLeast nor atMost, so nothing is narrowed (give one, or both)",
    ],
    [
      "a kind that an exit does not know",
      ruleWith({ exit: { onSignal: { kinds: ["politbro"] } } }),
      'a.ts rules[0].exit.onSignal.kinds[0]: "politbro" is not one of the values allowed here (did you mean "politburo"?)',
    ],
    [
      "a callback in words",
      ruleWith({ where: "rsi < 30" }),
      'a.ts rules[0].where: "rsi < 30" is not a function (write a function, e.g. ({ prices }) => prices.length > 20; a file of YAML or JSON can have none)',
    ],
    [
      "named tickers in capitals",
      ruleWith({ legs: [{ instrument: "Named", side: "long" }] }),
      'a.ts rules[0].legs[0].instrument: "Named" is no symbol (did you mean "named"?)',
    ],
    [
      "a negative size",
      ruleWith({ sizing: { fraction: -0.5 } }),
      "a.ts rules[0].sizing.fraction: -0.5 is too small (use more than 0)",
    ],
  ])("refuses %s", (_, strategy, issue) => {
    expect(issuesOf(strategy)).toContain(issue);
  });

  it("refuses what the rules function returns as it refuses a list", () => {
    expect(issuesOf({ rules: () => [{ ...RULE, exits: {} }] })).toEqual([
      'a.ts rules[0].exits: unknown field "exits" (did you mean "exit"?)',
    ]);
    expect(
      issuesOf({
        rules: () => {
          throw new Error("no such thing");
        },
      }),
    ).toEqual([
      "a.ts rules: the strategy's rules function threw: no such thing (mend the function; it is called once with the parameters' values and returns a list of rules)",
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      "an unknown parameter",
      { hodl: 3 },
      `--param: the strategy has no parameter "hodl" (did you mean "hold"? (it has hold))`,
    ],
    [
      "a parameter out of range",
      { hold: 61 },
      "--param hold: 61 is outside 1..60 (write a whole number from 1 to 60)",
    ],
    [
      "a parameter that is no whole number",
      { hold: 1.5 },
      "--param hold: 1.5 is not a whole number (write a whole number from 1 to 60)",
    ],
    [
      "a parameter that is no number",
      { hold: "ten" },
      '--param hold: "ten" is not a number (write a whole number from 1 to 60)',
    ],
  ])("refuses %s", (_, params, issue) => {
    expect(issuesOf({ params: { hold: param.integer(10, { min: 1, max: 60 }) } }, params)).toEqual([issue]);
  });

  it("collects every issue before it speaks", () => {
    const issues = issuesOf(
      ruleWith({ on: { kinds: ["politbro"] }, exit: { afterSesions: 3 }, overlaps: "extend" }),
    );
    expect(issues.length).toBe(3);
  });
});
