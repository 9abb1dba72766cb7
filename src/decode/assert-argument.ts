import { InputError } from "../errors.ts";
import { quoteValue } from "./quote-value.ts";

const KINDS = {
  object: (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value),
  list: Array.isArray,
  text: (value: unknown) => typeof value === "string",
};

/**
 * Refuses an argument of the wrong kind where the library is entered: plain JavaScript hands over anything.
 *
 * @param at names the argument, e.g. `inputs.prices`
 * @throws InputError
 */
export function assertArgument(value: unknown, kind: keyof typeof KINDS, at: string, fix: string): void {
  if (!KINDS[kind](value)) throw new InputError({ what: `${quoteValue(value)} is no ${kind}`, at, fix });
}
