// Compiled by `tsc --noEmit` and never run: each `@ts-expect-error` fails the build if the line below it is no error.
import { expectTypeOf } from "vitest";
import type { HeldPosition } from "../../src/strategy/decision-context.ts";
import { defineStrategy, type Strategy } from "../../src/strategy/define-strategy.ts";
import { param } from "../../src/strategy/param.ts";
import type { Rule } from "../../src/strategy/rule.ts";

const whole = defineStrategy({
  name: "a",
  hypothesis: "b",
  params: {
    hold: param.integer(10, { min: 1, max: 60 }),
    at: param.choice("open", ["open", "close"]),
    isShort: param.boolean(false),
  },
  rules: ({ hold, at, isShort }) => {
    expectTypeOf(hold).toEqualTypeOf<number>();
    expectTypeOf(at).toEqualTypeOf<"open" | "close">();
    expectTypeOf(isShort).toEqualTypeOf<boolean>();
    return [
      {
        on: {
          kinds: ["leadership-meeting"],
          stance: { atLeast: 0.4 },
          matches: (signal) => signal.mixed !== true,
        },
        where: ({ indicators, prices, signals, positions }) => {
          expectTypeOf(indicators.rsi(14)).toEqualTypeOf<number>();
          expectTypeOf(prices.close()).toEqualTypeOf<number | null>();
          expectTypeOf(positions).toEqualTypeOf<readonly HeldPosition[]>();
          return indicators.rsi(14) < 80 && signals.length > 0;
        },
        legs: [{ instrument: "KWEB", side: isShort ? "short" : "long" }],
        entry: { at },
        exit: { afterSessions: hold, when: ({ holding }) => holding.openReturn < -0.1 },
      },
    ];
  },
});

// What a file exports can be handed to whatever takes any strategy.
expectTypeOf(whole).toExtend<Strategy>();

defineStrategy({
  name: "by hand",
  hypothesis: "b",
  instruments: ["KWEB"],
  params: { share: param.fraction(0.5, { min: 0, max: 1 }) },
  onSession: ({ params, newSignals, enter, positions, exit }) => {
    expectTypeOf(params.share).toEqualTypeOf<number>();
    for (const signal of newSignals) {
      enter({ signal, instrument: "KWEB", side: "long", sizing: { fraction: params.share } });
      // @ts-expect-error a side is long or short
      enter({ signal, instrument: "KWEB", side: "up" });
      // @ts-expect-error an order is about a signal
      enter({ instrument: "KWEB", side: "long" });
    }
    for (const held of positions) exit(held, "close");
    // @ts-expect-error params has no such name
    params.hold;
  },
});

defineStrategy({
  name: "index",
  hypothesis: "b",
  rules: [
    {
      on: { index: "internet-platforms", above: 1, halfLife: { value: 10, unit: "sessions" } },
      legs: [{ instrument: "KWEB", side: "long" }],
      exit: { onSignal: { index: "internet-platforms", below: 0 } },
    },
  ],
});

// @ts-expect-error a strategy has rules, or onSession
defineStrategy({ name: "a", hypothesis: "b" });

// @ts-expect-error a strategy has a hypothesis
defineStrategy({ name: "a", rules: [] });

// @ts-expect-error a misspelt field
defineStrategy({ name: "a", hypothesis: "b", benchmrk: "^HSI", rules: [] });

const legs = [{ instrument: "KWEB", side: "long" }] as const;
const exit = { afterSessions: 3 };

// @ts-expect-error a kind that does not exist
export const a: Rule = { on: { kinds: ["politbro"] }, legs, exit };

// @ts-expect-error a misspelt selection
export const b: Rule = { on: { actor: ["Xi Jinping"] }, legs, exit };

// @ts-expect-error a rule has an exit
export const c: Rule = { on: {}, legs };

// @ts-expect-error a misspelt exit
export const d: Rule = { on: {}, legs, exit: { afterSesions: 3 } };

// @ts-expect-error a policy that does not exist
export const e: Rule = { on: {}, legs, exit, overlap: "extends" };

// @ts-expect-error a size that is none
export const f: Rule = { on: {}, legs, exit, sizing: { percent: 50 } };

// @ts-expect-error where answers true or false
export const g: Rule = { on: {}, legs, exit, where: ({ prices }) => prices.close() };

// @ts-expect-error an unknown status
export const h: Rule = { on: { status: ["rumour"] }, legs, exit };

const facts = { name: "made by a function", hypothesis: "b" } as const;
const params = { hold: param.integer(10, { min: 1, max: 60 }) } as const;
const on = { kinds: ["leadership-meeting"] } as const;

// What a function returns is checked as closely as what is written down: no field but those of a rule.

defineStrategy({
  ...facts,
  params,
  // @ts-expect-error a misspelt field of a rule
  rules: ({ hold }) => [{ on, legs, exit: { afterSessions: hold }, overlp: "extend" }],
});

