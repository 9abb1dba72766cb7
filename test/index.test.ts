import { describe, expect, it } from "vitest";
import { EdictError } from "../src/errors.ts";
import { frames } from "../src/frames.ts";
import * as library from "../src/index.ts";
import { flatPrices, weekdays } from "./engine/price-table.ts";
import { holdRule, knownAtMinute } from "./engine/run-case.ts";

const DAYS = weekdays("2023-01-02", 60);
const strategy = library.defineStrategy({
  name: "right",
  hypothesis: "none",
  instruments: ["X"],
  rules: [holdRule()],
});
const right = {
  signals: library.buildCatalogue([{ signal: knownAtMinute(DAYS[20]!, "20:00", { id: "s" }), at: "s" }]),
  prices: [flatPrices("X", DAYS, 100)],
  config: { luck: 0, study: false, sensitivity: false },
};

const WRONG: readonly unknown[] = [undefined, null, 5, "x", true, {}, [], [null], () => 1];
/** Wrong in one place, beside what is right. */
const WRONG_INPUTS = [
  ...WRONG,
  ...WRONG.flatMap((wrong) => Object.keys(right).map((name) => ({ ...right, [name]: wrong }))),
  ...WRONG.map((params) => ({ ...right, params })),
];
const WRONG_LISTS: readonly (readonly unknown[])[] = [
  [],
  ...WRONG.map((wrong) => [wrong]),
  ...WRONG.map((wrong) => [wrong, wrong, wrong]),
];
const ON_INPUTS = WRONG_INPUTS.map((inputs) => [strategy, inputs]);

const TAKE_INPUTS = new Set(["backtest", "luckTest", "study", "sweep", "walkForward"]);

type Anything = (...args: readonly unknown[]) => unknown;
const { param, ...entered } = library;
const functions = Object.entries({ ...entered, ...param, frames }).filter(
  ([, one]) => typeof one === "function" && !(one.prototype instanceof Error),
) as readonly (readonly [string, Anything])[];

/** What a call throws that is none of edict's errors. */
async function strangeOf(call: Anything, args: readonly unknown[]): Promise<string | undefined> {
  try {
    await call(...args);
    return undefined;
  } catch (error) {
    return error instanceof EdictError
      ? undefined
      : `${String(args.map((arg) => JSON.stringify(arg)))}: ${error}`;
  }
}

describe("a function of the library that plain JavaScript calls with anything", () => {
  it.each(functions)("%s says what is wrong", async (_, call) => {
    const strange = await Promise.all(WRONG_LISTS.map((args) => strangeOf(call, args)));
    expect(strange.filter((one) => one !== undefined)).toEqual([]);
  });

  it.each(functions.filter(([name]) => TAKE_INPUTS.has(name)))(
    "%s says what is wrong with its inputs",
    async (_, call) => {
      const strange = await Promise.all(ON_INPUTS.map((args) => strangeOf(call, args)));
      expect(strange.filter((one) => one !== undefined)).toEqual([]);
    },
  );

  it("names the argument and how to mend it", () => {
    const ask = (inputs: unknown) => () => library.study(strategy, inputs as never);
    expect(ask(null)).toThrow("null is no object\n  at   inputs\n  fix  give { signals, prices }");
    expect(ask({ ...right, prices: "HSTECH.HK" })).toThrow(
      '"HSTECH.HK" is no list\n  at   inputs.prices\n  fix  give what await loadPrices([...]) returns',
    );
  });
});
