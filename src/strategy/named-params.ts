import { didYouMean } from "../decode/did-you-mean.ts";
import { InputError } from "../errors.ts";
import type { ParamValue, ParamValues } from "./param.ts";

/** Names that the language itself asks an object for. */
const ASKED_BY_LANGUAGE: ReadonlySet<string> = new Set(["toJSON", "then"]);

/**
 * Stands behind an object of parameters, where only a name is looked for that the object itself has not: what it has
 * is read at no cost.
 */
const BEHIND = new Proxy(Object.prototype, {
  get(target, name, params) {
    if (typeof name === "symbol" || name in target || ASKED_BY_LANGUAGE.has(name))
      return Reflect.get(target, name, params);
    const known = Object.keys(params as ParamValues);
    const list = known.length === 0 ? "it has no params" : `it has ${known.join(", ")}`;
    throw new InputError({
      what: `the strategy asks for a parameter "${name}", which is not among its params`,
      at: "params",
      fix: didYouMean(name, known, list, ` (${list})`),
    });
  },
});

/**
 * The parameters' values for a strategy's own code, in which a name that is none of theirs is an error: in a file that
 * no type checker has seen, `undefined` would pass for a field that is left out, and a stop or a hold would be gone.
 *
 * @example namedParams({ hold: 10 }).hold // => 10
 */
export function namedParams(params: ParamValues): ParamValues {
  return Object.assign(Object.create(BEHIND), params) as ParamValues;
}

/**
 * {@link namedParams}, with a note of each parameter that the strategy's code asks for, whenever it does: a rule's
 * callback may ask long after the rule was made.
 *
 * @param asked receives their names
 */
export function watchedParams(params: ParamValues, asked: Set<string>): ParamValues {
  const watched = Object.create(BEHIND) as Record<string, ParamValue>;
  for (const [name, given] of Object.entries(params)) {
    let value = given;
    Object.defineProperty(watched, name, {
      enumerable: true,
      get: () => {
        asked.add(name);
        return value;
      },
      // The object is the strategy's own.
      set: (other: ParamValue) => {
        value = other;
      },
    });
  }
  return watched;
}
