import type { ArgumentCheck } from "../decode/argument-check.ts";
import { InputError } from "../errors.ts";

/**
 * A formula as the library hands it out: its arguments are checked where it is entered, since plain JavaScript hands
 * over anything, and what the formula itself finds wrong with them (a RangeError: lengths that differ, say) is an
 * InputError too. Inside edict formulas are called as they are.
 *
 * @param name what the library calls it
 * @param parameters a check for each parameter by its name, in order
 * @returns the same function, which throws nothing but InputError with every argument that is wrong
 */
export function checkedFormula<Formula extends (...given: never[]) => unknown>(
  name: string,
  formula: Formula,
  parameters: Readonly<Record<string, ArgumentCheck>>,
): Formula {
  const checks = Object.entries(parameters);
  const checked = (...given: never[]): unknown => {
    const issues = checks.flatMap(([parameter, check], i) => check(given[i], parameter));
    if (issues.length > 0)
      throw new InputError(issues.map((one) => ({ ...one, at: `${one.at} of ${name}` })));
    try {
      return formula(...given);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const fix = `give arguments that fit one another: ${name}(${Object.keys(parameters).join(", ")})`;
      throw new InputError({ what: error.message, at: name, fix }, { cause: error });
    }
  };
  return checked as Formula;
}