defineStrategy({
  ...facts,
  params,
  // @ts-expect-error a misspelt selection
  rules: () => [{ on: { kinds: ["leadership-meeting"], actor: ["Xi Jinping"] }, legs, exit }],
});

defineStrategy({
  ...facts,
  params,
  // @ts-expect-error a misspelt exit
  rules: ({ hold }) => [{ on, legs, exit: { afterSessions: hold, stopLos: 0.1 } }],
});

defineStrategy({
  ...facts,
  // @ts-expect-error a misspelt weight
  rules: () => [{ on, legs: [{ instrument: "KWEB", side: "long", weigth: 1 }], exit }],
});

defineStrategy({
  ...facts,
  // @ts-expect-error a misspelt limit
  rules: () => [{ on, legs, exit, entry: { limit: { below: 0.01, session: 2 } } }],
});

// @ts-expect-error a misspelt size
defineStrategy({ ...facts, rules: () => [{ on, legs, exit, sizing: { volatility: 0.2, session: 20 } }] });

defineStrategy({
  ...facts,
  // @ts-expect-error a misspelt half-life of an exit by the index
  rules: () => [{ on, legs, exit: { onSignal: { index: "all", below: 0, halflife: 3 } } }],
});

// @ts-expect-error a policy that does not exist
defineStrategy({ ...facts, rules: () => [{ on, legs, exit, overlap: "extends" }] });

defineStrategy({
  ...facts,
  rules: () => [
    { on, legs, exit },
    // @ts-expect-error a misspelt field of the second rule
    { on, legs, exit, whre: () => true },
  ],
});

// And what is right stays right: rules made one by one, chosen, mapped, declared as rules, or none that is known.
defineStrategy({
  ...facts,
  params: { ...params, both: param.boolean(false) },
  rules: ({ hold, both }) => {
    const rule = (side: "long" | "short"): Rule => ({
      on,
      legs: [{ instrument: "KWEB", side }],
      exit: { afterSessions: hold, ...(both && { stopLoss: 0.1 }) },
    });
    return both ? [rule("long"), rule("short")] : [rule("long")];
  },
});
defineStrategy({
  ...facts,
  rules: () =>
    (["KWEB", "SPY"] as const).map((instrument) => ({
      on: { index: "all", above: 1 },
      legs: [{ instrument, side: "long" as const }],
      exit: { afterSessions: 5, when: ({ holding }) => holding.openReturn > 0.1 },
      sizing: instrument === "SPY" ? { fraction: 0.5 } : { volatility: 0.2, sessions: 20 },
    })),
});

// What a function returns is checked as strictly as a list is. Each error stands where the fault is.
defineStrategy({
  name: "a",
  hypothesis: "b",
  params: { hold: param.integer(10, { min: 1, max: 60 }) },
  rules: ({ hold }) => [
    {
      // @ts-expect-error a kind that does not exist
      on: { kinds: ["leadership-meting"] },
      // @ts-expect-error a side is long or short
      legs: [{ instrument: "KWEB", side: "lng" }],
      exit: { afterSessions: hold },
    },
  ],
});

defineStrategy({
  name: "a",
  hypothesis: "b",
  params: { hold: param.integer(10, { min: 1, max: 60 }) },
  rules: ({ hold }) => [
    {
      // @ts-expect-error a misspelt selection
      on: { kinds: ["leadership-meeting"], stanse: { atLeast: 0.4 } },
      // @ts-expect-error a misspelt field of a leg
      legs: [{ instrument: "KWEB", side: "long", wieght: 1 }],
      // @ts-expect-error a misspelt field of an exit
      exit: { afterSessions: hold, stopLos: 0.08 },
      // @ts-expect-error a misspelt field of a rule
      overlp: "extend",
    },
  ],
});

defineStrategy({
  name: "a",
  hypothesis: "b",
  params: { hold: param.integer(10, { min: 1, max: 60 }) },
  // @ts-expect-error a misspelt field, which TypeScript places here where the function has a body of statements
  rules: ({ hold }) => {
    return [{ on: {}, legs, exit: { afterSessions: hold }, overlp: "extend" }];
  },
});

// Rules that are put together elsewhere are as good.
defineStrategy({
  name: "a",
  hypothesis: "b",
  params: { isShort: param.boolean(false) },
  rules: ({ isShort }) => {
    const rules: Rule[] = [{ on: {}, legs, exit }];
    if (isShort) rules.push({ on: {}, legs: [{ instrument: "KWEB", side: "short" }], exit });
    return rules;
  },
});
defineStrategy({
  name: "a",
  hypothesis: "b",
  params: { hold: param.integer(1, { min: 1, max: 5 }) },
  rules: ({ hold }) =>
    ["KWEB", "BABA"].map((instrument) => ({
      on: { kinds: ["leadership-meeting" as const] },
      legs: [{ instrument, side: "long" as const }],
      exit: { afterSessions: hold },
      sizing: { fraction: 0.5 },
    })),
});
