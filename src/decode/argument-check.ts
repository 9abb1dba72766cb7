import type { Issue } from "../errors.ts";
import { quoteValue } from "./quote-value.ts";

/**
 * Says what is wrong with an argument: nothing where it is right. Checks are put together from the ones below, and
 * run once where a function of the library is entered.
 *
 * @param at names the argument, e.g. `events[3].window`
 */
export type ArgumentCheck = (value: unknown, at: string) => readonly Issue[];

/** Whether a value is of a kind, and the kind in words: "finite number above 0". */
interface Kind {
  readonly is: (value: unknown) => boolean;
  readonly words: string;
}

const NOTHING: readonly Issue[] = [];

const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value);

export const NUMBER: Kind = { is: (value) => typeof value === "number", words: "number" };
export const FINITE: Kind = { is: isFiniteNumber, words: "finite number" };
export const FINITE_OR_MISSING: Kind = {
  is: (value) => isFiniteNumber(value) || Number.isNaN(value),
  words: "finite number, or NaN where it is missing",
};
export const ABOVE_ZERO: Kind = {
  is: (value) => isFiniteNumber(value) && value > 0,
  words: "finite number above 0",
};
export const PROBABILITY: Kind = {
  is: (value) => isFiniteNumber(value) && value >= 0 && value <= 1,
  words: "number in [0, 1]",
};
export const WHOLE: Kind = { is: Number.isSafeInteger, words: "whole number" };
export const FLAG: Kind = { is: (value) => typeof value === "boolean", words: "true or false" };
export const TEXT: Kind = { is: (value) => typeof value === "string", words: "text" };
export const LABEL: Kind = {
  is: (value) => typeof value === "string" || isFiniteNumber(value),
  words: "text or a finite number",
};
export const FUNCTION: Kind = { is: (value) => typeof value === "function", words: "function" };

/** A whole number that is not below `least`. */
export const wholeFrom = (least: number): Kind => ({
  is: (value) => Number.isSafeInteger(value) && (value as number) >= least,
  words: `whole number >= ${least}`,
});

/** A typed array by its name, of this realm or another. */
export const typedArray = (name: "Float64Array" | "Int32Array"): Kind => ({
  is: (value) =>
    ArrayBuffer.isView(value) && (value as Float64Array)[Symbol.toStringTag] === (name as string),
  words: name,
});

/** One value of a kind. */
export const one =
  ({ is, words }: Kind): ArgumentCheck =>
  (value, at) =>
    is(value) ? NOTHING : [{ what: `${quoteValue(value)} is no ${words}`, at, fix: `give a ${words}` }];

/** One of some words. */
export const word = (...words: readonly string[]): ArgumentCheck =>
  one({
    is: (value) => words.includes(value as string),
    words: words.map((each) => `"${each}"`).join(" or "),
  });

/** A list or typed array whose values are all of a kind; the first that is not is named. */
export const column =
  ({ is, words }: Kind): ArgumentCheck =>
  (value, at) => {
    if (!isColumn(value)) return noColumn(value, at, `give a list of ${words} each`);
    for (let i = 0; i < value.length; i++) {
      if (!is(value[i]))
        return [
          { what: `${quoteValue(value[i])} is no ${words}`, at: `${at}[${i}]`, fix: `give a ${words}` },
        ];
    }
    return NOTHING;
  };

/** A list whose entries each pass a check. */
export const listOf =
  (check: ArgumentCheck): ArgumentCheck =>
  (value, at) =>
    Array.isArray(value)
      ? Array.from(value as unknown[], (entry, i) => check(entry, `${at}[${i}]`)).flat()
      : noColumn(value, at, "give a list");

/** An object whose fields each pass their check. */
export const fields =
  (checks: Readonly<Record<string, ArgumentCheck>>): ArgumentCheck =>
  (value, at) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)
      ? Object.entries(checks).flatMap(([name, check]) =>
          check((value as Record<string, unknown>)[name], `${at}.${name}`),
        )
      : [
          {
            what: `${quoteValue(value)} is no object`,
            at,
            fix: `give an object with ${Object.keys(checks).join(", ")}`,
          },
        ];

/** What may be left out. */
export const optional =
  (check: ArgumentCheck): ArgumentCheck =>
  (value, at) =>
    value === undefined ? NOTHING : check(value, at);

/** What may be null. */
export const orNull =
  (check: ArgumentCheck): ArgumentCheck =>
  (value, at) =>
    value === null ? NOTHING : check(value, at);

function isColumn(value: unknown): value is ArrayLike<unknown> {
  return (
    typeof value === "object" && value !== null && wholeFrom(0).is((value as { length?: unknown }).length)
  );
}

function noColumn(value: unknown, at: string, fix: string): readonly Issue[] {
  return [{ what: `${quoteValue(value)} is no list`, at, fix }];
}
