import { didYouMean } from "../decode/did-you-mean.ts";
import { InputError, type Issue } from "../errors.ts";
import type { ParamSpec, ParamSpecs, ParamValue, ParamValues } from "./param.ts";

/**
 * The value of every parameter: the given one, checked against its range, or the default.
 *
 * @param given values by name, as text (`--param hold=20`) or typed
 * @param place where the values were written, for errors, e.g. `--param`
 * @throws InputError naming every unknown name and every value that is of the wrong type or out of range
 */
export function resolveParams(
  specs: ParamSpecs,
  given: Readonly<Record<string, unknown>>,
  place: string,
): ParamValues {
  const issues: Issue[] = [];
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(specs, name)) issues.push(unknownParam(name, Object.keys(specs), place));
  }
  const values: Record<string, ParamValue> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const value = Object.hasOwn(given, name) ? given[name] : spec.default;
    const read = readParamValue(spec, value);
    if ("issue" in read) issues.push({ ...read.issue, at: `${place} ${name}` });
    else values[name] = read.value;
  }
  if (issues.length > 0) throw new InputError(issues);
  return values;
}

function unknownParam(name: string, known: readonly string[], place: string): Issue {
  const list = known.length === 0 ? "the strategy has no parameters" : `it has ${known.join(", ")}`;
  return {
    what: `the strategy has no parameter "${name}"`,
    at: place,
    fix: didYouMean(name, known, list, ` (${list})`),
  };
}

/** Reads one value of a parameter from text or from a typed value. */
export function readParamValue(spec: ParamSpec, value: unknown): { value: ParamValue } | { issue: Issue } {
  switch (spec.type) {
    case "boolean":
      return readBoolean(value);
    case "choice":
      return readChoice(spec.values, value);
    default:
      return readNumber(spec, value);
  }
}

function readBoolean(value: unknown): { value: boolean } | { issue: Issue } {
  if (value === true || value === "true") return { value: true };
  if (value === false || value === "false") return { value: false };
  return { issue: { what: `${show(value)} is neither true nor false`, fix: "write true or false" } };
}

function readChoice(values: readonly string[], value: unknown): { value: string } | { issue: Issue } {
  if (typeof value === "string" && values.includes(value)) return { value };
  const list = `one of ${values.join(", ")}`;
  return {
    issue: {
      what: `${show(value)} is not among the choices`,
      fix:
        typeof value === "string"
          ? didYouMean(value, values, `write ${list}`, ` (${list})`)
          : `write ${list}`,
    },
  };
}

function readNumber(
  spec: { type: string; min: number; max: number },
  value: unknown,
): { value: number } | { issue: Issue } {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) {
    return { issue: { what: `${show(value)} is not a number`, fix: rangeFix(spec) } };
  }
  if (spec.type === "integer" && !Number.isInteger(number)) {
    return { issue: { what: `${number} is not a whole number`, fix: rangeFix(spec) } };
  }
  if (number < spec.min || number > spec.max) {
    return { issue: { what: `${number} is outside ${spec.min}..${spec.max}`, fix: rangeFix(spec) } };
  }
  return { value: number };
}

function rangeFix(spec: { type: string; min: number; max: number }): string {
  const noun = spec.type === "integer" ? "a whole number" : "a number";
  return `write ${noun} from ${spec.min} to ${spec.max}`;
}

function show(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}
